import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { BatchTable } from '@/components/import/batch-table';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/lib/access/can';
import { requestContext } from '@/lib/next/request-context';
import { batchesAPage, listImports } from '@/lib/usecases/import/list-imports';
import { pageIn } from './page-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports.list'))('title') };
}

export default async function ImportsPage({ searchParams }: PageProps<'/registrar/imports'>) {
  const page = pageIn((await searchParams)['page']);
  const [{ value, denied }, { actor }, t] = await Promise.all([
    staffRead('/registrar/imports', (ctx) => listImports(ctx, { page })),
    requestContext(),
    getTranslations('imports.list'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const mayImport =
    actor.kind === 'staff' && can(actor, 'import.check', { tenantId: actor.tenantId }).allowed;
  const act = mayImport ? (
    <LinkButton href="/registrar/imports/new" tone="primary">
      {t('new')}
    </LinkButton>
  ) : undefined;
  return (
    <div className="page grid gap-6">
      <PageHeader title={t('title')} lede={t('lede')} actions={act} />
      {value.rows.length === 0 ? (
        <EmptyState title={t('emptyTitle')} action={act}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <BatchTable batches={value.rows} />
      )}
      <Pagination
        page={page}
        pages={Math.ceil(value.total / batchesAPage)}
        hrefOf={(number) => `/registrar/imports?page=${number}`}
      />
    </div>
  );
}
