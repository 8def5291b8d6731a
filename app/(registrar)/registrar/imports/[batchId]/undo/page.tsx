import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { UndoAnswer } from '@/components/import/undo-answer';
import { UndoTable } from '@/components/import/undo-table';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { undoRowsAPage, viewUndo } from '@/lib/usecases/import/undo-import';
import { undoImportAction } from '../../actions';
import { pageIn } from '../../page-in';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports.undo'))('title') };
}

export default orNothingHere(async function UndoPage({
  params,
  searchParams,
}: PageProps<'/registrar/imports/[batchId]/undo'>) {
  const batchId = idInPath((await params).batchId);
  const query = await searchParams;
  const show = query['show'] === 'blocked' ? 'blocked' : 'all';
  const page = pageIn(query['page']);
  const here = `/registrar/imports/${batchId}/undo`;
  const [{ value: view, denied }, t] = await Promise.all([
    staffRead(here, (ctx) => viewUndo(ctx, { batchId, show, page })),
    getTranslations('imports'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { batch, all, tally, rows, total } = view;
  const href = (of: typeof show, number = 1) =>
    `${here}?${new URLSearchParams({ ...(of === 'blocked' && { show: of }), ...(number > 1 && { page: String(number) }) })}`;
  return (
    <div className="page grid gap-6">
      <PageHeader
        kicker={t(`kind.${batch.kind}`)}
        title={t('undo.title')}
        lede={t('undo.lede')}
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/imports', label: t('list.title') },
              { href: `/registrar/imports/${batchId}`, label: batch.fileName },
              { label: t('undo.title') },
            ]}
          />
        }
      />
      <UndoAnswer view={view} action={undoImportAction} />
      {all > 0 && (
        <section className="grid gap-4" aria-label={t('undo.rows')}>
          <h2 className="serif text-xl">{t('undo.rows')}</h2>
          <Tabs
            label={t('undo.shown')}
            items={(['all', 'blocked'] as const).map((option) => ({
              href: href(option),
              label: t(option === 'all' ? 'undo.all' : 'undo.inTheWay'),
              count: option === 'all' ? all : tally.blocked,
              current: option === show,
            }))}
          />
          {rows.length === 0 ? <EmptyState title={t('rows.none')} /> : <UndoTable rows={rows} />}
          <Pagination
            page={page}
            pages={Math.ceil(total / undoRowsAPage)}
            hrefOf={(number) => href(show, number)}
          />
        </section>
      )}
    </div>
  );
});
