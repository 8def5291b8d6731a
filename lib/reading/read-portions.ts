import { createHash } from 'node:crypto';
import { parseCourseRow } from '@/lib/import/course-row';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import { type CellFix, fixedRow } from '@/lib/import/cell-fix';
import type { RawRow, ReadingOptions } from '@/lib/import/fields';
import { adapters } from '@/lib/import/formats';
import { mostColumns, readHeader, withOwnNames } from '@/lib/import/header';
import type { FileLook } from '@/lib/import/file-look';
import { type FileRenaming, formatsOf, type ImportFormat, type ImportKind } from '@/lib/import/kind';
import { isKnownName } from '@/lib/import/match-columns';
import { asMatched, matchedRows } from '@/lib/import/matched-row';
import type { Matching } from '@/lib/import/matching';
import { parseMicroCredentialRow } from '@/lib/import/micro-credential-row';
import { encodeNotes, type Note, noteOf, shown, underOwnNames } from '@/lib/import/note';
import type { Parsed } from '@/lib/import/parsed';
import type {
  FileHead,
  FoundRow,
  Portion,
  ReadingLimits,
  ReadingPlan,
  SettledRow,
} from '@/lib/import/reading';
import { parseRecommendationRow } from '@/lib/import/recommendation-row';
import { refuse } from '@/lib/kernel/refusal';
import { fail, ok } from '@/lib/kernel/result';
import { readRecords } from './read-records';
import type { FileRecord } from './rows-below';

type Parse = (raw: RawRow, options: ReadingOptions) => Parsed<FoundRow['row']>;

const parserOf: Record<Exclude<ImportKind, 'programs'>, Parse> = {
  micro_credentials: parseMicroCredentialRow,
  courses: parseCourseRow,
  recommendations: parseRecommendationRow,
  equivalencies: parseEquivalencyRow,
};
/** Limits of programs are read by the schemas of the engine, which take a third of the start of whoever reads another file. */
const parserFor = async (kind: ImportKind): Promise<Parse> =>
  kind === 'programs' ? (await import('@/lib/import/program-row')).parseProgramRow : parserOf[kind];

/** No header that can be read without a matching, or with this one. */
const noHeader = fail('file/columns-missing', { columns: '', header: '', row: '' });

const textColumns = ['description', 'outcomes'];

/** A portion ends with whichever comes first, so that neither it nor its rows can be large. @units rows, characters */
const most = { rows: 1_000, characters: 1_000_000 };

/**
 * Reads a file once, portion by portion, in the memory of one portion and a few bytes a row, by which rows are known again. Each
 * row is found, or settled with its reason. @refuses invalid_input `file/…`
 */
export async function* readPortions(
  bytes: AsyncIterable<Uint8Array>,
  { kind, options, matching, fixes = [], withCells = false, renamed = [] }: ReadingPlan,
  { mostBytes, mostRows }: Pick<ReadingLimits, 'mostBytes' | 'mostRows'>,
): AsyncGenerator<Portion> {
  const parse = await parserFor(kind);
  const inOwnColumns = (format: ImportFormat, row: RawRow) =>
    adapters[format](withOwnNames(kind, format, row));
  const head: FileHead = {
    ignored: [],
    renamed: [],
    linesAbove: 0,
    readsAs: null,
    encoding: null,
    leftOut: 0,
  };
  const isOpen = matching === null && options.format === 'columns';
  const headerOf = (lines: readonly (readonly string[])[]): ReturnType<typeof readHeader> => {
    if (matching) return matchedHeader(matching, lines);
    if (isOpen && options.matchColumns) return noHeader;
    const read = readHeader(kind, options.format, lines);
    // A decision, its credit or its conditions in a column that is not read would be left out of what becomes public.
    return isOpen && read.ok && read.value.ignored.some((name) => isKnownName(kind, name)) ? noHeader : read;
  };
  /** Columns of texts, which are read only where somebody asks for texts: whoever changed one is told that it was not looked at. */
  const textsLeftOut = (names: readonly string[]): string[] =>
    options.withText ? [] : (matching?.columns ?? names).filter((name) => textColumns.includes(name));
  const wordsOfFile = (renamed: readonly FileRenaming[]): typeof inWordsOfFile => {
    const named = underOwnNames(renamed);
    return (notes) => named(matching ? notes.map(asMatched(matching)) : notes);
  };
  const header = (lines: readonly (readonly string[])[]) => {
    const header = headerOf(lines);
    if (header.ok) {
      inWordsOfFile = wordsOfFile(header.value.renamed);
      Object.assign(head, {
        ignored: [...header.value.ignored, ...textsLeftOut(header.value.names)].slice(0, 20),
        renamed: header.value.renamed.slice(0, 50),
        linesAbove: header.value.at,
      });
    }
    return header;
  };
  const seen = new Map<string, Seen>();
  const others = matching ? [] : formatsOf[kind].filter((format) => format !== options.format);
  const matched = matching && matchedRows(kind, matching);
  const look: FileLook = { sheets: [] };
  const readInOther = new Map<ImportFormat, number>();
  let [rows, characters, isFirst] = [0, 0, true];
  let inWordsOfFile: (notes: readonly Note[]) => readonly Note[] = wordsOfFile(renamed);
  const fixesOf = new Map<number, CellFix[]>();
  for (const fix of fixes) fixesOf.set(fix.line, [...(fixesOf.get(fix.line) ?? []), fix]);
  let found: FoundRow[] = [];
  let settled: SettledRow[] = [];

  function settle(
    { line, ...cells }: Opened,
    outcome: SettledRow['outcome'],
    label: string,
    notes: readonly Note[],
  ): void {
    const reason = encodeNotes(inWordsOfFile(notes));
    characters += reason.length;
    settled.push({ line, outcome, key: shown(label), reason, ...cells });
  }

  function take(record: FileRecord): void {
    const { line } = record;
    if ('problem' in record) return settle({ line }, 'rejected', '', [record.problem]);
    const { row: raw, problems } = fixedRow(record.row, fixesOf.get(line) ?? []);
    const opened: Opened = withCells ? { line, cells: raw } : { line };
    if (withCells) characters += sizeOf(raw);
    if (problems.length > 0) return settle(opened, 'rejected', '', problems);
    if (isFirst)
      for (const other of others)
        if (parse(inOwnColumns(other, raw), options).ok)
          readInOther.set(other, (readInOther.get(other) ?? 0) + 1);
    const placed = matched ? matched(cellsIn(raw)) : { row: inOwnColumns(options.format, raw) };
    if ('leftOut' in placed) return void (head.leftOut += 1);
    if ('problems' in placed) return settle(opened, 'rejected', '', placed.problems);
    const read = parse(placed.row, options);
    if (!read.ok) return settle(opened, 'rejected', read.label, read.notes);
    const text = JSON.stringify(read.row);
    const [key, content] = [digest(nameOf(read.row)), digest(text)];
    const earlier = seen.get(key);
    if (earlier?.content === content)
      return settle(opened, 'unchanged', read.row.label, [noteOf('row/repeats', { line: earlier.line })]);
    const whole = read.row.part ? wholeOf(read.row) : null;
    const other = earlier ?? saidOtherwise(read.row, whole);
    if (other)
      return settle(opened, 'rejected', read.row.label, [noteOf('row/contradicts', { line: other.line })]);
    seen.set(key, { line, content });
    if (whole) seen.set(whole.key, seen.get(whole.key) ?? { line, content: whole.content });
    characters += text.length;
    found.push({ ...opened, row: read.row, remarks: inWordsOfFile(read.remarks) });
  }

  /** A row further up that says something else of the same thing, or does not say which part of it that is. */
  function saidOtherwise({ key, part }: FoundRow['row'], whole: Whole | null): Seen | undefined {
    if (part === undefined) return undefined;
    if (whole === null) return seen.get(wholeKey(key));
    const said = seen.get(whole.key);
    return (
      seen.get(digest(nameOf({ key, part: '' }))) ?? (said?.content === whole.content ? undefined : said)
    );
  }

  function portion(): Portion {
    if (isFirst) {
      const size = found.length + settled.length;
      head.readsAs = others.find((format) => (readInOther.get(format) ?? 0) * 2 > size) ?? null;
      isFirst = false;
    }
    const whole = { head, found, settled };
    [found, settled, characters] = [[], [], 0];
    return whole;
  }

  const sheet = matching?.sheet ?? null;
  for await (const record of readRecords(bytes, {
    mostBytes,
    header,
    sheet,
    encoding: matching?.encoding ?? null,
    tellEncoding: (encoding) => void (head.encoding = encoding),
    ...(isOpen && { look }),
  })) {
    rows += 1;
    if (rows > mostRows) refuse('invalid_input', 'file/stopped-rows', { most: mostRows });
    take(record);
    if (found.length + settled.length >= most.rows || characters >= most.characters) yield portion();
  }
  if (look.sheets.length > 0) return yield { ...portion(), look };
  if (found.length + settled.length + head.leftOut > 0) yield portion();
  if (rows === 0) refuse('invalid_input', 'file/no-rows');
}

/** Where the rows of a matched file begin; its cells are known by their place. */
function matchedHeader(
  { header, columns }: Matching,
  lines: readonly (readonly string[])[],
): ReturnType<typeof readHeader> {
  const cells = lines[header];
  if (cells === undefined) return noHeader;
  const width = lines.reduce((most, line) => Math.max(most, line.length), columns.length);
  if (width > mostColumns) return fail('file/too-many-columns', { most: mostColumns, found: width });
  const name = (at: number) => shown((cells[at] ?? '').trim());
  return ok({
    at: header,
    names: Array.from({ length: width }, (_, at) => (columns[at] ? String(at) : '')),
    renamed: columns.flatMap((column, at) => (column === '' ? [] : [{ found: name(at), column }])),
    ignored: cells.flatMap((_, at) => (columns[at] || name(at) === '' ? [] : [name(at)])),
  });
}

function cellsIn(row: RawRow): string[] {
  const cells: string[] = [];
  for (const [at, cell] of Object.entries(row)) cells[Number(at)] = String(cell);
  return cells;
}

/** @units characters */
function sizeOf(row: RawRow): number {
  let size = 0;
  for (const cell of Object.values(row))
    size += typeof cell === 'string' ? cell.length : (JSON.stringify(cell)?.length ?? 0);
  return size;
}

/** A row of the file as its cells say it now, where that was asked for. */
type Opened = Pick<FoundRow, 'line' | 'cells'>;

/** A row further up, and what it says. */
type Seen = Readonly<{ line: number; content: string }>;
type Whole = Readonly<{ key: string; content: string }>;

function nameOf({ key, part }: Pick<FoundRow['row'], 'key' | 'part'>): string {
  return part === undefined ? key : `${key}\n${part}`;
}

/** What a row says of the thing a part of which it is about. */
function wholeOf({ part: _, version: __, ...said }: FoundRow['row']): Whole {
  return { key: wholeKey(said.key), content: digest(JSON.stringify(said)) };
}

function wholeKey(key: string): string {
  return digest(`\n${key}`);
}

// Rows of a large file are remembered by a few bytes each.
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 16);
}
