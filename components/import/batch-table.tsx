/** BatchTable: batches, the newest first: file, what it holds, who and when, what came of it. */
import { useFormatter, useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { NoteWords } from './note-words';
import { StatePill } from './state-pill';
import type { listImports } from '@/lib/usecases/import/list-imports';

type ListedBatch = Awaited<ReturnType<typeof listImports>>['rows'][number];

export function BatchTable({ batches }: { batches: readonly ListedBatch[] }) {
  const t = useTranslations('imports');
  const format = useFormatter();
  const number = (key: 'new' | 'changed' | 'rejected') => ({
    key,
    head: t(`outcome.${key}`),
    align: 'end' as const,
    cell: ({ counts, status }: ListedBatch) =>
      status === 'checking' || status === 'refused' || status === 'stopped' ? '' : format.number(counts[key]),
  });
  return (
    <Table
      stacked
      caption={t('list.title')}
      rows={batches}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'file',
          head: t('list.file'),
          rowHead: true,
          width: 'min-w-48',
          cell: ({ id, fileName }) => <TextLink href={`/registrar/imports/${id}`}>{fileName}</TextLink>,
        },
        { key: 'kind', head: t('list.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
        {
          key: 'state',
          head: t('list.state'),
          cell: ({ status, counts }) => (
            <>
              <StatePill status={status} />
              {status === 'stopped' && (
                <p className="text-sm">
                  <NoteWords reason={counts.problem} />
                </p>
              )}
            </>
          ),
        },
        number('new'),
        number('changed'),
        number('rejected'),
        { key: 'who', head: t('list.who'), cell: ({ createdByName }) => createdByName },
        {
          key: 'when',
          head: t('list.when'),
          cell: ({ createdAt }) => <Moment at={createdAt} />,
        },
      ]}
    />
  );
}
