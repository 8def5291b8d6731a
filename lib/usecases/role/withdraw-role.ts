import * as z from 'zod';
import { lockOpenProposal, settleProposal } from '@/lib/db/role-proposals';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { roleInWords } from './role-in-words';

export const WithdrawRole = z.strictObject({ proposalId: z.uuid() });
export type WithdrawRole = z.infer<typeof WithdrawRole>;

/**
 * Takes back a role that one proposed oneself and that still waits.
 * @refuses not_found · forbidden `access/not-proposer` · conflict `role/settled-already`
 */
export async function withdrawRole(ctx: Context, input: WithdrawRole): Promise<{ id: string }> {
  return command(ctx, 'role.withdraw', input, async (tx, actor, ctx) => {
    const { id, personId, proposedById, role, departmentId } = await lockOpenProposal(tx, input.proposalId);
    authorize(ctx, 'role.withdraw', { tenantId: actor.tenantId, personId, proposedById });
    await settleProposal(tx, id, { outcome: 'withdrawn', byId: proposedById, at: ctx.now });
    await recordAudit(tx, ctx, 'role.withdraw', {
      objectType: 'person',
      objectId: personId,
      summary: `${await roleInWords(tx, { role, departmentId })} taken back`,
      after: { proposalId: id, role, departmentId },
    });
    return { id };
  });
}
