import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';

/** What a student system answers about one line of a batch. */
export interface AcknowledgedRow {
  /** In the file, the head being the first. */
  row: number;
  key: string;
  outcome: 'confirmed' | 'failed';
  reference: string;
  reason: string;
}

/** A line of a batch, as far as an answer about it goes. */
export interface AwaitedLine {
  key: string;
  state: 'sent' | 'confirmed' | 'failed';
  /** Whether it is of whoever answers: somebody else settles it. */
  isOwn: boolean;
}

export type AcknowledgementProblem =
  | 'posting/ack-unreadable'
  | 'posting/ack-columns'
  | 'posting/ack-empty'
  | 'posting/ack-width'
  | 'posting/ack-status'
  | 'posting/ack-key'
  | 'posting/ack-twice'
  | 'posting/ack-own'
  | 'posting/ack-otherwise'
  | 'posting/ack-reason';

/** What is wrong with an answer, in which row; 0: with the file. */
export interface RowProblem {
  row: number;
  problem: AcknowledgementProblem;
}

/** An answer as it is understood; where anything is wrong, nothing of it counts. */
export interface Acknowledgement {
  rows: AcknowledgedRow[];
  problems: RowProblem[];
}

/** Rows of an answer that are read. @units rows */
const mostRows = 20_000;

const names = {
  key: ['posting_key', 'key'],
  status: ['status', 'outcome', 'result'],
  reference: ['reference', 'sis_reference'],
  reason: ['reason', 'message', 'error'],
};
const words: Readonly<Record<string, AcknowledgedRow['outcome']>> = {
  ...Object.fromEntries(
    ['confirmed', 'posted', 'ok', 'success', 'y', 'yes'].map((word) => [word, 'confirmed']),
  ),
  ...Object.fromEntries(['failed', 'rejected', 'error', 'n', 'no'].map((word) => [word, 'failed'])),
};

/** The text of an answer: UTF-16 where its first bytes say so, as a spreadsheet saves "Unicode text", and UTF-8 otherwise. */
export function decodeAnswer(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * Reads the answer of a student system: a table with a head, of which `posting_key` and `status` are needed. Comma, semicolon or tab
 * separates, whichever the head is written with. Each row that is not understood, or is of another width than the head, is among the
 * problems: a separator that is no separator would put one cell in the place of another.
 */
export function readAcknowledgement(text: string): Acknowledgement {
  const ofFile = (problem: AcknowledgementProblem) => ({ rows: [], problems: [{ row: 0, problem }] });
  const table = tableOf(text);
  if (table === null) return ofFile('posting/ack-unreadable');
  const { head, body, before } = table;
  const at = (known: readonly string[]) => head.findIndex((name) => known.includes(name));
  const [key, status, reference, reason] = [
    at(names.key),
    at(names.status),
    at(names.reference),
    at(names.reason),
  ];
  if (key === -1 || status === -1) return ofFile('posting/ack-columns');
  if (body.length === 0) return ofFile('posting/ack-empty');
  const problems: RowProblem[] = [];
  const read = body.flatMap((cells, index): AcknowledgedRow[] => {
    const row = before + index + 2;
    const cell = (place: number, most: number) => (cells[place] ?? '').trim().slice(0, most);
    const outcome = words[cell(status, 40).toLowerCase()];
    if (cells.length !== head.length || outcome === undefined) {
      problems.push({
        row,
        problem: cells.length === head.length ? 'posting/ack-status' : 'posting/ack-width',
      });
      return [];
    }
    return [
      {
        row,
        key: cell(key, 200),
        outcome,
        reference: cell(reference, 200),
        reason: cell(reason, 1_000),
      },
    ];
  });
  return { rows: read, problems };
}

/** A spreadsheet's own first line, by which it knows the separator. */
const statedSeparator = /^\ufeff?"?sep=([,;\t])"?[,;\t]*(?:\r\n|\n|\r|$)/i;

/** Head and body as cells, and how many lines stand before the head; null where the text is no table. */
function tableOf(text: string): { head: string[]; body: string[][]; before: number } | null {
  const [line = '', stated] = statedSeparator.exec(text) ?? [];
  const rest = text.slice(line.length);
  const heads = (stated === undefined ? [',', ';', '\t'] : [stated]).map((delimiter) => ({
    delimiter,
    head: (recordsOf(rest, delimiter, 1)?.[0] ?? []).map((name) => name.trim().toLowerCase()),
  }));
  const { delimiter, head } = heads.reduce((best, one) => (one.head.length > best.head.length ? one : best));
  const records = recordsOf(rest, delimiter, mostRows + 1);
  return records && { head, body: records.slice(1), before: stated === undefined ? 0 : 1 };
}

function recordsOf(text: string, delimiter: string, to: number): string[][] | null {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      skipEmptyLines: true,
      maxRecordSize: 10_000,
      to,
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/**
 * What an answer settles: lines that are still awaited. What was settled the same way before stays, so that a file may be read again. A
 * problem: a row about no line of the batch, said twice, settled otherwise before, or failed without a reason.
 */
export function settledBy(rows: readonly AcknowledgedRow[], lines: readonly AwaitedLine[]): Acknowledgement {
  const known = new Map(lines.map((line) => [line.key, line]));
  const seen = new Set<string>();
  const problems: RowProblem[] = [];
  const settled: AcknowledgedRow[] = [];
  for (const answer of rows) {
    const line = known.get(answer.key);
    const problem: AcknowledgementProblem | null =
      line === undefined
        ? 'posting/ack-key'
        : seen.has(answer.key)
          ? 'posting/ack-twice'
          : line.isOwn && line.state === 'sent'
            ? 'posting/ack-own'
            : line.state !== 'sent' && line.state !== answer.outcome
              ? 'posting/ack-otherwise'
              : answer.outcome === 'failed' && answer.reason === ''
                ? 'posting/ack-reason'
                : null;
    seen.add(answer.key);
    if (problem !== null) problems.push({ row: answer.row, problem });
    else if (line?.state === 'sent') settled.push(answer);
  }
  return { rows: settled, problems };
}
