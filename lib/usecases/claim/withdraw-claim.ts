import { wasDecided } from '@/lib/claim/appeals';
import { eventsOf, holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { authorize } from '../authorize';
import { studentCommand } from '../command';
import type { Context } from '../context';
import { carryOn, factsOf, refuseStale } from './move-claim';
import { institutionAt, OwnClaim } from './own-claim';
import type * as z from 'zod';

export const WithdrawClaim = OwnClaim;
export type WithdrawClaim = z.output<typeof WithdrawClaim>;

/** Takes a claim back before anything is decided. @refuses not_found · invalid_transition `claim/not-from-this-state` · rule_violation `claim/decision-on-record` */
export async function withdrawClaim(ctx: Context, input: WithdrawClaim): Promise<void> {
  const { id: tenantId } = await institutionAt(ctx, input.at);
  await studentCommand(ctx, { tenantId }, 'claim.withdraw', input, async (tx, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.withdraw', { tenantId, studentId: claim.studentId });
    refuseStale(claim, input.expectedVersion);
    await carryOn(tx, ctx, claim, {
      move: 'withdraw',
      by: 'student',
      facts: factsOf(await holdingsOf(tx, claim.id), {
        wasDecided: wasDecided(await eventsOf(tx, claim.id)),
      }),
      act: 'claim.withdraw',
    });
  });
}
