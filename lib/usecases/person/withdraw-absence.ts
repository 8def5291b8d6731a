import * as z from 'zod';
import { endAbsence, findAbsence } from '@/lib/db/absences';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

export const WithdrawAbsence = z.strictObject({ absenceId: z.uuid() });
export type WithdrawAbsence = z.infer<typeof WithdrawAbsence>;

/** Takes back that one is away. */
export async function withdrawAbsence(ctx: Context, input: WithdrawAbsence): Promise<{ id: string }> {
  return command(ctx, 'absence.withdraw', input, async (tx, actor, ctx) => {
    const found = (await findAbsence(tx, input.absenceId)) ?? refuse('not_found', 'absence/not-found');
    authorize(ctx, 'absence.withdraw', { tenantId: actor.tenantId, personId: found.personId });
    if ((await endAbsence(tx, found.id, ctx.now)) === 0) refuse('conflict', 'absence/not-found');
    await recordAudit(tx, ctx, 'absence.withdraw', {
      objectType: 'person',
      objectId: found.personId,
      summary: 'days away taken back',
    });
    return { id: found.id };
  });
}
