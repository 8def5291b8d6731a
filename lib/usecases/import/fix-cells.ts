import * as z from 'zod';
import { countFixes, findOpenRow, linesSaying, openRows, saveFixes } from '@/lib/db/import-cells';
import { lockBatch, saveBatch, takeWork } from '@/lib/db/imports';
import { cellFor, cellText, mostFixed } from '@/lib/import/cell-fix';
import type { RawRow } from '@/lib/import/fields';
import { judgedWith, permissionOf } from '@/lib/import/kind';
import { parseNotes } from '@/lib/import/note';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { command } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';
import { judgeRows } from './judge-rows';
import { openPass, sheetOf } from './open-pass';
import { namedCells } from './view-row';

/** So many rows of a file are judged by themselves; more are judged with the whole file. @units rows */
const mostAtOnce = 1_000;
/** So many lines stand in the trail; the cells themselves say who put them right. @units rows */
const mostTold = 1_000;

const Cell = z.strictObject({
  column: z.string().max(1_000),
  /** What the page showed, and what stands there now. */
  seen: z.string(),
  value: z.string().max(mostFixed.characters),
  /** Whether all rejected rows that say the same there are meant. */
  everywhere: z.boolean(),
});
export const FixCells = z.strictObject({
  batchId: z.uuid(),
  line: z.coerce.number().int(),
  cells: z.array(Cell).max(500),
});
export type FixCells = z.infer<typeof FixCells>;

export interface Fixed {
  batchId: string;
  line: number;
  /** Rows in which something was put right. */
  rows: number;
  /** Whether they are judged with the whole file, which the caller has to set off. */
  isChecking: boolean;
}

/**
 * Puts cells of a checked file right, in one row or in all rejected rows that say the same there; the file stays as it was. The rows are
 * judged anew at once, by the check that they went through, or with the whole file where they are too many.
 * @refuses forbidden · not_found `import/no-such-row` · invalid_transition `import/other-state` · conflict `import/changed-meanwhile`,
 * `import/under-way` · invalid_input `import/no-such-cell`, `import/nothing-fixed`, `import/too-many-fixed`
 */
export async function fixCells(ctx: Context, input: FixCells): Promise<Fixed> {
  return command(ctx, 'import.check', input, async (tx, actor, ctx) => {
    const { batchId, line } = input;
    const batch = await lockBatch(tx, batchId);
    authorize(ctx, 'import.check', { tenantId: batch.tenantId });
    authorize(ctx, permissionOf[batch.kind], { tenantId: batch.tenantId });
    if (batch.status !== 'checked' || !batch.hasContent) refuse('invalid_transition', 'import/other-state');
    await takeWork(tx, batchId);
    const row = await findOpenRow(tx, batchId, line);
    if (row === null) refuse('not_found', 'import/no-such-row');
    const known = new Map(
      (await namedCells(tx, batch, row.cells, parseNotes(row.reason))).map((cell) => [
        cell.column,
        cell.text,
      ]),
    );
    const wanted = input.cells
      .map((cell) => ({ ...cell, seen: cellText(cell.seen), value: cellText(cell.value) }))
      .filter(({ seen, value }) => seen !== value);
    for (const { column, seen, value } of wanted) {
      const now = known.get(column);
      if (now === undefined) refuse('invalid_input', 'import/no-such-cell');
      if (now !== seen && now !== value) refuse('conflict', 'import/changed-meanwhile');
    }
    const changed = wanted.filter(({ column, value }) => known.get(column) !== value);
    if (changed.length === 0) refuse('invalid_input', 'import/nothing-fixed');

    const linesOf = new Map<string, number[]>();
    for (const { column, seen, everywhere } of changed) {
      const same = everywhere ? await linesSaying(tx, batchId, column, seen) : [];
      linesOf.set(column, [...new Set([line, ...same])]);
    }
    const lines = [...new Set([...linesOf.values()].flat())].sort((a, b) => a - b);
    const added = [...linesOf.values()].reduce((sum, { length }) => sum + length, 0);
    if ((await countFixes(tx, batchId)) + added > mostFixed.cells)
      refuse('invalid_input', 'import/too-many-fixed');
    const sheet = sheetOf(batch.matching);
    for (const { column, seen: before, value: after } of changed)
      await saveFixes(tx, {
        ...{ batchId, sheet, column, before, after, byId: actor.personId, at: ctx.now },
        lines: linesOf.get(column) ?? [],
      });

    const isChecking = judgedWith(batch.counts, lines).judgedAlone > mostAtOnce;
    if (isChecking)
      await saveBatch(tx, batchId, { status: 'checking', counts: { ...batch.counts, done: 0, problem: '' } });
    else {
      const open = await openRows(tx, batchId, lines);
      const rows = open.map((one) => ({
        ...one,
        cells: withValues(
          one.cells,
          changed.filter(({ column }) => linesOf.get(column)?.includes(one.line)),
        ),
      }));
      const counts = await judgeRows(await openPass(tx, ctx, batch, false), ctx.readApart, rows);
      await saveBatch(tx, batchId, { counts: { ...counts, problem: '' } });
    }
    await recordAudit(tx, ctx, 'import.check', {
      objectType: 'import_batch',
      objectId: batchId,
      summary: `cells put right in ${lines.length} ${lines.length === 1 ? 'row' : 'rows'}`,
      before: Object.fromEntries(changed.map(({ column, seen }) => [column, seen])),
      after: {
        lines: lines.slice(0, mostTold),
        rows: lines.length,
        cells: Object.fromEntries(changed.map(({ column, value }) => [column, value])),
      },
    });
    return { batchId, line, rows: lines.length, isChecking };
  });
}

function withValues(row: RawRow, values: readonly { column: string; value: string }[]): RawRow {
  const cells = new Map(Object.entries(row));
  for (const { column, value } of values) cells.set(column, cellFor(cells.get(column), value));
  return Object.fromEntries(cells);
}
