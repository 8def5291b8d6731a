import * as z from 'zod';
import { endDelegation, findDelegation } from '@/lib/db/delegations';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const WithdrawDelegation = z.strictObject({ delegationId: z.uuid() });
export type WithdrawDelegation = z.infer<typeof WithdrawDelegation>;

/** Takes a delegation back, from this moment on; an administrator can for somebody who cannot any more. */
export async function withdrawDelegation(ctx: Context, input: WithdrawDelegation): Promise<{ id: string }> {
  return command(ctx, 'delegation.withdraw', input, async (tx, actor, ctx) => {
    const found =
      (await findDelegation(tx, input.delegationId)) ?? refuse('not_found', 'delegation/not-found');
    const { tenantId } = actor;
    authorize(ctx, 'delegation.withdraw', { tenantId, personId: found.delegatorId });
    if ((await endDelegation(tx, { ...found, tenantId }, actor.personId, ctx.now)) === 0)
      refuse('conflict', 'delegation/not-found');
    await recordAudit(tx, ctx, 'delegation.withdraw', {
      objectType: 'person',
      objectId: found.delegatorId,
      summary: 'a delegation taken back',
      before: {
        delegateId: found.delegateId,
        role: found.role,
        departmentId: found.departmentId,
        fromDay: found.fromDay,
        toDay: found.toDay,
      },
    });
    return { id: found.id };
  });
}
