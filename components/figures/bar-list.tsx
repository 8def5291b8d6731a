/**
 * BarList: title, note (how it is counted), rows {key, label, value (null: nothing to draw), reach? (a line as far as that), text}, most (the
 * scale), marks? (levels drawn dashed across all rows), csv? (address and word), table. Bars drawn to scale, with the table behind them.
 */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Opening } from '@/components/ui/opening';
import { Table } from '@/components/ui/table';

export type BarRow = {
  key: string;
  label: string;
  value: number | null;
  reach?: number;
  text: string;
  /** What the table says, one cell a column. */
  cells: readonly string[];
};

export function BarList({
  title,
  note,
  rows,
  most,
  marks = [],
  columns,
  csvHref,
}: {
  title: string;
  note: string;
  rows: readonly BarRow[];
  most: number;
  marks?: readonly number[];
  columns: readonly string[];
  csvHref: string;
}) {
  const t = useTranslations('figures');
  const told = rows.map(({ label, text }) => t('detail.point', { label, value: text })).join('; ');
  const x = (value: number) => (most === 0 ? 0 : Math.min(100, (value / most) * 100));
  return (
    <figure className="grid content-start gap-3 border-t border-edge pt-3">
      <figcaption className="grid gap-1">
        <h3 className="font-semibold">{title}</h3>
        <p className="text-sm text-soft">{note}</p>
      </figcaption>
      <div role="img" aria-label={t('detail.barsLabel', { title, told })} className="grid gap-1.5 text-sm">
        {rows.map(({ key, label, value, reach, text }) => (
          <div
            key={key}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 sm:grid-cols-[11rem_minmax(0,1fr)_6.5rem]"
          >
            <span className="wrap-anywhere">{label}</span>
            <svg
              viewBox="0 0 100 10"
              preserveAspectRatio="none"
              className="col-span-2 row-start-2 h-4 w-full sm:col-span-1 sm:row-auto"
              aria-hidden="true"
            >
              <path d="M0 0V10" className="stroke-edge" strokeWidth="1" vectorEffect="non-scaling-stroke" />
              {value !== null && <rect x="0" y="2" width={x(value)} height="6" className="fill-accent" />}
              {value !== null && reach !== undefined && (
                <path
                  d={`M${x(value)} 5H${x(reach)}M${x(reach)} 2V8`}
                  className="stroke-accent"
                  strokeWidth="1.5"
                  vectorEffect="non-scaling-stroke"
                  fill="none"
                />
              )}
              {marks.map((at) => (
                <path
                  key={at}
                  d={`M${x(at)} 0V10`}
                  className="stroke-ink"
                  strokeWidth="1"
                  strokeDasharray="2 2"
                  vectorEffect="non-scaling-stroke"
                />
              ))}
            </svg>
            <span className={clsx('tabular text-right', value === null && 'text-soft')}>{text}</span>
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-5 print:hidden">
        <Opening summary={<span className="text-sm">{t('detail.table')}</span>} fields={[]}>
          <Table
            caption={title}
            dense
            columns={[
              { key: 'label', head: columns[0] ?? '', rowHead: true, cell: (row: BarRow) => row.label },
              ...columns.slice(1).map((head, index) => ({
                key: head,
                head,
                align: 'end' as const,
                cell: (row: BarRow) => row.cells[index] ?? '',
              })),
            ]}
            rows={rows}
            rowKey={({ key }) => key}
          />
        </Opening>
        <a href={csvHref} download className="link text-sm" aria-label={t('csvOf', { figure: title })}>
          {t('csvShort')}
        </a>
      </div>
    </figure>
  );
}
