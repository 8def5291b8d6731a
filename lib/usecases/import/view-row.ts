import { countSame, findOpenRow, fixesOfRow, rejectedBeside } from '@/lib/db/import-cells';
import { findLook, getBatch, type ImportBatch } from '@/lib/db/imports';
import type { Tx } from '@/lib/db/tx';
import { cellsOf, type NamedCell, reasonsBeside } from '@/lib/import/cell-fix';
import type { RawRow } from '@/lib/import/fields';
import { type Outcome, permissionOf } from '@/lib/import/kind';
import { type Note, parseNotes } from '@/lib/import/note';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { query } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { sheetOf } from './open-pass';

export interface OpenCell extends NamedCell {
  /** Why the row is as it is, as far as this cell is the reason. */
  reasons: Note[];
  /** What the file says, and who put it right when; null where nobody did. */
  fixed: { before: string; byName: string; at: string } | null;
  /** In how many other rejected rows its column says the same; counted where there is a reason. */
  others: number;
}

export interface RowView {
  batch: ImportBatch;
  line: number;
  outcome: Outcome;
  key: string;
  cells: OpenCell[];
  /** Reasons that are about no cell alone. */
  rest: Note[];
  /** The rejected rows before and after it. */
  beside: { before: number | null; after: number | null };
  /** Whether the file is at a point where its cells can be put right. */
  mayFix: boolean;
}

/** One row of an import with its cells, each with the reasons that it gives. @refuses unauthenticated · forbidden · not_found */
export async function viewRow(
  ctx: Context,
  { batchId, line }: { batchId: string; line: number },
): Promise<RowView> {
  if (!isId(batchId)) refuse('not_found', 'import/not-found');
  return query(ctx, async (tx, _actor, ctx) => {
    const batch = await getBatch(tx, batchId);
    const { tenantId, kind } = batch;
    authorize(ctx, 'import.check', { tenantId });
    authorize(ctx, permissionOf[kind], { tenantId });
    const row = await findOpenRow(tx, batchId, line);
    if (row === null) refuse('not_found', 'import/no-such-row');
    const notes = parseNotes(row.reason);
    const cells = await namedCells(tx, batch, row.cells, notes);
    const { beside, rest } = reasonsBeside(notes, cells);
    const fixes = await fixesOfRow(tx, batchId, sheetOf(batch.matching), line);
    const asking = cells.filter(({ column, text }) => beside.has(column) && text !== '');
    const others =
      row.outcome === 'rejected' ? await countSame(tx, batchId, line, asking) : new Map<string, number>();
    return {
      batch,
      line,
      outcome: row.outcome,
      key: row.key,
      cells: cells.map((cell): OpenCell => {
        const fix = fixes.find(({ column }) => column === cell.column);
        return {
          ...cell,
          reasons: beside.get(cell.column) ?? [],
          fixed:
            fix && fix.before !== fix.after ? { before: fix.before, byName: fix.byName, at: fix.at } : null,
          others: others.get(cell.column) ?? 0,
        };
      }),
      rest,
      beside: await rejectedBeside(tx, batchId, line),
      mayFix: batch.status === 'checked' && batch.hasContent,
    };
  });
}

/** The cells of a row under the names that its file gives them. */
export async function namedCells(
  tx: Tx,
  { id, kind, counts, matching }: ImportBatch,
  row: RawRow,
  notes: readonly Note[],
): Promise<NamedCell[]> {
  const look = matching && (await findLook(tx, id));
  const names = look?.sheets[matching?.sheet ?? 0]?.top[matching?.header ?? 0]?.cells ?? [];
  const matched = matching && { fields: matching.columns, names };
  return cellsOf(row, { kind, renamed: counts.renamed, matched }, notes);
}
