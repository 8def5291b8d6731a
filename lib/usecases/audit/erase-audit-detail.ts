import * as z from 'zod';
import * as audit from '@/lib/db/audit';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const EraseAuditDetail = z.strictObject({
  seq: z.string().regex(/^[1-9]\d{0,17}$/),
  reason: z.string().trim().min(3).max(300),
});
export type EraseAuditDetail = z.infer<typeof EraseAuditDetail>;

/**
 * Erases the states before and after of one entry, with their salt, so that nothing of them can be found out any more.
 * The entry stays, and the chain still verifies. @refuses not_found · conflict `audit/already-erased`
 */
export async function eraseAuditDetail(ctx: Context, input: EraseAuditDetail): Promise<{ seq: string }> {
  return command(ctx, 'audit.erase', input, async (tx, actor, ctx) => {
    authorize(ctx, 'audit.erase', { tenantId: actor.tenantId });
    if (!(await audit.findEvent(tx, input.seq))) refuse('not_found', 'audit/no-such-entry');
    if (!(await audit.eraseDetail(tx, input.seq))) refuse('conflict', 'audit/already-erased');
    await recordAudit(tx, ctx, 'audit.erase', {
      objectType: 'audit_entry',
      objectId: input.seq,
      summary: `detail of entry ${input.seq} erased`,
      after: { reason: input.reason },
    });
    return { seq: input.seq };
  });
}
