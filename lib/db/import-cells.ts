import type { CellFix } from '@/lib/import/cell-fix';
import type { RawRow } from '@/lib/import/fields';
import { Outcome } from '@/lib/import/kind';
import { toInstant } from './codec';
import type { ImportRow } from './import-rows';
import type { Tx } from './tx';

/** A row with what stands in its cells, what was put right among it. */
export type OpenRow = ImportRow & { cells: RawRow };

/** One row of an import that can be opened; null where there is none, or its cells are not kept. */
export async function findOpenRow(tx: Tx, batchId: string, line: number): Promise<OpenRow | null> {
  const [row] = await openRows(tx, batchId, [line]);
  return row ?? null;
}

/** Those of some rows that can be opened, in the order of the file. */
export async function openRows(tx: Tx, batchId: string, lines: readonly number[]): Promise<OpenRow[]> {
  const rows = await tx.importRow.findMany({
    where: { batchId, line: { in: [...lines] } },
    orderBy: { line: 'asc' },
  });
  return rows.flatMap(({ line, outcome, key, reason, cells }) =>
    cells === null ? [] : [{ line, outcome: Outcome.parse(outcome), key, reason, cells: cells as RawRow }],
  );
}

/** The rejected rows nearest to a line that can be opened. */
export async function rejectedBeside(
  tx: Tx,
  batchId: string,
  line: number,
): Promise<{ before: number | null; after: number | null }> {
  const [row] = await tx.$queryRaw<{ before: number | null; after: number | null }[]>`
    SELECT max(line) FILTER (WHERE line < ${line}) AS before, min(line) FILTER (WHERE line > ${line}) AS after
      FROM import_row WHERE batch_id = ${batchId}::uuid AND outcome = 'rejected' AND cells IS NOT NULL`;
  return row ?? { before: null, after: null };
}

/** In how many other rejected rows each of these columns says the same. */
export async function countSame(
  tx: Tx,
  batchId: string,
  line: number,
  cells: readonly { column: string; text: string }[],
): Promise<Map<string, number>> {
  if (cells.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ column: string; count: number }[]>`
    SELECT k."column", count(*)::int AS count
      FROM import_row r, json_to_recordset(${JSON.stringify(cells)}::json) AS k("column" text, text text)
     WHERE r.batch_id = ${batchId}::uuid AND r.outcome = 'rejected' AND r.line <> ${line} AND r.cells ->> k."column" = k.text
     GROUP BY 1`;
  return new Map(rows.map(({ column, count }) => [column, count]));
}

/** Lines of rejected rows in which a column says this. */
export async function linesSaying(tx: Tx, batchId: string, column: string, text: string): Promise<number[]> {
  const rows = await tx.$queryRaw<{ line: number }[]>`
    SELECT line FROM import_row
     WHERE batch_id = ${batchId}::uuid AND outcome = 'rejected' AND cells ->> ${column} = ${text} ORDER BY line`;
  return rows.map(({ line }) => line);
}

export interface KeptFix extends CellFix {
  byName: string;
  at: string;
}

/** What was put right in one row of a sheet. */
export async function fixesOfRow(tx: Tx, batchId: string, sheet: number, line: number): Promise<KeptFix[]> {
  const rows = await tx.importCellFix.findMany({
    where: { batchId, sheet, line },
    include: { fixedBy: { select: { name: true } } },
  });
  return rows.map(({ column, before, after, fixedAt, fixedBy }) => ({
    line,
    column,
    before,
    after,
    byName: fixedBy.name,
    at: toInstant(fixedAt),
  }));
}

/** All that was put right in a sheet of a file. */
export async function findFixes(tx: Tx, batchId: string, sheet: number): Promise<CellFix[]> {
  return tx.importCellFix.findMany({
    where: { batchId, sheet },
    select: { line: true, column: true, before: true, after: true },
    orderBy: { line: 'asc' },
  });
}

/** Cells of a file that were put right. @units cells */
export async function countFixes(tx: Tx, batchId: string): Promise<number> {
  return tx.importCellFix.count({ where: { batchId } });
}

/** Keeps that one cell of some rows was put right; of one that was before, what the file says there stays. */
export async function saveFixes(
  tx: Tx,
  fix: {
    batchId: string;
    sheet: number;
    lines: readonly number[];
    column: string;
    before: string;
    after: string;
    byId: string;
    at: string;
  },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO import_cell_fix (tenant_id, batch_id, sheet, line, column_name, before_text, after_text, fixed_by_id, fixed_at)
    SELECT current_tenant(), ${fix.batchId}::uuid, ${fix.sheet}, l.line, ${fix.column}, ${fix.before}, ${fix.after}, ${fix.byId}::uuid, ${fix.at}::timestamptz
      FROM unnest(${[...fix.lines]}::int[]) AS l(line)
    ON CONFLICT (tenant_id, batch_id, sheet, line, column_name) DO UPDATE
      SET after_text = EXCLUDED.after_text, fixed_by_id = EXCLUDED.fixed_by_id, fixed_at = EXCLUDED.fixed_at`;
}
