import * as z from 'zod';
import { lockOpenProposal, settleProposal } from '@/lib/db/role-proposals';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { mailTexts } from '../mail-words';
import { tellAdministrators } from '../person/tell-administrators';
import { recordAudit } from '../record-audit';
import { roleInWords } from './role-in-words';
import { mailedRole } from './mailed-role';

export const DeclineRole = z.strictObject({
  proposalId: z.uuid(),
  reason: z.string().trim().min(3, 'field/why').max(300),
});
export type DeclineRole = z.infer<typeof DeclineRole>;

/**
 * Says no to a role that waits; it may be proposed again. Any administrator but the proposer, who takes it back instead.
 * @refuses not_found · forbidden `access/proposer` · conflict `role/settled-already`
 */
export async function declineRole(ctx: Context, input: DeclineRole): Promise<{ id: string }> {
  return command(ctx, 'role.decline', input, async (tx, actor, ctx) => {
    const proposal = await lockOpenProposal(tx, input.proposalId);
    const { id, personId, proposedById, role, departmentId } = proposal;
    authorize(ctx, 'role.decline', { tenantId: actor.tenantId, personId, proposedById });
    await settleProposal(tx, id, { outcome: 'declined', byId: actor.personId, at: ctx.now });
    await tellAdministrators(tx, actor, {
      kind: 'role.declined',
      key: id,
      words: mailTexts.role.declined,
      values: { person: proposal.personName, role: mailedRole(role), reason: input.reason },
      personId,
    });
    await recordAudit(tx, ctx, 'role.decline', {
      objectType: 'person',
      objectId: personId,
      summary: `${await roleInWords(tx, { role, departmentId })} declined`,
      after: { proposalId: id, role, departmentId, proposedById, reason: input.reason },
    });
    return { id };
  });
}
