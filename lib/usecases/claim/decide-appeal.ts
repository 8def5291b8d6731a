import * as z from 'zod';
import { findDecision, freeLearningOf, reverseDecision } from '@/lib/db/claim-decisions';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { carryOn, factsOf, refuseStale, whereTo } from './move-claim';
import { claimResource, ClaimInHand } from './claim-in-hand';

export const DecideAppeal = ClaimInHand.extend({
  answer: z.enum(['uphold', 'reopen']),
  reason: z.string().trim().min(1, 'claim/reason-missing').max(4_000),
});
export type DecideAppeal = z.output<typeof DecideAppeal>;

/**
 * Answers an appeal, as somebody else than who decided: what was decided stands, or it is taken back by a decision of its own, and the
 * claim is evaluated anew. @refuses not_found · forbidden `access/first-decider` · as the table of states
 */
export async function decideAppeal(ctx: Context, input: DecideAppeal): Promise<void> {
  await command(ctx, 'claim.decideAppeal', input, async (tx, actor, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    const decision = await findDecision(tx, claim.id);
    authorize(ctx, 'claim.decideAppeal', await claimResource(tx, claim));
    refuseStale(claim, input.expectedVersion);
    const { answer, reason } = input;
    const move = {
      move: answer,
      by: 'staff',
      // Who may answer was decided above, by every record of the person.
      facts: factsOf(await holdingsOf(tx, claim.id), { reason, isFirstDecider: false }),
    } as const;
    whereTo(claim, move);
    // An award that was taken back leaves no decision that could be taken back once more.
    if (answer === 'reopen' && decision === null) await freeLearningOf(tx, claim.id, ctx.now);
    else if (answer === 'reopen' && decision !== null)
      await reverseDecision(tx, claim, {
        reversesId: decision.id,
        decidedById: actor.personId,
        decidedAt: ctx.now,
        reason,
      });
    await carryOn(tx, ctx, claim, {
      ...move,
      note: reason,
      act: 'claim.decideAppeal',
      change: answer === 'reopen' ? { outcome: null, appealUntil: null } : {},
      isTold: true,
    });
  });
}
