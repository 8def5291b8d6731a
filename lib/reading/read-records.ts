import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import type { RawRow } from '@/lib/import/fields';
import { lookOver, mostLooked, newSheet } from '@/lib/import/file-look';
import type { FileEncoding } from '@/lib/import/kind';
import { mostLinesAbove } from '@/lib/import/lines-above';
import { noteOf } from '@/lib/import/note';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import { decodedText, encodingOf, headText } from './decoded-text';
import { type Below, type FileRecord, isTable, type Line, rowsOf } from './rows-below';
import { isJsonDocument, rowsOfDocument } from './json-document';

export interface ReadRecords extends Below {
  /** Unpacked size that is still read. @units bytes */
  mostBytes: number;
  /** The sheet of a workbook whose rows are asked for, counted from 0; null where that is open. */
  sheet?: number | null;
  /** The character set of a file of text that nothing in it settles, where a person has said it. */
  encoding?: FileEncoding | null;
  /** Told in which character set a file of text is, before any sign beyond ASCII is read. */
  tellEncoding?: (encoding: FileEncoding) => void;
}

const longestRow = 1_000_000;
const headSize = 4_096;

/**
 * Reads a workbook (XLSX), a CSV file (comma, semicolon, tab or bar), JSON lines or one JSON document, in UTF-8, UTF-16 or Windows-1252, packed with gzip
 * or not, row by row and in bounded memory.
 * @refuses invalid_input `file/…`: what cannot be read as a file of rows at all
 */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadRecords,
): AsyncGenerator<FileRecord> {
  const [head, whole] = await peeked(limited(await unpacked(bytes), options.mostBytes));
  const start = headText(head);
  const shape = shapeOf(head, start);
  if (shape === 'workbook') {
    yield* workbookRows(whole, options);
    return;
  }
  const text = decodedText(whole, encodingOf(head) ?? options.encoding ?? null, (encoding) =>
    options.tellEncoding?.(encoding),
  );
  switch (shape) {
    case 'document':
      yield* rowsOfDocument(text);
      return;
    case 'json':
      yield* jsonLines(text);
      return;
    case 'csv':
      yield* rowsOf(csvLines(text, start), '', options);
  }
}

async function unpacked(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const [head, whole] = await peeked(bytes);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return whole;
  const gunzip = createGunzip();
  // Its failure reaches the reader through the iterator.
  pipeline(Readable.from(whole), gunzip).catch(() => undefined);
  return unpackErrors(gunzip);
}

async function* unpackErrors(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* packed;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    refuse('invalid_input', 'file/packed-badly');
  }
}

async function* limited(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const chunk of bytes) {
    seen += chunk.byteLength;
    if (seen > most) refuse('invalid_input', 'file/too-large', { megabytes: Math.round(most / 1_000_000) });
    yield chunk;
  }
}

/** The first bytes, and all bytes with them. */
async function peeked(bytes: AsyncIterable<Uint8Array>): Promise<[Buffer, AsyncIterable<Uint8Array>]> {
  const iterator = bytes[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  while (size < headSize) {
    const next = await iterator.next();
    if (next.done) break;
    taken.push(next.value);
    size += next.value.byteLength;
  }
  const all = async function* () {
    try {
      yield* taken;
      for (;;) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  };
  return [Buffer.concat(taken).subarray(0, headSize), all()];
}

function shapeOf(head: Buffer, start: string): 'csv' | 'json' | 'document' | 'workbook' {
  const starts = (...magic: number[]) => magic.every((byte, i) => head[i] === byte);
  if (starts(0x50, 0x4b, 3, 4)) return 'workbook';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) refuse('invalid_input', 'file/spreadsheet');
  if (starts(0x25, 0x50, 0x44, 0x46)) refuse('invalid_input', 'file/pdf');
  let strange = 0;
  for (let at = 0; at < start.length; at += 1) {
    const code = start.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32)) strange++;
  }
  if (strange > start.length / 20) refuse('invalid_input', 'file/binary');
  const text = start.trimStart();
  if (/^<(?:!doctype html|html|head|body|table|meta)\b/i.test(text)) refuse('invalid_input', 'file/web-page');
  if (text === '') refuse('invalid_input', 'file/empty');
  if (isJsonDocument(text, head.length < headSize)) return 'document';
  return text.startsWith('{') ? 'json' : 'csv';
}

/** The rows of the sheet that is asked for; of the only one; or, where there are several, none, and all of them are looked over. */
async function* workbookRows(
  bytes: AsyncIterable<Uint8Array>,
  { mostBytes, header, look, sheet }: ReadRecords,
): AsyncGenerator<FileRecord> {
  // Most files are none, and what opens one takes a while to start.
  const { openWorkbook } = await import('./read-xlsx');
  const sheets = await openWorkbook(bytes, mostBytes);
  const [only] = sheets.length === 1 || !look ? sheets.slice(sheet ?? 0) : [];
  if (only) return yield* rowsOf(only.lines(), only.name, { header, ...(look && { look }) });
  for (const { name, lines } of sheets.slice(0, mostLooked.sheets)) {
    const looked = newSheet(name);
    look?.sheets.push(looked);
    for await (const line of lines()) lookOver(looked, line);
  }
  if (look?.sheets.every(({ top }) => top.length === 0)) refuse('invalid_input', 'file/empty');
  if (!look?.sheets.some(({ top }) => isTable(top))) refuse('invalid_input', 'file/no-rows');
}

/** The line that spreadsheets read and people do not see: it names the separator. */
const separatorLine = /^\ufeff?"?sep=([,;|\t])"?[ \t]*(?=\r|\n)/i;

/** What separates the cells: what the file says itself, else what its first line with any of them has most of. */
function delimiterOf(head: string): string {
  const said = separatorLine.exec(head)?.[1];
  if (said !== undefined) return said;
  const candidates = [',', ';', '\t', '|'];
  const lines = head
    .trimStart()
    .split(/[\r\n]+/, mostLinesAbove)
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const line = lines.find((one) => candidates.some((candidate) => one.includes(candidate))) ?? '';
  const count = (character: string) => line.split(character).length;
  return candidates.reduce((best, candidate) => (count(candidate) > count(best) ? candidate : best));
}

async function* csvLines(text: AsyncIterable<string>, head: string): AsyncGenerator<Line> {
  const parser = parse({
    delimiter: delimiterOf(head),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
    info: true,
  });
  // Its failure reaches the loop below through the iterator.
  pipeline(Readable.from(text), parser).catch(() => undefined);
  let line = 0;
  let isSeparatorLine = separatorLine.test(head);
  try {
    for await (const { info, record } of parser as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      line = Math.max(line + 1, info.lines);
      if (isSeparatorLine) isSeparatorLine = false;
      else yield { line, cells: record };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE')
      refuse('invalid_input', 'file/row-too-long', { line: line + 1 });
    refuse('invalid_input', error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'file/quote-open' : 'file/not-csv', {
      line: line + 1,
    });
  }
}

async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const found of lines(text)) {
    line++;
    if (found === null) yield { line, problem: noteOf('row/too-long', { most: longestRow }) };
    else if (found.trim() !== '') yield jsonRecord(found, line);
  }
}

function jsonRecord(text: string, line: number): FileRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line, problem: noteOf('row/not-json') };
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { line, row: value as RawRow }
    : { line, problem: noteOf('row/not-object') };
}

/** Lines without their ends; null for one too long to be kept, whose rest is passed over without being kept either. */
async function* lines(text: AsyncIterable<string>): AsyncGenerator<string | null> {
  let rest = '';
  let overlong = false;
  for await (const chunk of text) {
    const parts = chunk.split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      const whole = rest + part;
      yield overlong || whole.length > longestRow ? null : whole;
      rest = '';
      overlong = false;
    }
    rest += last;
    if (rest.length > longestRow) {
      overlong = true;
      rest = '';
    }
  }
  if (overlong) yield null;
  else if (rest !== '') yield rest;
}
