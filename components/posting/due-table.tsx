/** DueTable: lines. Credit that is to leave for the student system, with what stands in the file and what each line lacks. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { Table } from '@/components/ui/table';
import type { Unit } from '@/lib/amount/unit';
import type { PlannedLine } from '@/lib/claim/posting';
import { LineStudent, LineTarget } from './line-parts';

export function DueTable({ lines }: { lines: readonly PlannedLine[] }) {
  const t = useTranslations('posting');
  return (
    <Table
      caption={t('dry.caption')}
      stacked
      rows={lines}
      rowKey={({ key, kind }) => `${kind} ${key}`}
      columns={[
        {
          key: 'student',
          head: t('column.student'),
          rowHead: true,
          cell: ({ claimId, studentName }) => <LineStudent claimId={claimId} studentName={studentName} />,
        },
        {
          key: 'number',
          head: t('column.number'),
          cell: ({ studentNumber }) =>
            studentNumber === null ? <span className="text-soft">{t('noNumber')}</span> : studentNumber,
        },
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
          key: 'lacks',
          head: t('column.lacks'),
          cell: ({ gap, failure }) => (
            <>
              {gap !== null && <span className="block">{t(`gap.${gap}`)}</span>}
              {failure !== null && failure !== '' && (
                <span className="block text-sm [overflow-wrap:anywhere]">
                  {t('failedBefore', { reason: failure })}
                </span>
              )}
            </>
          ),
        },
        {
          key: 'cells',
          head: t('column.cells'),
          cell: ({ cells }) => (
            <details>
              <summary className="link w-fit cursor-pointer">{t('column.cells')}</summary>
              <dl className="mt-2 grid gap-x-4 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
                {Object.entries(cells).map(([name, text]) => (
                  <div key={name} className="contents">
                    <dt className="text-soft">{name}</dt>
                    <dd className="[overflow-wrap:anywhere]">{text === '' ? '–' : text}</dd>
                  </div>
                ))}
              </dl>
            </details>
          ),
        },
      ]}
    />
  );
}
