import * as z from 'zod';
import { lockBatch, saveBatch } from '@/lib/db/imports';
import { permissionOf } from '@/lib/import/kind';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '@/lib/usecases/authorize';
import { command } from '@/lib/usecases/command';
import type { Context } from '@/lib/usecases/context';
import { recordAudit } from '@/lib/usecases/record-audit';

export const CheckFixed = z.strictObject({
  batchId: z.uuid(),
  expectedVersion: z.coerce.number().int(),
});
export type CheckFixed = z.infer<typeof CheckFixed>;

/** Marks a file in which cells were put right as one to be checked as a whole again; checkImport then does the work. @refuses forbidden · conflict · invalid_transition `import/other-state` */
export async function checkFixed(ctx: Context, input: CheckFixed): Promise<{ batchId: string }> {
  return command(ctx, 'import.check', input, async (tx, _actor, ctx) => {
    const batch = await lockBatch(tx, input.batchId);
    authorize(ctx, 'import.check', { tenantId: batch.tenantId });
    authorize(ctx, permissionOf[batch.kind], { tenantId: batch.tenantId });
    if (batch.rowVersion !== input.expectedVersion) refuse('conflict', 'import/changed-meanwhile');
    if (batch.status !== 'checked' || batch.counts.judgedAlone === 0)
      refuse('invalid_transition', 'import/other-state');
    await saveBatch(tx, batch.id, { status: 'checking', counts: { ...batch.counts, done: 0, problem: '' } });
    await recordAudit(tx, ctx, 'import.check', {
      objectType: 'import_batch',
      objectId: batch.id,
      summary: 'whole file checked again',
      after: { judgedAlone: batch.counts.judgedAlone },
    });
    return { batchId: batch.id };
  });
}
