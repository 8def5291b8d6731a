import type { OpenRow } from '@/lib/db/import-cells';
import { type PassedRow, savingRows } from '@/lib/db/import-rows';
import type { RawRow } from '@/lib/import/fields';
import { type ImportCounts, judgedWith } from '@/lib/import/kind';
import { encodeNotes, noteOf } from '@/lib/import/note';
import type { ReadApart } from '@/lib/import/reading';
import type { ImportPass } from './import-pass';
import { settledRows } from './pass-over-file';

/**
 * Judges some rows anew as they would be judged in their file, by the same reader and the same comparison, without the rows around them;
 * keeps what came of them, and answers with the counts as they are then.
 */
export async function judgeRows(
  pass: ImportPass,
  read: ReadApart,
  rows: readonly (Pick<OpenRow, 'line' | 'key' | 'outcome'> & { cells: RawRow })[],
): Promise<ImportCounts> {
  const { kind, id, counts: before, matching } = pass.batch;
  const { options, renamed } = before;
  const plan = {
    kind,
    options,
    matching: matching && { ...matching, encoding: null },
    renamed,
    withCells: true,
  };
  const all = new Set(rows.map(({ line }) => line));
  const judged = new Map<number, PassedRow>();
  for await (const portion of read(asOneDocument(rows), plan)) {
    // Rows of a document are counted from 1.
    const placed = <Row extends { line: number }>(row: Row): Row => ({
      ...row,
      line: rows[row.line - 1]?.line ?? 0,
    });
    const { head, found, settled } = portion;
    const whole = { head, found: found.map(placed), settled: settled.map(placed) };
    for (const row of await settledRows(pass, whole, all)) judged.set(row.line, row);
  }
  const counts = { ...before, ...judgedWith(before, [...all]) };
  const passed = rows.map(({ line, key, outcome, cells }): PassedRow => {
    const row = judged.get(line) ?? {
      line,
      outcome: 'unchanged',
      key,
      reason: encodeNotes([noteOf('fix/left-out')]),
      cells: JSON.stringify(cells),
    };
    counts[outcome] -= 1;
    counts[row.outcome] += 1;
    return row;
  });
  await savingRows(pass.tx, id, passed)();
  return counts;
}

/** Signs beyond ASCII are written out, so that no character set has to be found. */
async function* asOneDocument(rows: readonly { cells: RawRow }[]): AsyncGenerator<Uint8Array> {
  const text = JSON.stringify(rows.map(({ cells }) => cells));
  yield Buffer.from(
    text.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    'latin1',
  );
}
