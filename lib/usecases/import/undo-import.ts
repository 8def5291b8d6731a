import * as z from 'zod';
import { can } from '@/lib/access/can';
import type { StaffMember } from '@/lib/access/actor';
import { findColleagues } from '@/lib/db/colleagues';
import { authorsOfBatch } from '@/lib/db/imported-rules';
import { getBatch, type ImportBatch, lockBatch, saveBatch, takeWork, waitForTurn } from '@/lib/db/imports';
import { enqueueMail } from '@/lib/db/outbox';
import type { Tx } from '@/lib/db/tx';
import { permissionOf } from '@/lib/import/kind';
import type { Note } from '@/lib/import/note';
import { emptyTally, type UndoTally, whyNotUndone } from '@/lib/import/undo-plan';
import { isId } from '@/lib/kernel/id';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { query, workThrough } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { mailTexts, mailWords } from '@/lib/usecases/mail-words';
import { recordAudit } from '@/lib/usecases/record-audit';
import { todayAt } from '@/lib/usecases/today-at';
import { takeBackRows, lockUndone } from './take-back-rows';
import { countUndone, isOfCatalog, type PlannedRow, undoPortions, unknownRows } from './undo-of-kind';

export const undoRowsAPage = 50;
/** A page looks at so many rows, whatever the import, so that it answers soon; the act looks at all. @units rows */
export const mostLookedAt = 10_000;

export interface UndoView {
  batch: ImportBatch;
  /** How many rows it is about, and what comes of how many of them: of the first ten thousand. */
  all: number;
  tally: UndoTally;
  /** A page of all rows, or of those that were looked at and stand in the way. */
  rows: PlannedRow[];
  total: number;
  /** Why it cannot be undone; null where it can. */
  whyNot: Note | null;
  mayUndo: boolean;
}

/** What undoing an applied import would do, row by row, with what stands in its way. Changes nothing. @refuses unauthenticated · forbidden · not_found */
export async function viewUndo(
  ctx: Context,
  { batchId, show, page }: { batchId: string; show: 'blocked' | 'all'; page: number },
): Promise<UndoView> {
  if (!isId(batchId)) refuse('not_found', 'import/not-found');
  return query(ctx, async (tx, actor, ctx) => {
    const batch = await getBatch(tx, batchId);
    authorize(ctx, 'import.list', { tenantId: batch.tenantId });
    const tally = emptyTally();
    const rows: PlannedRow[] = [];
    const first = (page - 1) * undoRowsAPage;
    const today = await todayAt(tx, ctx, batch.tenantId);
    const all = batch.status === 'applied' ? await countUndone(tx, batch) : 0;
    let blocked = 0;
    if (all > 0)
      for await (const portion of undoPortions(tx, batch, today, { skip: 0, most: mostLookedAt }))
        for (const row of portion.rows) {
          tally[row.undone.becomes]++;
          if (row.undone.becomes !== 'blocked') continue;
          if (show === 'blocked' && blocked >= first && rows.length < undoRowsAPage) rows.push(row);
          blocked++;
        }
    if (show === 'all' && all > first)
      for await (const portion of undoPortions(tx, batch, today, { skip: first, most: undoRowsAPage }))
        rows.push(...portion.rows);
    return {
      batch,
      all,
      tally,
      rows,
      total: show === 'all' ? all : blocked,
      whyNot: whyNotUndone({ ...batch, tally, unknown: await unknownRows(tx, batch) }),
      mayUndo: await mayUndo(tx, actor, batch),
    };
  });
}

/** Whether this actor may undo the batch: who may import such rows may, and for decisions who may withdraw each of them. */
export async function mayUndo(tx: Tx, actor: StaffMember, batch: ImportBatch): Promise<boolean> {
  const { tenantId } = batch;
  const authors = batch.kind === 'equivalencies' ? await authorsOfBatch(tx, batch.id) : [];
  return (
    can(actor, 'import.undo', { tenantId }).allowed &&
    can(actor, permissionOf[batch.kind], { tenantId }).allowed &&
    authors.every((authorId) => can(actor, 'rule.withdraw', { tenantId, authorId }).allowed)
  );
}

export const UndoImport = z.strictObject({
  batchId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
});
export type UndoImport = z.infer<typeof UndoImport>;

/**
 * Takes back an applied import as one act: all of it, or nothing where something rests on one row. Runs longer than other commands, so it
 * has no idempotency key: a second press finds it undone and changes nothing. One that dies on the way has changed nothing either.
 * @refuses forbidden · conflict `import/changed-meanwhile`, `import/under-way`, `import/other-under-way` · invalid_transition
 * `import/other-state` · rule_violation `import/undo-not`, `import/undo-blocked`, `import/undo-rests-elsewhere`
 */
export async function undoImport(ctx: Context, input: UndoImport): Promise<{ batchId: string }> {
  return workThrough(ctx, async (tx, actor, ctx) => {
    const batch = await lockBatch(tx, input.batchId);
    authorize(ctx, 'import.undo', { tenantId: batch.tenantId });
    authorize(ctx, permissionOf[batch.kind], { tenantId: batch.tenantId });
    const authors = batch.kind === 'equivalencies' ? await authorsOfBatch(tx, batch.id) : [];
    for (const authorId of authors) authorize(ctx, 'rule.withdraw', { tenantId: batch.tenantId, authorId });
    if (batch.status === 'undone' && batch.rowVersion === input.expectedVersion + 1)
      return { batchId: batch.id };
    if (batch.rowVersion !== input.expectedVersion) refuse('conflict', 'import/changed-meanwhile');
    if (batch.status !== 'applied') refuse('invalid_transition', 'import/other-state');
    await takeWork(tx, batch.id);
    await waitForTurn(tx, batch.tenantId);
    await lockUndone(tx, batch);
    const today = await todayAt(tx, ctx, batch.tenantId);
    const tally = emptyTally();
    for await (const { rows } of undoPortions(tx, batch, today))
      for (const { undone } of rows) tally[undone.becomes]++;
    const whyNot = whyNotUndone({ ...batch, tally, unknown: await unknownRows(tx, batch) });
    if (whyNot !== null)
      refuse('rule_violation', whyNot.code === 'undo/blocked' ? 'import/undo-blocked' : 'import/undo-not');
    for await (const portion of undoPortions(tx, batch, today))
      await takeBackRows(tx, portion, { database: ctx.database, actor, at: ctx.now, batchId: batch.id });
    await saveBatch(tx, batch.id, {
      status: 'undone',
      counts: { ...batch.counts, notPublished: [] },
      undone: { at: ctx.now, byId: actor.personId },
    });
    await tellOthers(tx, batch, [batch.createdById, ...authors], actor.personId);
    const { withdrawn, setBack, restored } = tally;
    const said = { kind: batch.kind, sha256: batch.sha256 };
    await recordAudit(tx, ctx, 'import.undo', {
      objectType: 'import_batch',
      objectId: batch.id,
      ...(isOfCatalog(batch.kind)
        ? {
            summary: `import undone: ${withdrawn} removed, ${setBack} set back`,
            after: { ...said, removed: withdrawn, setBack },
          }
        : {
            summary: `import undone: ${withdrawn} withdrawn, ${setBack} set back, ${restored} restored`,
            after: { ...said, withdrawn, setBack, restored, nothing: tally.nothing },
          }),
    });
    return { batchId: batch.id };
  });
}

/** Tells whoever handed the file in, and whoever imported it, that it was undone; nobody tells themselves. */
async function tellOthers(
  tx: Tx,
  { id, tenantId, fileName: title }: ImportBatch,
  personIds: readonly string[],
  exceptId: string,
): Promise<void> {
  const others = [...new Set(personIds)].filter((personId) => personId !== exceptId);
  for (const { id: personId, email } of await findColleagues(tx, others))
    await enqueueMail(tx, {
      tenantId,
      kind: 'import.undone',
      dedupeKey: `import.undone:${id}:${personId}`,
      payload: {
        to: email,
        ...mailWords(mailTexts.rule.importUndone, { title }),
        path: `/registrar/imports/${id}`,
      },
    });
}
