/** BatchTable: batches. What has left for the student system, with how many lines are awaited, confirmed and failed. */
import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { PostingBatch } from '@/lib/db/postings';

export function BatchTable({ batches }: { batches: readonly PostingBatch[] }) {
  const t = useTranslations('posting');
  return (
    <Table
      caption={t('batches.caption')}
      stacked
      rows={batches}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'batch',
          head: t('column.batch'),
          rowHead: true,
          cell: ({ id, number }) => (
            <TextLink href={`/registrar/claims/posting/${id}`}>{t('batch.title', { number })}</TextLink>
          ),
        },
        { key: 'made', head: t('column.made'), cell: ({ madeAt }) => <Moment at={madeAt} /> },
        { key: 'by', head: t('column.by'), cell: ({ madeByName }) => <bdi>{madeByName}</bdi> },
        {
          key: 'layout',
          head: t('column.layout'),
          cell: ({ settings }) => t(`settings.layouts.${settings.layout}`),
        },
        ...(['sent', 'confirmed', 'failed'] as const).map((state) => ({
          key: state,
          head: t(`column.${state}`),
          align: 'end' as const,
          cell: ({ lines }: PostingBatch) => lines[state],
        })),
      ]}
    />
  );
}
