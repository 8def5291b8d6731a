import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { BatchFacts } from '@/components/import/batch-facts';
import { BatchState } from '@/components/import/batch-state';
import { ReasonList } from '@/components/import/reason-list';
import { RowTable } from '@/components/import/row-table';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { Outcome, rowsOf } from '@/lib/import/kind';
import { refusalSentence } from '@/lib/next/refusal-words';
import { Refusal } from '@/lib/kernel/refusal';
import { requestContext } from '@/lib/next/request-context';
import { rowsAPage, viewImport } from '@/lib/usecases/import/view-import';
import { checkAgainAction, checkFixedAction, publishImportedAction, startImportAction } from '../actions';
import { pageIn } from '../page-in';
import { isWaitingForTurn } from '../run-in-background';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports.batch'))('title') };
}

export default orNothingHere(async function ImportPage({
  params,
  searchParams,
}: PageProps<'/registrar/imports/[batchId]'>) {
  const batchId = idInPath((await params).batchId);
  const query = await searchParams;
  const outcome = Outcome.nullable()
    .catch(null)
    .parse(query['outcome'] ?? null);
  const page = pageIn(query['page']);
  const here = `/registrar/imports/${batchId}`;
  const [{ value: view, denied }, { now }, t] = await Promise.all([
    staffRead(here, (ctx) => viewImport(ctx, { batchId, outcome, page })),
    requestContext(),
    getTranslations('imports'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { batch, rows, reasons } = view;
  if (batch.status === 'matching' && view.mayApply) redirect(`${here}/match` as Route);
  const href = (of: Outcome | null, number = 1) =>
    `${here}?${new URLSearchParams({ ...(of && { outcome: of }), ...(number > 1 && { page: String(number) }) })}`;
  // Nobody has asked to publish: whoever may not is told who does it, and not that something was refused.
  const whyNotPublish =
    view.whyNotPublish === 'access/role-missing'
      ? t('batch.registrarPublishes')
      : view.whyNotPublish && (await refusalSentence(new Refusal('forbidden', view.whyNotPublish)));
  return (
    <div className="page grid gap-6">
      <PageHeader
        kicker={t(`kind.${batch.kind}`)}
        title={batch.fileName}
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/imports', label: t('list.title') }, { label: batch.fileName }]}
          />
        }
      />
      <BatchState
        view={{ ...view, whyNotPublish, isWorkedOn: view.isWorkedOn || isWaitingForTurn(batchId) }}
        isFresh={Date.parse(now) - Date.parse(batch.createdAt) < 30_000}
        actions={{
          check: checkAgainAction,
          checkFixed: checkFixedAction,
          start: startImportAction,
          publish: publishImportedAction,
        }}
      />
      <BatchFacts batch={batch} fixedCells={view.fixedCells} />
      {rowsOf(batch.counts) > 0 && (
        <section className="grid gap-4" aria-label={t('rows.title')}>
          <h2 className="serif text-xl">{t('rows.title')}</h2>
          <ReasonList
            reasons={rowsOf(batch.counts) > rowsAPage ? reasons : []}
            rejectsHref={batch.counts.rejected > 0 ? `${here}/rejects` : undefined}
          />
          <Tabs
            label={t('rows.byOutcome')}
            items={[null, ...Outcome.options].map((option) => ({
              href: href(option),
              label: t(`outcome.${option ?? 'all'}`),
              count: option ? batch.counts[option] : rowsOf(batch.counts),
              current: option === outcome,
            }))}
          />
          {rows.total === 0 ? (
            <EmptyState title={t('rows.none')} />
          ) : (
            <RowTable rows={rows.rows} {...(view.mayFix && { fixAt: here })} />
          )}
          <Pagination
            page={page}
            pages={Math.ceil(rows.total / rowsAPage)}
            hrefOf={(number) => href(outcome, number)}
          />
        </section>
      )}
    </div>
  );
});
