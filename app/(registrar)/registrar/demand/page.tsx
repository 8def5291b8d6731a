import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { newListingHref } from '@/app/(registrar)/registrar/certificates/new-listing-href';
import { staffRead } from '@/app/(registrar)/staff-read';
import { DemandTable } from '@/components/catalog/demand-table';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { demandHref, parseDemandQuery, requestKinds } from '@/lib/catalog/certificate-request';
import { listDemand, requestsPerPage } from '@/lib/usecases/request/list-demand';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests.demand'))('title') };
}

/** What the institution is asked for and has not answered: what to decide next, and what to list. */
export default async function DemandPage({ searchParams }: PageProps<'/registrar/demand'>) {
  const asked = parseDemandQuery(await searchParams);
  const [{ value, denied }, t] = await Promise.all([
    staffRead(demandHref(asked), (ctx) => listDemand(ctx, asked)),
    getTranslations('requests.demand'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { counts, rows, mayMap, mayList } = value;
  const total = counts[asked.show];
  return (
    <div className="page grid grid-cols-1 gap-6">
      <PageHeader title={t('title')} lede={t('lede')} />
      <Tabs
        label={t('groups')}
        items={requestKinds.map((kind) => ({
          href: demandHref({ ...asked, show: kind, page: 1 }),
          label: t(`group.${kind}`),
          count: counts[kind],
          current: kind === asked.show,
        }))}
      />
      {total === 0 ? (
        <EmptyState title={t(`empty.${asked.show}`)}>{t(`emptyWhy.${asked.show}`)}</EmptyState>
      ) : (
        <div>
          <p className="mb-2 text-sm text-soft" aria-live="polite">
            {t('found', { count: total })}
          </p>
          <DemandTable
            rows={rows}
            asked={asked}
            mayMap={mayMap}
            mayList={mayList}
            listHref={({ id, title, provider, url }) =>
              newListingHref({ title, provider, platform: '', url, request: id })
            }
          />
        </div>
      )}
      <Pagination
        page={asked.page}
        pages={Math.ceil(total / requestsPerPage)}
        hrefOf={(page) => demandHref({ ...asked, page })}
      />
    </div>
  );
}
