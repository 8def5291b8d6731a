/** PostedTable: lines, answerOf (the form that settles one; null where none is to be settled). Lines of a batch, with what the student system answered. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { useDay } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import type { Unit } from '@/lib/amount/unit';
import type { PostedLine } from '@/lib/db/postings';
import { LineStudent, LineTarget } from './line-parts';

export function PostedTable({
  lines,
  answerOf,
}: {
  lines: readonly PostedLine[];
  answerOf: ((line: PostedLine) => React.ReactNode) | null;
}) {
  const t = useTranslations('posting');
  const day = useDay();
  return (
    <Table
      caption={t('batch.caption')}
      stacked
      rows={lines}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'student',
          head: t('column.student'),
          rowHead: true,
          cell: ({ claimId, studentName }) => <LineStudent claimId={claimId} studentName={studentName} />,
        },
        { key: 'number', head: t('column.number'), cell: ({ studentNumber }) => studentNumber },
        {
          key: 'target',
          head: t('column.target'),
          cell: ({ kind, target }) => <LineTarget kind={kind} target={target} />,
        },
        {
          key: 'credit',
          head: t('column.credit'),
          align: 'end',
          cell: ({ awarded, unit }) => <Amount value={awarded} unit={unit as Unit} />,
        },
        {
          key: 'answer',
          head: t('column.answer'),
          cell: (line) =>
            line.settledAt === null ? (
              answerOf?.(line)
            ) : (
              <span className="[overflow-wrap:anywhere]">
                <bdi>{line.reason === '' ? line.reference : line.reason}</bdi>{' '}
                <span className="text-sm text-soft">{t('batch.on', { day: day(line.settledAt) })}</span>
              </span>
            ),
        },
      ]}
    />
  );
}
