/** Counts from one up to, and without, this are told to nobody; that there is none tells of nobody. @source docs/decisions/0053-figures-are-counted-from-what-happened.md */
export const fewest = 10;

/** A table of counts with its totals: the last row and the last column hold them, the corner the total of all. */
export type Counted = readonly (readonly number[])[];

/** Counts with their totals beside and below them. */
export function withTotals(counts: Counted): number[][] {
  const rows = counts.map((row) => [...row, sum(row)]);
  const width = rows[0]?.length ?? 1;
  return [...rows, Array.from({ length: width }, (_, column) => sum(rows.map((row) => row[column] ?? 0)))];
}

/**
 * Which cells of a table with totals are withheld, so that no count below `fewest` is told: not by itself, not by what all of a line but
 * it come to, and not by taking the lines together. Beside a small count the next smallest is withheld, a total only where nothing else
 * is left. Whether a cell can be worked out is decided exactly: it can where no other table of whole numbers has the same cells in
 * sight; since noughts are always in sight, what is withheld is one at least.
 * @source Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17 (1988)
 */
export function withheldIn(totalled: Counted): boolean[][] {
  const hidden = totalled.map((row) => row.map(isSmall));
  for (;;) {
    const next = besideDetermined(totalled, hidden) ?? besideSmallRest(totalled, hidden);
    if (next === null) return hidden;
    for (const cell of next) hide(hidden, cell);
  }
}

/** The same of parts that come to one total: whether each is withheld, and whether the total is. */
export function withheldOf(parts: readonly number[]): { parts: boolean[]; total: boolean } {
  const row = withheldIn(withTotals([parts]))[0] ?? [];
  return { parts: row.slice(0, -1), total: row.at(-1) ?? true };
}

/** Whether a count is withheld by itself. */
export function isSmall(count: number): boolean {
  return count > 0 && count < fewest;
}

interface Cell {
  row: number;
  column: number;
}
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const at = <T>(table: readonly (readonly T[])[], { row, column }: Cell): T | undefined =>
  table[row]?.[column];
function hide(hidden: boolean[][], { row, column }: Cell): void {
  const line = hidden[row];
  if (line) line[column] = true;
}

/** Every line of the table, its total last: rows, then columns. */
function linesOf(table: Counted): Cell[][] {
  const width = table[0]?.length ?? 0;
  const rows = table.map((line, row) => line.map((_, column) => ({ row, column })));
  return [...rows, ...Array.from({ length: width }, (_, column) => table.map((_, row) => ({ row, column })))];
}

const smallest = (table: Counted, cells: readonly Cell[]): Cell | null =>
  cells.reduce<Cell | null>(
    (best, cell) => (best === null || (at(table, cell) ?? 0) < (at(table, best) ?? 0) ? cell : best),
    null,
  );

/** What has to be withheld beside what is, since the total of its line would tell that all of it is below `fewest`. */
function besideSmallRest(table: Counted, hidden: readonly boolean[][]): Cell[] | null {
  for (const line of linesOf(table)) {
    const [total] = line.slice(-1);
    const inner = line.slice(0, -1);
    const away = inner.filter((cell) => at(hidden, cell));
    if (total === undefined || at(hidden, total) || away.length === 0) continue;
    if (sum(away.map((cell) => at(table, cell) ?? 0)) >= fewest) continue;
    const next = smallest(
      table,
      inner.filter((cell) => !at(hidden, cell) && at(table, cell) !== 0),
    );
    return [next ?? total];
  }
  return null;
}

/**
 * What has to be withheld beside a small count that could be worked out: the three other corners of a rectangle, of which least is lost,
 * and totals last of all.
 */
function besideDetermined(table: Counted, hidden: readonly boolean[][]): Cell[] | null {
  const cells = linesOf(table).slice(0, table.length).flat();
  const found = cells.find((cell) => isSmall(at(table, cell) ?? 0) && !canDiffer(table, hidden, cell));
  if (found === undefined) return null;
  const last = { row: table.length - 1, column: (table[0]?.length ?? 0) - 1 };
  const most = at(table, last) ?? 0;
  const loss = (cell: Cell) =>
    at(hidden, cell)
      ? 0
      : at(table, cell) === 0
        ? Infinity
        : 1 + (at(table, cell) ?? 0) + (cell.row === last.row || cell.column === last.column ? 3 * most : 0);
  return cells
    .filter(({ row, column }) => row !== found.row && column !== found.column)
    .map((across) => [
      across,
      { row: found.row, column: across.column },
      { row: across.row, column: found.column },
    ])
    .map((corners) => ({ corners, lost: sum(corners.map(loss)) }))
    .filter(({ lost }) => lost > 0)
    .reduce<{ corners: Cell[] | null; lost: number }>((least, one) => (one.lost < least.lost ? one : least), {
      corners: null,
      lost: Infinity,
    }).corners;
}

/**
 * Whether a withheld cell can hold another number while all that is in sight stays: it can grow or shrink by one where others along a
 * closed way through withheld cells make up for it. Totals count against their line.
 */
function canDiffer(table: Counted, hidden: readonly boolean[][], cell: Cell): boolean {
  const [rows, columns] = [table.length, table[0]?.length ?? 0];
  const isTotal = ({ row, column }: Cell) => (row === rows - 1) !== (column === columns - 1);
  const can = (one: Cell, way: 'grow' | 'shrink') =>
    at(hidden, one) === true && ((way === 'grow') !== isTotal(one) || (at(table, one) ?? 0) > 1);
  const reaches = (fromRow: boolean): boolean => {
    const seen = new Set([fromRow ? cell.row : rows + cell.column]);
    const goal = fromRow ? rows + cell.column : cell.row;
    for (const node of seen) {
      const isRow = node < rows;
      for (let other = 0; other < (isRow ? columns : rows); other++) {
        const one = isRow ? { row: node, column: other } : { row: other, column: node - rows };
        if (one.row === cell.row && one.column === cell.column) continue;
        if (can(one, isRow ? 'grow' : 'shrink')) seen.add(isRow ? rows + other : other);
      }
    }
    return seen.has(goal);
  };
  return (can(cell, 'grow') && reaches(false)) || (can(cell, 'shrink') && reaches(true));
}
