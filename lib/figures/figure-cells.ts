import { type Barrier, barriers, type BarrierTable, type DepartmentColumn, measureOf } from './barriers';
import type { Details, Parts, ShownSpread } from './details';
import type { FigureTable, Line, Shown } from './figure-table';
import { type Quarter, quarterName } from './quarter';

/** What of a period has a file of its own, beside the barriers. */
export const detailNames = [
  'steps',
  'turns',
  'credit',
  'inForce',
  'criteria',
  'coverage',
  'reviewers',
  'open',
] as const;
export type Detail = (typeof detailNames)[number];
export type FigureName = Barrier | Detail;

/** The figure that a name in an address means; null for what is none. */
export function figureNamed(name: string): FigureName | null {
  return [...barriers, ...detailNames].find((one) => one === name) ?? null;
}

/** The columns of the file of figures. */
export const figureColumns = [
  'figure',
  'part',
  'quarter',
  'department',
  'unit',
  'value',
  'rests_on',
  'told',
] as const;
export type FigureCells = Record<(typeof figureColumns)[number], string | number>;

/** What the file of figures is made of. */
export interface FigureSheet {
  quarters: readonly Quarter[];
  tables: Record<Barrier, BarrierTable>;
  steps: FigureTable<DepartmentColumn>;
  details: Details;
  /** Whom the details are about. */
  department: string;
  nameOf: (column: DepartmentColumn) => string;
}

/** The figures of a page as rows, all or those of one name. What is withheld has no value here either, and says so. */
export function cellsOfFigures(sheet: FigureSheet, name: FigureName | null): FigureCells[] {
  return [
    ...barriers.flatMap((barrier) => cellsOfBarrier(sheet, barrier)),
    ...cellsOfSteps(sheet),
    ...cellsOfDetails(sheet),
  ].filter(({ figure }) => name === null || figure === name);
}

const round = (value: number) => Math.round(value * 10) / 10;
const told = (shown: Shown) => ({
  value: shown?.value == null ? '' : round(shown.value),
  rests_on: shown === null ? '' : shown.n,
  told: shown === null ? 'withheld' : shown.value === null ? 'none' : 'yes',
});

function cellsOfBarrier({ quarters, tables, nameOf }: FigureSheet, barrier: Barrier): FigureCells[] {
  const { all, columns } = tables[barrier];
  const { unit } = measureOf[barrier];
  const lines = (line: Line, department: string) =>
    [...line.rows, line.whole].map((shown, at) => ({
      figure: barrier,
      part: '',
      quarter: quarters[at] === undefined ? '' : quarterName(quarters[at]),
      department,
      unit,
      ...told(shown),
    }));
  return [
    ...lines(all, ''),
    ...(barrier === 'awareness' ? [] : columns.flatMap(({ column, line }) => lines(line, nameOf(column)))),
  ];
}

function cellsOfSteps({ steps, details, nameOf }: FigureSheet): FigureCells[] {
  return steps.columns.flatMap(({ column, line }) =>
    line.rows.map((shown, at) => ({
      figure: 'steps',
      part: `${details.steps[at]?.step ?? ''} median`,
      quarter: '',
      department: nameOf(column),
      unit: 'days',
      ...told(shown),
    })),
  );
}

function cellsOfDetails({ details, department }: FigureSheet): FigureCells[] {
  const one = (figure: Detail, part: string, unit: string, shown: Shown): FigureCells => ({
    figure,
    part,
    quarter: '',
    department,
    unit,
    ...told(shown),
  });
  const spread = (figure: Detail, part: string, of: ShownSpread): FigureCells[] =>
    (['median', 'ninetieth'] as const).map((which) =>
      one(
        figure,
        `${part} ${which}`,
        'days',
        of === null ? null : { n: of.n, value: 'median' in of ? of[which] : null },
      ),
    );
  const parts = (figure: Detail, { parts: each }: Parts<string>): FigureCells[] =>
    each.map(({ key, n, percent }) => one(figure, key, 'percent', n === null ? null : { n, value: percent }));
  const count = (part: string, n: number | null) =>
    one('reviewers', part, 'count', n === null ? null : { n, value: n });
  return [
    ...details.steps.flatMap(({ step, spread: of }) => spread('steps', step, of)),
    ...details.turns.flatMap(({ holder, percent, spread: of }) => [
      one(
        'turns',
        holder,
        'percent',
        of === null || (percent === null && of.n > 0) ? null : { n: of.n, value: percent },
      ),
      ...spread('turns', holder, of),
    ]),
    ...(['credit', 'recommended', 'asIs'] as const).map((key) => one('credit', key, 'percent', details[key])),
    ...parts('inForce', details.inForce),
    ...details.criteria.map(({ criterion, mean }) => one('criteria', criterion, 'score', mean)),
    ...parts('coverage', details.coverage),
    ...spread('reviewers', 'turnaround', details.turnaround),
    one('reviewers', 'agreement', 'percent', details.agreement),
    count('people', details.reviewers),
    count('waiting', details.waiting),
    ...parts('open', details.open),
  ];
}
