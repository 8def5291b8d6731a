import { Outcome } from '@/lib/import/kind';
import type { DecisionEffect, RowEffect } from '@/lib/import/row-effect';
import type { Page } from './codec';
import type { Tx } from './tx';
import type { Write } from './write';

export interface ImportRow {
  line: number;
  outcome: Outcome;
  key: string;
  /** Notes as encodeNotes writes them. */
  reason: string;
}

/** A row as it is listed, with whether its cells are kept, so that it can be opened. */
export type ListedRow = ImportRow & { isKept: boolean };

/** A row as it was passed over; when applying, with what it made; where its cells are kept, with those (as keptCells writes them). */
export type PassedRow = ImportRow & { effect?: RowEffect | DecisionEffect; cells?: string };

/** Keeps what came of rows; a later pass over the same file replaces what an earlier one said. */
export function savingRows(tx: Tx, batchId: string, rows: readonly PassedRow[]): Write {
  const json = JSON.stringify(rows);
  return () => tx.$executeRaw`
    INSERT INTO import_row (tenant_id, batch_id, line, outcome, key, reason, effect, cells)
    SELECT current_tenant(), ${batchId}::uuid, r.line, r.outcome, r.key, r.reason, r.effect, r.cells::json
      FROM json_to_recordset(${json}::json) AS r(line int, outcome text, key text, reason text, effect jsonb, cells text)
    ON CONFLICT (tenant_id, batch_id, line) DO UPDATE SET outcome = EXCLUDED.outcome, key = EXCLUDED.key, reason = EXCLUDED.reason, effect = EXCLUDED.effect,
      cells = COALESCE(EXCLUDED.cells, import_row.cells)
      WHERE (import_row.outcome, import_row.key, import_row.reason) <> (EXCLUDED.outcome, EXCLUDED.key, EXCLUDED.reason) OR EXCLUDED.effect IS NOT NULL
         OR EXCLUDED.cells IS NOT NULL`;
}

/** Forgets what came of rows, before a file is read in another way. */
export async function forgetRows(tx: Tx, batchId: string): Promise<void> {
  await tx.importRow.deleteMany({ where: { batchId } });
}

/** A page of the rows of an import, in the order of the file. `page` counts from 1. */
export async function listRows(
  tx: Tx,
  batchId: string,
  outcome: Outcome | null,
  page: number,
  size: number,
): Promise<Page<ListedRow>> {
  const where = { batchId, ...(outcome && { outcome }) };
  const rows = await tx.$queryRaw<(Omit<ListedRow, 'outcome'> & { outcome: string })[]>`
    SELECT line, outcome, key, reason, cells IS NOT NULL AS "isKept" FROM import_row
     WHERE batch_id = ${batchId}::uuid AND (${outcome}::text IS NULL OR outcome = ${outcome})
     ORDER BY line LIMIT ${size} OFFSET ${(page - 1) * size}`;
  return {
    rows: rows.map((row) => ({ ...row, outcome: Outcome.parse(row.outcome) })),
    total: await tx.importRow.count({ where }),
  };
}

/** Rows of one outcome after a line, for walking through all of them in bounded memory. */
export async function rowsAfter(
  tx: Tx,
  batchId: string,
  outcome: Outcome,
  line: number,
  size: number,
): Promise<ImportRow[]> {
  const rows = await tx.importRow.findMany({
    where: { batchId, outcome, line: { gt: line } },
    orderBy: { line: 'asc' },
    take: size,
  });
  return rows.map(({ line: at, outcome: found, key, reason }) => ({
    line: at,
    outcome: Outcome.parse(found),
    key,
    reason,
  }));
}

export interface ReasonCount {
  outcome: Outcome;
  /** Code of the first note of the row. */
  code: string;
  count: number;
  /** The first note of one such row. */
  example: string;
  /** Whether it is about something else in other rows, so that the example holds for its own row alone. */
  isVaried: boolean;
}

/** How often each reason was given, the most frequent first. */
export async function countReasons(tx: Tx, batchId: string): Promise<ReasonCount[]> {
  const rows = await tx.$queryRaw<(Omit<ReasonCount, 'outcome'> & { outcome: string })[]>`
    SELECT outcome, substring(reason FROM '^[^?\n]+') AS code, count(*)::int AS count, min(split_part(reason, E'\n', 1)) AS example,
           min(split_part(reason, E'\n', 1)) <> max(split_part(reason, E'\n', 1)) AS "isVaried"
      FROM import_row
     WHERE batch_id = ${batchId}::uuid AND reason <> '' GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 50`;
  return rows.map((row) => ({ ...row, outcome: Outcome.parse(row.outcome) }));
}
