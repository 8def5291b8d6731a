import type { RawRow } from '@/lib/import/fields';
import { type FileLook, lookOver, mostLooked, newSheet } from '@/lib/import/file-look';
import type { Header } from '@/lib/import/header';
import { mostLinesAbove } from '@/lib/import/lines-above';
import { type Note, noteOf } from '@/lib/import/note';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse, type Result } from '@/lib/kernel/result';

/** One row of a file, or why that row cannot be read. `line` is where it ends, counted from 1, and grows from row to row. */
export type FileRecord = { line: number; row: RawRow } | { line: number; problem: Note };

/** How rows are told from what stands above them. */
export interface Below {
  /** Finds the header of a file among its first lines. */
  header: (lines: readonly (readonly string[])[]) => Result<Header>;
  /** Where a file has no header of ours, what is in it is put here, and no row comes. Without it such a file is refused. */
  look?: FileLook;
}

/**
 * The rows below the header, which is among the first lines; or none, where there is no header and the file is looked over instead.
 * @refuses invalid_input `file/too-many-to-match` · the reasons of the header
 */
export async function* rowsOf(
  lines: AsyncIterable<Line>,
  name: string,
  { header, look }: Below,
): AsyncGenerator<FileRecord> {
  const top: Line[] = [];
  const sheet = newSheet(name);
  let names: readonly string[] | undefined;
  let isLooking = false;
  const begin = function* (): Generator<FileRecord> {
    const found = header(top.map(({ cells }) => cells));
    if (!found.ok && unclear.has(found.reason) && look && isTable(top)) {
      const widest = Math.max(
        ...top.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1),
      );
      if (widest > mostLooked.columns)
        refuse('invalid_input', 'file/too-many-to-match', { most: mostLooked.columns, found: widest });
      isLooking = true;
      look.sheets.push(sheet);
      for (const line of top.splice(0)) lookOver(sheet, line);
      return;
    }
    if (!found.ok && found.reason === 'file/columns-missing' && top.length < 2)
      refuse('invalid_input', top.length === 0 ? 'file/empty' : 'file/one-line');
    const { names: given, at } = orRefuse(found, 'invalid_input');
    names = given;
    for (const line of top.splice(0).slice(at + 1)) yield* rowIn(line, names);
  };
  for await (const line of lines) {
    if (isLooking) lookOver(sheet, line);
    else if (names) yield* rowIn(line, names);
    else if (top.push(line) === mostLinesAbove) yield* begin();
  }
  if (!names && !isLooking) yield* begin();
}

/** Why a header is not ours, though it may be one that somebody can match. */
const unclear: ReadonlySet<string> = new Set(['file/columns-missing', 'file/column-twice']);

/** Whether there is something to match: a header and a row, of more than one column. */
export function isTable(top: readonly Line[]): boolean {
  return top.length > 1 && top.some(({ cells }) => cells.length > 1);
}

/** One line of a file or one row of a sheet. */
export interface Line {
  line: number;
  cells: string[];
}

function* rowIn({ line, cells }: Line, names: readonly string[]): Generator<FileRecord> {
  if (cells.length > names.length && cells.slice(names.length).some((cell) => cell !== ''))
    yield {
      line,
      problem: noteOf('row/too-many-cells', { columns: names.length, found: cells.length }),
    };
  else if (cells.some((cell) => cell.trim() !== ''))
    yield {
      line,
      row: Object.fromEntries(names.flatMap((name, i) => (name === '' ? [] : [[name, cells[i] ?? '']]))),
    };
}
