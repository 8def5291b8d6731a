/** BarrierGrid: tables, quarters, departments, department (the one that is asked for, else all side by side), csvOf. One figure a barrier and department, over time. */
import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { type Column, Table } from '@/components/ui/table';
import {
  type Barrier,
  barriers,
  type BarrierTable,
  changeIn,
  creditOffered,
  type DepartmentColumn,
  isWorse,
} from '@/lib/figures/barriers';
import { type Line, valueOf } from '@/lib/figures/figure-table';
import type { Quarter } from '@/lib/figures/quarter';
import { useFigureWords } from './figure-words';
import { Sparkline } from './sparkline';

/** @units departments side by side; the others stand in the tables */
const mostColumns = 5;

type Props = {
  tables: Record<Barrier, BarrierTable>;
  quarters: readonly Quarter[];
  departments: readonly { id: string; name: string }[];
  department: { id: string } | null;
  csvOf: (barrier: Barrier) => string;
};

/** The departments that are drawn: the one that is asked for, or those of which most is told. */
function drawn(tables: Props['tables'], department: Props['department']): DepartmentColumn[] {
  if (department !== null) return [department.id];
  const told = ({ line }: { line: Line }) =>
    line.rows.reduce((sum, figure) => sum + (figure?.n ?? 0), line.whole?.n ?? 0);
  const { columns } = tables.engagement;
  const most = [...columns]
    .sort((a, b) => told(b) - told(a))
    .slice(0, mostColumns)
    .map(({ column }) => column);
  return columns.map(({ column }) => column).filter((column) => most.includes(column));
}

/** The top of a row's scale: a hundred for shares, else a little above the greatest number. */
function topOf(barrier: Barrier, lines: readonly Line[]): number {
  if (barrier !== 'awareness' && barrier !== 'resources') return 100;
  return Math.max(1, ...lines.flatMap(({ rows }) => rows.map((shown) => valueOf(shown) ?? 0))) * 1.15;
}

export function BarrierGrid({ tables, quarters, departments, department, csvOf }: Props) {
  const t = useTranslations('figures');
  const words = useFigureWords(departments);
  const columns = drawn(tables, department);
  const left = tables.engagement.columns.length - columns.length;
  return (
    <div className="grid gap-3">
      <div className="table-scroll" role="region" tabIndex={0} aria-label={t('grid.caption')}>
        <table className="figure-grid w-full border-separate border-spacing-0">
          <caption className="sr-only">{t('grid.caption')}</caption>
          <thead>
            <tr className="text-left align-bottom text-sm text-soft [&>th]:border-b [&>th]:border-edge [&>th]:py-2 [&>th]:font-medium">
              <th scope="col">{t('grid.barrier')}</th>
              <th scope="col" className="bg-sunken px-3 text-ink">
                {t('grid.all')}
              </th>
              {columns.map((column) => (
                <th key={column ?? ''} scope="col" className="px-3 wrap-anywhere">
                  {words.department(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {barriers.map((barrier) => (
              <BarrierRow
                key={barrier}
                {...{ barrier, columns, quarters, words }}
                table={tables[barrier]}
                csvHref={csvOf(barrier)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {department === null && left > 0 && (
        <p className="text-sm text-soft">{t('grid.more', { count: left })}</p>
      )}
      <Key />
    </div>
  );
}

function BarrierRow({
  barrier,
  table,
  columns,
  quarters,
  words,
  csvHref,
}: {
  barrier: Barrier;
  table: BarrierTable;
  columns: readonly DepartmentColumn[];
  quarters: readonly Quarter[];
  words: ReturnType<typeof useFigureWords>;
  csvHref: string;
}) {
  const t = useTranslations('figures');
  const lineOf = (column: DepartmentColumn) => table.columns.find((one) => one.column === column)?.line;
  const shownLines = barrier === 'awareness' ? [] : columns.flatMap((column) => lineOf(column) ?? []);
  const most = topOf(barrier, [table.all, ...shownLines]);
  const cell = (who: string, line: Line, beside?: Line) => (
    <FigureCell {...{ barrier, line, beside, who, most, quarters, words }} />
  );
  return (
    <>
      <tr className="align-top [&>*]:pt-3 print:[&>*]:border-b print:[&>*]:border-line">
        <th scope="row" className="max-w-72 min-w-52 pr-4 text-left font-normal">
          <span className="serif block text-lg">{t(`barrier.${barrier}.name`)}</span>
          <span className="block text-sm">{t(`barrier.${barrier}.what`)}</span>
          <span className="block text-sm text-soft">{t(`barrier.${barrier}.how`)}</span>
        </th>
        <td className="bg-sunken px-3" data-department={t('grid.allDepartments')}>
          {cell(t('grid.allDepartments'), table.all)}
        </td>
        {columns.map((column) => {
          const line = barrier === 'awareness' ? undefined : lineOf(column);
          return (
            <td key={column ?? ''} className="px-3" data-department={words.department(column)}>
              {line && cell(words.department(column), line, table.all)}
            </td>
          );
        })}
      </tr>
      <tr className="no-print">
        <td colSpan={columns.length + 2} className="border-b border-line pb-2">
          <BehindIt {...{ barrier, table, quarters, words, csvHref }} />
        </td>
      </tr>
    </>
  );
}

function FigureCell({
  barrier,
  line,
  beside,
  who,
  most,
  quarters,
  words,
}: {
  barrier: Barrier;
  line: Line;
  beside: Line | undefined;
  who: string;
  most: number;
  quarters: readonly Quarter[];
  words: ReturnType<typeof useFigureWords>;
}) {
  const t = useTranslations('figures');
  const unit = words.unitOf(barrier);
  const moved = changeIn(line);
  const worse = isWorse(barrier, moved?.change ?? null);
  const latest = line.rows.at(-1) ?? null;
  const told = quarters
    .map((quarter, at) =>
      t('line.point', { quarter: words.quarter(quarter), value: words.shown(unit, line.rows[at] ?? null) }),
    )
    .join(', ');
  const isTold = line.rows.some((shown) => valueOf(shown) !== null);
  return (
    <div className="grid gap-1">
      {isTold && (
        <Sparkline
          label={t('line.label', { figure: t(`barrier.${barrier}.what`), who, told })}
          values={line.rows.map(valueOf)}
          most={most}
          marks={barrier === 'integration' ? Object.values(creditOffered) : []}
          isWorse={worse}
          {...(beside && { beside: beside.rows.map(valueOf) })}
        />
      )}
      <p className="flex flex-wrap items-baseline gap-x-2 tabular">
        {latest?.value == null ? (
          <span className="text-sm text-soft" title={latest === null ? t('value.withheldLong') : undefined}>
            {words.shown(unit, latest)}
          </span>
        ) : (
          <b className="text-lg">{words.number(unit, latest.value)}</b>
        )}
        {latest?.value != null && moved?.change != null && (
          <span className={clsx('text-sm', worse ? 'font-semibold text-suspended' : 'text-soft')}>
            {words.change(moved.change)}
            {worse && <> {t('grid.worse')}</>}
          </span>
        )}
      </p>
      {latest !== null && latest.n > 0 && unit !== 'count' && (
        <p className="tabular text-xs text-soft">{t('value.rests', { n: latest.n })}</p>
      )}
    </div>
  );
}

/** The numbers behind the lines of one barrier, of every department. */
function BehindIt({
  barrier,
  table,
  quarters,
  words,
  csvHref,
}: {
  barrier: Barrier;
  table: BarrierTable;
  quarters: readonly Quarter[];
  words: ReturnType<typeof useFigureWords>;
  csvHref: string;
}) {
  const t = useTranslations('figures');
  const unit = words.unitOf(barrier);
  const name = t(`barrier.${barrier}.name`);
  const all = { key: 'all', name: t('grid.allDepartments'), line: table.all };
  const rows =
    barrier === 'awareness'
      ? [all]
      : [
          all,
          ...table.columns.map(({ column, line }) => ({
            key: column ?? 'none',
            name: words.department(column),
            line,
          })),
        ];
  const told = (shown: Line['whole']) =>
    shown?.value == null || unit === 'count'
      ? words.shown(unit, shown)
      : t('grid.cases', { value: words.number(unit, shown.value), n: shown.n });
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'department', head: t('department'), rowHead: true, cell: ({ name }) => name },
    ...quarters.map(
      (quarter, at): Column<(typeof rows)[number]> => ({
        key: quarter,
        head: words.quarter(quarter),
        align: 'end',
        cell: ({ line }) => <span className="whitespace-nowrap">{told(line.rows[at] ?? null)}</span>,
      }),
    ),
    { key: 'whole', head: t('grid.whole'), align: 'end', cell: ({ line }) => told(line.whole) },
  ];
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 text-sm">
      <Disclosure summary={t('grid.table', { barrier: name.toLowerCase() })}>
        <Table
          caption={`${t(`barrier.${barrier}.what`)}. ${t(`barrier.${barrier}.how`)}`}
          showCaption
          dense
          columns={columns}
          rows={rows}
          rowKey={({ key }) => key}
        />
      </Disclosure>
      <a href={csvHref} download className="link" aria-label={t('csvOf', { figure: name })}>
        {t('csvShort')}
      </a>
    </div>
  );
}

function Key() {
  const t = useTranslations('figures');
  return (
    <div className="grid gap-1 text-sm text-soft">
      <p className="flex flex-wrap gap-x-6 gap-y-1">
        <span className="inline-flex items-center gap-2">
          <svg viewBox="0 0 28 10" className="h-2.5 w-7" aria-hidden="true">
            <path d="M0 8 24 3" className="stroke-accent" strokeWidth="2.25" />
            <circle cx="24" cy="3" r="3" className="fill-accent" />
          </svg>
          {t('key.own')}
        </span>
        <span className="inline-flex items-center gap-2">
          <svg viewBox="0 0 28 10" className="h-2.5 w-7" aria-hidden="true">
            <path d="M0 7 28 4" className="stroke-edge" strokeWidth="1" />
          </svg>
          {t('key.all')}
        </span>
        <span className="inline-flex items-center gap-2">
          <svg viewBox="0 0 28 10" className="h-2.5 w-7" aria-hidden="true">
            <path d="M0 5H28" className="stroke-edge" strokeWidth="1" strokeDasharray="1.5 3" />
          </svg>
          {t('key.marks')}
        </span>
      </p>
      <p>{t('key.scale')}</p>
      <p>
        <b>{t('key.withheld')}</b> {t('key.withheldWhy')} {t('key.people')}
      </p>
    </div>
  );
}
