import { withheldIn, withTotals } from './withheld';

/** A figure and how many it rests on; without a value where there are none. */
export interface Figure {
  n: number;
  value: number | null;
}
/** Null is withheld: it rests on fewer than ten, or another one could be worked out by it. */
export type Shown = Figure | null;

/** The value of a figure that is told and that there is. */
export function valueOf(shown: Shown): number | null {
  return shown === null ? null : shown.value;
}

/** The figures of one column, top to bottom, and that of all its rows. */
export interface Line {
  rows: Shown[];
  whole: Shown;
}
/** Figures in rows and columns, and those of all columns together. Every figure is made of what it rests on, none of other figures. */
export interface FigureTable<Column> {
  all: Line;
  columns: { column: Column; line: Line }[];
}

export interface Tabulated<Fact, Row, Column> {
  facts: readonly Fact[];
  rows: readonly Row[];
  columns: readonly Column[];
  rowOf: (fact: Fact) => Row;
  columnOf: (fact: Fact) => Column;
  /** How many a fact stands for; one where it is not said. */
  countOf?: (fact: Fact) => number;
  /** The figure of at least one fact; null where it has none. */
  measure: (facts: readonly Fact[]) => number | null;
  /** Whether rows come to something together, as quarters do; the steps of a review do not. */
  addsUp: boolean;
}

/** Counts facts into rows and columns and measures each cell, with what has to be withheld left out. Facts of other rows or columns do not count. */
export function tabulate<Fact, Row, Column>(wanted: Tabulated<Fact, Row, Column>): FigureTable<Column> {
  const { rows, columns, countOf = () => 1, measure } = wanted;
  const cells = sorted(wanted);
  const counted = (facts: readonly Fact[]) => facts.reduce((sum, fact) => sum + countOf(fact), 0);
  const counts = cells.map((row) => row.map(counted));
  const hidden = wanted.addsUp
    ? withheldIn(withTotals(counts))
    : counts.flatMap((row) => withheldIn(withTotals([row])).slice(0, 1));
  const shown = (facts: readonly Fact[], row: number, column: number): Shown => {
    if (hidden[row]?.[column] !== false) return null;
    const n = counted(facts);
    return { n, value: n === 0 ? null : measure(facts) };
  };
  const lineOf = (inColumn: readonly (readonly Fact[])[], column: number): Line => ({
    rows: inColumn.map((facts, row) => shown(facts, row, column)),
    whole: wanted.addsUp ? shown(inColumn.flat(), rows.length, column) : null,
  });
  return {
    all: lineOf(
      cells.map((row) => row.flat()),
      columns.length,
    ),
    columns: columns.map((column, index) => ({
      column,
      line: lineOf(
        cells.map((row) => row[index] ?? []),
        index,
      ),
    })),
  };
}

function sorted<Fact, Row, Column>({
  facts,
  rows,
  columns,
  rowOf,
  columnOf,
}: Tabulated<Fact, Row, Column>): Fact[][][] {
  const [rowAt, columnAt] = [
    new Map(rows.map((row, index) => [row, index])),
    new Map(columns.map((column, index) => [column, index])),
  ];
  const cells: Fact[][][] = rows.map(() => columns.map(() => []));
  for (const fact of facts) {
    const [row, column] = [rowAt.get(rowOf(fact)), columnAt.get(columnOf(fact))];
    if (row !== undefined && column !== undefined) cells[row]?.[column]?.push(fact);
  }
  return cells;
}
