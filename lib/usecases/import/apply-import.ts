import * as z from 'zod';
import { isWorkedOn, lockBatch, saveBatch } from '@/lib/db/imports';
import { type ImportCounts, OnBadRows, permissionOf } from '@/lib/import/kind';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { command } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';
import { runImport, type ImportRun } from './run-import';

export const StartImport = z.strictObject({
  batchId: z.uuid(),
  onBadRows: OnBadRows,
  expectedVersion: z.coerce.number().int(),
});
export type StartImport = z.infer<typeof StartImport>;

/**
 * Marks a checked file as being applied; applyImport then does the work. An application whose process died can be started again.
 * @refuses conflict · invalid_transition `import/other-state` · rule_violation `import/bad-rows`, `import/check-first`
 */
export async function startImport(ctx: Context, input: StartImport): Promise<{ batchId: string }> {
  return command(ctx, 'import.apply', input, async (tx, _actor, ctx) => {
    const batch = await lockBatch(tx, input.batchId);
    authorize(ctx, 'import.apply', { tenantId: batch.tenantId });
    authorize(ctx, permissionOf[batch.kind], { tenantId: batch.tenantId });
    if (batch.rowVersion !== input.expectedVersion) refuse('conflict', 'import/changed-meanwhile');
    const isAbandoned = batch.status === 'applying' && !(await isWorkedOn(tx, batch.id));
    if (batch.status !== 'checked' && !isAbandoned) refuse('invalid_transition', 'import/other-state');
    if (batch.counts.judgedAlone > 0) refuse('rule_violation', 'import/check-first');
    if (input.onBadRows === 'stop' && batch.counts.rejected > 0) refuse('rule_violation', 'import/bad-rows');
    await saveBatch(tx, batch.id, {
      status: 'applying',
      onBadRows: input.onBadRows,
      counts: { ...batch.counts, done: 0, problem: '' },
    });
    return { batchId: batch.id };
  });
}

/**
 * Applies a started file in one transaction: adds what is new, changes what differs, deletes nothing. Decided equivalencies
 * become approved rules, which a second person publishes. A failure leaves everything as it was.
 * @refuses rule_violation `import/bad-rows` when rows became bad since the check · conflict `import/under-way`, `import/other-under-way`
 */
export async function applyImport(ctx: Context, input: ImportRun): Promise<ImportCounts> {
  return runImport(ctx, input, {
    verb: 'import.apply',
    from: 'applying',
    whenRefused: 'checked',
    finish: async (tx, batch, { counts }) => {
      if (batch.onBadRows === 'stop' && counts.rejected > 0) refuse('rule_violation', 'import/bad-rows');
      await saveBatch(tx, batch.id, { status: 'applied', counts, appliedAt: ctx.now });
      const { new: added, changed, unchanged, rejected } = counts;
      await recordAudit(tx, ctx, 'import.apply', {
        objectType: 'import_batch',
        objectId: batch.id,
        summary: `${batch.kind.replaceAll('_', ' ')}: ${added} new, ${changed} changed, ${unchanged} unchanged, ${rejected} rejected`,
        after: {
          kind: batch.kind,
          sha256: batch.sha256,
          source: batch.source,
          new: added,
          changed,
          unchanged,
          rejected,
        },
      });
    },
  });
}
