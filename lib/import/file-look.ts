import { mostLinesAbove } from './lines-above';
import { type AmountStyle, amountStyleOf } from './written-amount';
import { type DayStyle, dayStyleOf } from './written-day';
import { shown } from './note';

/** What a cell may look like. */
export type Shape = 'code' | 'day' | 'amount' | 'url';

/** What is known of one column of a file below its header, without its cells. */
export interface LookedColumn {
  /** Cells that are not empty. */
  filled: number;
  /** Different cells with how often each occurs, in the order of the file, no more than are kept. */
  values: [string, number][];
  /** Whether there are more different cells than are kept. */
  isMore: boolean;
  /** How many cells look like what. */
  shapes: Partial<Record<Shape, number>>;
  days: Partial<Record<DayStyle, number>>;
  amounts: Partial<Record<AmountStyle, number>>;
}

/** One sheet of a file; a CSV file has one without a name. */
export interface LookedSheet {
  name: string;
  /** Its first lines that are not blank, among which the header is. */
  top: { line: number; cells: string[] }[];
  /** Rows below those. */
  rows: number;
  /** What is in the columns below those. */
  columns: LookedColumn[];
}

export interface FileLook {
  sheets: LookedSheet[];
}

/** How much of a file is kept to be looked at, so that a look stays small whatever the file. */
export const mostLooked = { sheets: 20, columns: 150, values: 40, characters: 80 };

/** A sheet of which nothing is known yet but its name. */
export function newSheet(name: string): LookedSheet {
  return { name: cut(name), top: [], rows: 0, columns: [] };
}

/** Takes the next line of a sheet into what is known of it. */
export function lookOver(
  sheet: LookedSheet,
  { line, cells }: { line: number; cells: readonly string[] },
): void {
  const some = cells.slice(0, mostLooked.columns);
  if (sheet.top.length < mostLinesAbove) {
    sheet.top.push({ line, cells: some.map(cut) });
    return;
  }
  sheet.rows += 1;
  for (const [at, cell] of some.entries()) lookAt((sheet.columns[at] ??= emptyColumn()), cell);
}

/** A column in which nothing was found yet. */
export function emptyColumn(): LookedColumn {
  return { filled: 0, values: [], isMore: false, shapes: {}, days: {}, amounts: {} };
}

const code = /^\p{L}{1,10}[ _.\-/]{0,3}\d[\p{L}\d.\-/]{0,9}$/u;

/** Whether it looks like the code of a course, or like several of them. */
function isCode(text: string): boolean {
  return text.length <= 120 && text.split(/ ?[+|;,&] ?/).every((part) => code.test(part));
}

function shapeOf(text: string): Shape | null {
  if (/^(?:https?:\/\/|www\.)\S+$/i.test(text)) return 'url';
  if (isCode(text)) return 'code';
  return null;
}

/** Takes a cell into what is known of its column. */
export function lookAt(column: LookedColumn, cell: string): void {
  const text = cell.trim();
  if (text === '') return;
  column.filled += 1;
  const [day, amount] = [dayStyleOf(text), amountStyleOf(text)];
  const shape = day !== null ? 'day' : amount !== null ? 'amount' : shapeOf(text);
  if (shape !== null) column.shapes[shape] = (column.shapes[shape] ?? 0) + 1;
  if (day !== null) column.days[day] = (column.days[day] ?? 0) + 1;
  if (amount !== null) column.amounts[amount] = (column.amounts[amount] ?? 0) + 1;
  const kept = cut(text);
  const known = column.values.find(([value]) => value === kept);
  if (known) known[1] += 1;
  else if (column.values.length < mostLooked.values) column.values.push([kept, 1]);
  else column.isMore = true;
}

/** Whether a column only counts the rows, 1, 2, 3 and so on: it says nothing of them, whatever it is called (`Lp.`, `Nr.`, `#`). */
export function isRunningNumber({ values }: LookedColumn): boolean {
  const first = Number(values[0]?.[0]);
  return (
    values.length > 4 &&
    (first === 0 || first === 1) &&
    values.every(([value, count], at) => count === 1 && value.replace(/\.$/, '') === String(first + at))
  );
}

/** A cell of a stranger's file as it is kept and shown. */
export function cut(text: string): string {
  return shown(text.replace(/\s+/g, ' ').trim().slice(0, mostLooked.characters));
}

/** What is in the columns below the header, if that is the line at this place among the first ones. */
export function columnsBelow(sheet: LookedSheet, header: number): LookedColumn[] {
  const width = Math.min(
    mostLooked.columns,
    Math.max(sheet.columns.length, ...sheet.top.slice(header).map(({ cells }) => cells.length)),
  );
  const columns = Array.from({ length: width }, emptyColumn);
  for (const { cells } of sheet.top.slice(header + 1))
    columns.forEach((column, i) => lookAt(column, cells[i] ?? ''));
  return columns.map((column, i) => joined(column, sheet.columns[i] ?? emptyColumn()));
}

function joined(above: LookedColumn, below: LookedColumn): LookedColumn {
  const values = new Map(above.values);
  for (const [value, count] of below.values) values.set(value, (values.get(value) ?? 0) + count);
  return {
    filled: above.filled + below.filled,
    values: [...values].slice(0, mostLooked.values),
    isMore: above.isMore || below.isMore || values.size > mostLooked.values,
    shapes: sum(above.shapes, below.shapes),
    days: sum(above.days, below.days),
    amounts: sum(above.amounts, below.amounts),
  };
}

function sum<Name extends string>(
  one: Partial<Record<Name, number>>,
  other: Partial<Record<Name, number>>,
): Partial<Record<Name, number>> {
  const all: Partial<Record<Name, number>> = { ...one };
  for (const [name, count] of Object.entries(other) as [Name, number][]) all[name] = (all[name] ?? 0) + count;
  return all;
}
