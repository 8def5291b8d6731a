import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { PageHeader } from '@/components/layout/page-header';
import { PostedTable } from '@/components/posting/posted-table';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Moment } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { FileInput } from '@/components/ui/file-input';
import { Pagination } from '@/components/ui/pagination';
import { Tabs } from '@/components/ui/tabs';
import { postingStates } from '@/lib/claim/posting-query';
import { linesPerPage, viewPostingBatch } from '@/lib/usecases/posting/view-posting';
import { acknowledgePostingAction } from '../actions';
import { SettleForm } from '../_components/settle-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('posting'))('title'), robots: { index: false } };
}

/** One batch: its file, what the student system answered, and what is to be settled by hand. */
export default orNothingHere(async function PostingBatchPage({
  params,
  searchParams,
}: PageProps<'/registrar/claims/posting/[batchId]'>) {
  const batchId = idInPath((await params).batchId);
  const { show, page: wanted } = await searchParams;
  const state = postingStates.find((one) => one === show) ?? 'sent';
  const page = Math.trunc(Math.min(Math.max(Number(wanted) || 1, 1), 10_000));
  const here = `/registrar/claims/posting/${batchId}`;
  const hrefOf = (one: string, at: number) =>
    `${here}?${new URLSearchParams({ show: one, ...(at > 1 && { page: String(at) }) }).toString()}`;
  const [{ value, denied }, t] = await Promise.all([
    staffRead(here, (ctx) => viewPostingBatch(ctx, { batchId, state, page })),
    getTranslations('posting'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { batch, lines, maySettle } = value;
  return (
    <div className="page grid grid-cols-1 gap-10">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/registrar/claims/posting', label: t('title') },
              { label: t('batch.title', { number: batch.number }) },
            ]}
          />
        }
        title={t('batch.title', { number: batch.number })}
        lede={t.rich('batch.made', {
          moment: () => <Moment at={batch.madeAt} />,
          name: batch.madeByName,
          layout: t(`settings.layouts.${batch.settings.layout}`),
          term: batch.settings.term,
        })}
      />
      {maySettle && (
        <p className="measure [overflow-wrap:anywhere]">
          <a className="link" href={`${here}/file`} download>
            {t('batch.download')}
          </a>{' '}
          <span className="text-sm text-soft">
            {t('batch.again')} {t('batch.sha')} {batch.sha256}
          </span>
        </p>
      )}
      {maySettle && batch.lines.sent > 0 && (
        <section className="no-print grid gap-4">
          <h2 className="serif text-xl">{t('batch.answer')}</h2>
          <p className="measure text-soft">{t('batch.answerLede')}</p>
          <ActionForm action={acknowledgePostingAction} submit={t('batch.read')}>
            <input type="hidden" name="batchId" value={batchId} />
            <Field name="file" label={t('batch.file')} required>
              <FileInput accept=".csv,.txt,.tsv" />
            </Field>
          </ActionForm>
        </section>
      )}
      <section className="grid grid-cols-1 gap-4">
        <Tabs
          label={t('batch.parts')}
          items={postingStates.map((one) => ({
            href: hrefOf(one, 1),
            label: t(`column.${one}`),
            count: batch.lines[one],
            current: one === state,
          }))}
        />
        {lines.length === 0 ? (
          <EmptyState title={t('batch.empty')}>{t('batch.emptyWhy')}</EmptyState>
        ) : (
          <PostedTable
            lines={lines}
            answerOf={
              maySettle && state === 'sent' ? ({ key }) => <SettleForm batchId={batchId} line={key} /> : null
            }
          />
        )}
        {state === 'failed' && lines.length > 0 && <p className="measure text-soft">{t('batch.anew')}</p>}
        <Pagination
          page={page}
          pages={Math.ceil(batch.lines[state] / linesPerPage)}
          hrefOf={(one) => hrefOf(state, one)}
        />
      </section>
    </div>
  );
});
