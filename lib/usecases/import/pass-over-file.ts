import { createHash } from 'node:crypto';
import { type ImportRow, saveRows } from '@/lib/db/imports';
import { parseCourseRow, parseProgramRow } from '@/lib/import/course-row';
import { parseEquivalencyRow } from '@/lib/import/equivalency-row';
import type { RawRow, ReadingOptions } from '@/lib/import/fields';
import { adapters } from '@/lib/import/formats';
import { readHeader, withOwnNames } from '@/lib/import/header';
import { formatsOf, type ImportCounts, type ImportFormat, type ImportKind } from '@/lib/import/kind';
import { parseMicroCredentialRow } from '@/lib/import/micro-credential-row';
import { encodeNotes, type Note, noteOf, shown } from '@/lib/import/note';
import type { Parsed } from '@/lib/import/parsed';
import { parseRecommendationRow } from '@/lib/import/recommendation-row';
import { refuse } from '@/lib/kernel/refusal';
import { saveCourseRows, saveProgramRows } from './save-course-rows';
import { saveEquivalencyRows } from './save-equivalency-rows';
import { saveMicroCredentialRows, saveRecommendationRows } from './save-micro-credential-rows';
import { type FileRecord, readRecords } from './read-records';
import type { SaveRows, ImportPass } from './import-pass';

interface RowKind<Row> {
  parse: (raw: RawRow, options: ReadingOptions) => Parsed<Row>;
  saveRows: SaveRows<Row>;
}
type AnyRow = { label: string; key: string };

// Each pair belongs together; outside of this table the kind of row does not matter.
const carriers = {
  micro_credentials: { parse: parseMicroCredentialRow, saveRows: saveMicroCredentialRows },
  courses: { parse: parseCourseRow, saveRows: saveCourseRows },
  programs: { parse: parseProgramRow, saveRows: saveProgramRows },
  recommendations: { parse: parseRecommendationRow, saveRows: saveRecommendationRows },
  equivalencies: { parse: parseEquivalencyRow, saveRows: saveEquivalencyRows },
} as unknown as Record<ImportKind, RowKind<AnyRow>>;

const chunkSize = 1_000;
/** Unpacked size of a file that is read at all. @units bytes */
const mostBytes = 2_000_000_000;

/** Goes through a file once, a thousand rows at a time, and keeps the outcome of every row. @refuses invalid_input `file/…` */
export async function passOverFile(
  pass: ImportPass,
  bytes: AsyncIterable<Uint8Array>,
  onProgress: (counts: ImportCounts) => Promise<void>,
): Promise<ImportCounts> {
  const { batch } = pass;
  const carrier = carriers[batch.kind];
  const adapt = (row: RawRow) =>
    adapters[batch.counts.options.format](withOwnNames(batch.kind, batch.counts.options.format, row));
  const counts: ImportCounts = {
    options: batch.counts.options,
    new: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    done: 0,
    published: batch.counts.published,
    notPublished: [],
    ignored: [],
    renamed: [],
    linesAbove: 0,
    readsAs: null,
    problem: '',
  };
  const seen = new Map<string, { line: number; content: string }>();
  let chunk: FileRecord[] = [];
  const flush = async () => {
    const rows = await carryChunk(pass, carrier, adapt, chunk, seen);
    await saveRows(pass.tx, batch.id, rows);
    if (counts.done === 0 && rows.every(({ outcome }) => outcome === 'rejected'))
      counts.readsAs = readsAs(batch, carrier, chunk);
    for (const { outcome } of rows) counts[outcome]++;
    counts.done += rows.length;
    chunk = [];
    await onProgress(counts);
  };
  const { format } = batch.counts.options;
  const header = (lines: readonly (readonly string[])[]) => {
    const found = readHeader(batch.kind, format, lines);
    if (found.ok) {
      counts.ignored = found.value.ignored.slice(0, 20);
      counts.renamed = found.value.renamed.slice(0, 50);
      counts.linesAbove = found.value.at;
    }
    return found;
  };
  for await (const record of readRecords(bytes, { mostBytes, header })) {
    if (chunk.push(record) === chunkSize) await flush();
  }
  if (chunk.length > 0) await flush();
  if (counts.done === 0) refuse('invalid_input', 'file/no-rows');
  return counts;
}

/** The other shape of this kind in which most of these rows can be read. */
function readsAs(
  { kind, counts: { options } }: ImportPass['batch'],
  { parse }: RowKind<AnyRow>,
  chunk: readonly FileRecord[],
): ImportFormat | null {
  const readIn = (format: ImportFormat) =>
    chunk.filter(
      (record) =>
        'row' in record && parse(adapters[format](withOwnNames(kind, format, record.row)), options).ok,
    ).length;
  return (
    formatsOf[kind].find((format) => format !== options.format && readIn(format) * 2 > chunk.length) ?? null
  );
}

async function carryChunk(
  pass: ImportPass,
  { parse, saveRows }: RowKind<AnyRow>,
  adapt: (row: RawRow) => RawRow,
  chunk: FileRecord[],
  seen: Map<string, { line: number; content: string }>,
): Promise<ImportRow[]> {
  const results: ImportRow[] = [];
  const rows: { line: number; row: AnyRow; remarks: readonly Note[] }[] = [];
  const settle = (line: number, outcome: ImportRow['outcome'], label: string, notes: readonly Note[]) => {
    results.push({ line, outcome, key: shown(label), reason: encodeNotes(notes) });
  };
  for (const record of chunk) {
    const { line } = record;
    if ('problem' in record) {
      settle(line, 'rejected', '', [record.problem]);
      continue;
    }
    const read = parse(adapt(record.row), pass.batch.counts.options);
    if (!read.ok) {
      settle(line, 'rejected', read.label, read.notes);
      continue;
    }
    const key = digest(read.row.key);
    const content = digest(JSON.stringify(read.row));
    const earlier = seen.get(key);
    if (!earlier) {
      seen.set(key, { line, content });
      rows.push({ line, row: read.row, remarks: read.remarks });
    } else if (earlier.content === content)
      settle(line, 'unchanged', read.row.label, [noteOf('row/repeats', { line: earlier.line })]);
    else settle(line, 'rejected', read.row.label, [noteOf('row/contradicts', { line: earlier.line })]);
  }
  const verdicts =
    rows.length > 0
      ? await saveRows(
          pass,
          rows.map(({ row }) => row),
        )
      : [];
  rows.forEach(({ line, row, remarks }, index) => {
    const verdict = verdicts[index];
    if (!verdict) throw new Error('A row of the import was left without a verdict.');
    settle(line, verdict.outcome, row.label, [...verdict.notes, ...remarks]);
  });
  return results;
}

// Rows of a large file are remembered by a few bytes each.
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 16);
}
