import { fail, ok, type Result } from '@/lib/kernel/result';
import { columnsOf } from './columns';
import type { RawRow } from './fields';
import { knownNames } from './header-words';
import { type ImportFormat, ImportKind } from './kind';
import { shown } from './note';

/** Which cell of a row goes to which column. */
export interface Header {
  /** Place of the header among the lines it was looked for in; the lines before it are no rows. */
  at: number;
  /** The column of each cell; empty where nothing is read. */
  names: readonly string[];
  /** Names of others that were taken for a column of ours. */
  renamed: readonly { found: string; column: string }[];
  /** Names that nothing is read from, as the file writes them. */
  ignored: readonly string[];
}

/** More columns than any list of courses or decisions has; a header beyond it is not looked at further. */
export const mostColumns = 500;

/**
 * The name of a column as names are compared: in lower case, whatever stands between the words as one underscore.
 * `Course Code`, `course-code` and `COURSE_CODE` are one.
 */
export function columnName(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

/**
 * Finds the header among the first lines of a file: the first line that has every column which the kind needs, under our names or
 * ones that we know others use. A title or a date above it is passed over. Shapes of others have their header on top.
 * @refuses `file/columns-missing` with what was found instead · `file/column-twice` · `file/too-many-columns`
 */
export function readHeader(
  kind: ImportKind,
  format: ImportFormat,
  lines: readonly (readonly string[])[],
): Result<Header, 'file/columns-missing' | 'file/column-twice' | 'file/too-many-columns'> {
  const widest = lines.reduce((most, cells) => Math.max(most, cells.length), 0);
  if (widest > mostColumns) return fail('file/too-many-columns', { most: mostColumns, found: widest });
  const needed = format === 'columns' ? columnsOf[kind].filter(({ required }) => required) : [];
  for (const [at, line] of lines.entries()) {
    const cells = withoutBlankEnd(line);
    const { names, renamed, ignored, twice } = columnsIn(kind, format, cells);
    // A definition says whole what is held and granted.
    const isWhole = kind === 'equivalencies' && names.includes('definition');
    if (!isWhole && needed.some(({ name }) => !names.includes(name))) continue;
    return twice === undefined
      ? ok({ at, names, renamed, ignored })
      : fail('file/column-twice', { column: twice });
  }
  const [first = [], second = []] = lines;
  const { names } = columnsIn(kind, format, first);
  return fail('file/columns-missing', {
    columns: needed
      .filter(({ name }) => !names.includes(name))
      .map(({ name }) => name)
      .join(', '),
    header: cellsAsText(first),
    row: cellsAsText(second),
  });
}

/** One object of a JSON file in our own columns, under our names or ones that we know others use. */
export function withOwnNames(kind: ImportKind, format: ImportFormat, row: RawRow): RawRow {
  const keys = Object.keys(row);
  if (format !== 'columns' || keys.length > mostColumns || keys.every((key) => ownNames[kind].has(key)))
    return row;
  const { names } = columnsIn(kind, format, keys);
  // What has no column of ours keeps its name: lists of sources have names of their own.
  return Object.fromEntries(keys.map((key, i) => [names[i] || key, row[key]]));
}

const ownNames = mapped((kind) => new Set(columnsOf[kind].map(({ name }) => name)));
const columnOfOther = mapped(
  (kind) =>
    new Map(
      Object.entries(knownNames[kind] ?? {}).flatMap(([column, others]) =>
        others.map((other) => [other, column] as const),
      ),
    ),
);

function mapped<Value>(of: (kind: ImportKind) => Value): Record<ImportKind, Value> {
  return Object.fromEntries(ImportKind.options.map((kind) => [kind, of(kind)])) as Record<ImportKind, Value>;
}

function columnsIn(kind: ImportKind, format: ImportFormat, cells: readonly string[]) {
  const given = cells.map(columnName);
  if (format !== 'columns') return { names: given, renamed: [], ignored: [], twice: repeated(given) };
  const present = new Set(given);
  const names = given.map((name) => {
    if (ownNames[kind].has(name)) return name;
    const column = columnOfOther[kind].get(name);
    return column === undefined || present.has(column) ? '' : column;
  });
  const isForeign = (i: number) => names[i] !== '' && names[i] !== given[i];
  return {
    names,
    renamed: cells.flatMap((cell, i) =>
      isForeign(i) ? [{ found: shown(cell.trim()), column: names[i] ?? '' }] : [],
    ),
    ignored: cells
      .filter((cell, i) => names[i] === '' && cell.trim() !== '')
      .map((cell) => shown(cell.trim())),
    twice: repeated(names),
  };
}

function repeated(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => name !== '' && (seen.has(name) || !seen.add(name)));
}

/** Spreadsheets write blank cells behind the last column; rows with more than that have too many. */
function withoutBlankEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function cellsAsText(cells: readonly string[]): string {
  return withoutBlankEnd(cells)
    .slice(0, 30)
    .map((cell) => cell.trim())
    .join(', ');
}
