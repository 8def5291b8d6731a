import * as z from 'zod';
import { reversalGrounds } from '@/lib/claim/reversal';
import { lastAppealDay } from '@/lib/claim/turn';
import { findDecision, reverseDecision } from '@/lib/db/claim-decisions';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { getInstitution } from '@/lib/db/institutions';
import { lockStudent } from '@/lib/db/students';
import { refuse } from '@/lib/kernel/refusal';
import { holidaysOf } from '@/lib/review/sla';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { claimResource, ClaimInHand } from './claim-in-hand';
import { appealRouteOf } from './claim-view';
import { carryOn, factsOf, refuseStale, whereTo } from './move-claim';

export const ReverseAward = ClaimInHand.extend({
  ground: z.enum(reversalGrounds),
  reason: z.string().trim().min(1, 'claim/reason-missing').max(4_000),
});
export type ReverseAward = z.output<typeof ReverseAward>;

/**
 * Takes back an award that was accepted, as somebody else than who decided: by a decision of its own, with notice to the student, who can
 * appeal. What was posted is taken back with the next batch; what is on its way is answered first.
 * @refuses not_found · forbidden · as the table of states
 */
export async function reverseAward(ctx: Context, input: ReverseAward): Promise<void> {
  await command(ctx, 'claim.reverse', input, async (tx, actor, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.reverse', await claimResource(tx, claim));
    refuseStale(claim, input.expectedVersion);
    await lockStudent(tx, claim.studentId);
    const { ground, reason } = input;
    const move = {
      move: 'reverse',
      by: 'staff',
      facts: factsOf(await holdingsOf(tx, claim.id), { isFirstDecider: false, reason }),
    } as const;
    whereTo(claim, move);
    const decision = await findDecision(tx, claim.id);
    if (decision === null) refuse('invalid_transition', 'claim/not-from-this-state');
    await reverseDecision(tx, claim, {
      reversesId: decision.id,
      ground,
      decidedById: actor.personId,
      decidedAt: ctx.now,
      reason,
    });
    const { timeZone, holidays } = await getInstitution(tx, claim.tenantId);
    const appeal = await appealRouteOf(tx, claim);
    await carryOn(tx, ctx, claim, {
      ...move,
      note: reason,
      act: 'claim.reverse',
      change: {
        appealUntil: lastAppealDay(todayIn(ctx, timeZone), appeal?.withinDays, holidaysOf({ holidays })),
      },
      isTold: true,
    });
  });
}
