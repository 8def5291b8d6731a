import type { RawRow } from './fields';
import { columnsOf } from './columns';
import type { FileRenaming, ImportKind } from './kind';
import { type Note, noteOf } from './note';

/** One cell of a file as a person has put it right. The file itself stays as it was. */
export interface CellFix {
  /** Of the file, as its rows are counted. */
  line: number;
  /** By which the cell is known in its row: the name of its column, or its place where columns were matched. */
  column: string;
  /** What stands there in the file. */
  before: string;
  after: string;
}

/** What may be fixed in one import, and how long a cell may be that is. @units cells, characters */
export const mostFixed = { cells: 200_000, characters: 20_000 };

/** Signs that a database cannot hold in a text: none at all, and halves of one. */
const unkeepable = /[\0\p{Cs}]/gu;

/** A cell as text, as it is shown and compared: what is no text in the file as JSON writes it. */
export function cellText(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  return text.replace(/\r\n?/g, '\n').replace(unkeepable, '\ufffd');
}

/** What goes into a cell for a text that somebody wrote: a number, a list or an object where one stood and the text is one. */
export function cellFor(found: unknown, text: string): unknown {
  if (found === undefined || found === null || typeof found === 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A row of a file with its cells put right; one that says something else than what was put right is not touched, and says so. */
export function fixedRow(
  row: RawRow,
  fixes: readonly Pick<CellFix, 'column' | 'before' | 'after'>[],
): { row: RawRow; problems: readonly Note[] } {
  if (fixes.length === 0) return { row, problems: [] };
  const problems: Note[] = [];
  const cells = new Map(Object.entries(row));
  for (const { column, before, after } of fixes) {
    const found = cells.get(column);
    if (cellText(found) === before) cells.set(column, cellFor(found, after));
    else problems.push(noteOf('fix/other-cell', { column, found: cellText(found) }));
  }
  return { row: Object.fromEntries(cells), problems };
}

/** The cells of a row as text that a database can keep; null where one has a name that it cannot. */
export function keptCells(row: RawRow): string | null {
  const text = JSON.stringify(row);
  if (!/\\u(0000|d[89a-f])/i.test(text)) return text;
  if (Object.keys(row).some((name) => name.search(unkeepable) >= 0)) return null;
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(unkeepable, '\ufffd') : value,
  );
}

/** A cell of a row as a person sees it. */
export interface NamedCell {
  column: string;
  /** What the file calls its column. */
  name: string;
  /** Our field that it goes to; empty where it goes to none by itself. */
  field: string;
  text: string;
}

/** How cells are known by their columns: of a matched file by place, of any other by name. */
export interface CellNames {
  kind: ImportKind;
  renamed: readonly FileRenaming[];
  /** The field of each column, and its name in the file; null where columns were not matched. */
  matched: { fields: readonly string[]; names: readonly string[] } | null;
}

/**
 * The cells of a row in the order of its file. Where its columns are ours, cells that a reason asks for and the file has no column for
 * stand behind them, empty.
 */
export function cellsOf(
  row: RawRow,
  { kind, renamed, matched }: CellNames,
  notes: readonly Note[],
): NamedCell[] {
  const own = new Set(columnsOf[kind].map(({ name }) => name));
  const cells = Object.entries(row).map(([column, cell]): NamedCell => {
    const text = cellText(cell);
    if (matched !== null) {
      const at = Number(column);
      return { column, name: matched.names[at] || column, field: matched.fields[at] ?? '', text };
    }
    const field = own.has(column) ? column : '';
    const name = renamed.find((one) => one.column === field && field !== '')?.found ?? column;
    return { column, name, field, text };
  });
  if (matched !== null) return cells;
  const asked = [...new Set(notes.flatMap((note) => columnsNamed(note)))].filter(
    (column) => own.has(column) && !cells.some(({ field }) => field === column),
  );
  return [...cells, ...asked.map((column) => ({ column, name: column, field: column, text: '' }))];
}

/** Which of a row's cells each reason is about, by their columns; reasons about none of them, or about the row as a whole, stand apart. */
export function reasonsBeside(
  notes: readonly Note[],
  cells: readonly NamedCell[],
): { beside: ReadonlyMap<string, Note[]>; rest: Note[] } {
  const beside = new Map<string, Note[]>();
  const rest: Note[] = [];
  for (const note of notes) {
    const named = columnsNamed(note);
    const about = cells.filter(
      ({ name, field, text }) =>
        (named.includes(name) || (field !== '' && named.includes(field))) &&
        (text !== '' || !note.code.startsWith('sources/')),
    );
    if (about.length === 0) rest.push(note);
    for (const { column } of about) beside.set(column, [...(beside.get(column) ?? []), note]);
  }
  return { beside, rest };
}

/** Columns that a reason is about without naming one, by the first word of its code. */
const columnsByCode: Readonly<Record<string, readonly string[]>> = {
  targets: ['targets'],
  programs: ['programs'],
  department: ['department'],
  unit: ['credit_unit'],
  sources: ['micro_credentials', 'provider'],
};

function columnsNamed({ code, values }: Note): string[] {
  const named = values['column'];
  if (named === undefined) return [...(columnsByCode[code.split('/')[0] ?? ''] ?? [])];
  return named.split(', ').flatMap((column) => [column, ...column.split(' + ')]);
}
