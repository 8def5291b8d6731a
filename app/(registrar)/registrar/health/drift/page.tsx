import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { DepartmentDriftTable } from '@/components/catalog/department-drift';
import { DriftTable } from '@/components/catalog/drift-table';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { driftsPerPage, viewDrift } from '@/lib/usecases/catalog/view-drift';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('registrar.drift'))('title') };
}

/** Where other institutions say something else about a certificate that one's own has decided about. */
export default async function DriftPage({ searchParams }: PageProps<'/registrar/health/drift'>) {
  const page = Math.min(10_000, Math.max(1, Math.floor(Number((await searchParams)['page']) || 1)));
  const [{ value, denied }, t] = await Promise.all([
    staffRead('/registrar/health/drift', (ctx) => viewDrift(ctx, page)),
    getTranslations('registrar.drift'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const head = 'border-b border-edge pb-2 text-lg font-semibold';
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/health', label: t('breadcrumb') }, { label: t('title') }]}
          />
        }
        title={t('title')}
        lede={t('lede')}
      />
      <section className="grid gap-3">
        <h2 className={head}>{t('between')}</h2>
        {value.between.length === 0 ? (
          <p className="text-soft">{t('betweenNone')}</p>
        ) : (
          <DepartmentDriftTable rows={value.between} />
        )}
        {value.isCut && <p className="text-sm text-soft">{t('cut')}</p>}
      </section>
      <h2 className={head}>{t('institutions')}</h2>
      {!value.areAmountsRead && <p className="text-sm text-soft">{t('reading')}</p>}
      {value.rows.length === 0 ? (
        value.total === 0 ? (
          <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
        ) : (
          <EmptyState
            title={t('pastEnd')}
            action={<LinkButton href="/registrar/health/drift">{t('firstPage')}</LinkButton>}
          >
            {t('found', { count: value.total })}
          </EmptyState>
        )
      ) : (
        <div>
          <p className="mb-2 text-sm text-soft">{t('found', { count: value.total })}</p>
          <DriftTable rows={value.rows} mayMap={value.mayMap} />
        </div>
      )}
      <Pagination
        page={page}
        pages={Math.ceil(value.total / driftsPerPage)}
        hrefOf={(to) => `/registrar/health/drift?page=${to}`}
      />
    </div>
  );
}
