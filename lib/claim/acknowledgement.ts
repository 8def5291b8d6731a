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

/**
 * Reads the answer of a student system: a table with a head, separated by comma, semicolon or tab, of which `posting_key` and `status` are
 * needed. Each row that is not understood is among the problems.
 */
export function readAcknowledgement(text: string): Acknowledgement {
  const rows = recordsOf(text);
  if (rows === null) return { rows: [], problems: [{ row: 0, problem: 'posting/ack-unreadable' }] };
  const [head = [], ...body] = rows;
  const heads = head.map((name) => name.trim().toLowerCase());
  const at = (known: readonly string[]) => heads.findIndex((name) => known.includes(name));
  const [key, status, reference, reason] = [
    at(names.key),
    at(names.status),
    at(names.reference),
    at(names.reason),
  ];
  if (key === -1 || status === -1)
    return { rows: [], problems: [{ row: 0, problem: 'posting/ack-columns' }] };
  if (body.length === 0) return { rows: [], problems: [{ row: 0, problem: 'posting/ack-empty' }] };
  const problems: RowProblem[] = [];
  const read = body.flatMap((cells, index): AcknowledgedRow[] => {
    const cell = (place: number, most: number) => (cells[place] ?? '').trim().slice(0, most);
    const outcome = words[cell(status, 40).toLowerCase()];
    if (outcome === undefined) {
      problems.push({ row: index + 2, problem: 'posting/ack-status' });
      return [];
    }
    return [
      {
        row: index + 2,
        key: cell(key, 200),
        outcome,
        reference: cell(reference, 200),
        reason: cell(reason, 1_000),
      },
    ];
  });
  return { rows: read, problems };
}

function recordsOf(text: string): string[][] | null {
  try {
    return parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      skipEmptyLines: true,
      maxRecordSize: 10_000,
      to: mostRows + 1,
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
