import { csvLine } from './csv-cell';

/** What a cell of a file of ours holds. Null and an empty list are an empty cell. */
export type Cell = string | number | null | readonly string[] | object;

/** One row: column name → cell. */
export type Cells = Readonly<Record<string, Cell>>;

/** The forms in which rows leave. @source docs/import.md, "Out again" */
export const fileForms = ['csv', 'xlsx', 'jsonl'] as const;
export type FileForm = (typeof fileForms)[number];
/** Those that are text. */
export type TextForm = Exclude<FileForm, 'xlsx'>;

/** The lines of these rows, so that an import of the same kind reads them again. */
export function linesOf(form: TextForm, columns: readonly string[], rows: readonly Cells[]): string {
  return rows
    .map((row) =>
      form === 'csv'
        ? csvLine(columns.map((column) => cellText(row[column] ?? null)))
        : `${JSON.stringify(Object.fromEntries(columns.flatMap((column) => filled(column, row[column]))))}\n`,
    )
    .join('');
}

/** What stands above the rows. A spreadsheet takes text for UTF-8 only behind a byte order mark. */
export function headOf(form: TextForm, columns: readonly string[]): string {
  return form === 'csv' ? `\ufeff${csvLine(columns)}` : '';
}

function filled(column: string, cell: Cell | undefined): [string, Cell][] {
  if (cell === undefined || cell === null || cell === '' || (Array.isArray(cell) && cell.length === 0))
    return [];
  return [[column, cell]];
}

/** A cell in the one text that a cell of a table has: a list with semicolons, anything else as JSON. */
export function cellText(cell: Cell): string | number {
  if (cell === null) return '';
  if (typeof cell !== 'object') return cell;
  return isTexts(cell)
    ? cell.map((item) => item.replace(/[;|"\\]/g, '\\$&')).join('; ')
    : JSON.stringify(cell);
}

function isTexts(cell: object): cell is readonly string[] {
  return Array.isArray(cell) && cell.every((item) => typeof item === 'string');
}
