import * as z from 'zod';
import { claimOutcomes } from '@/lib/claim/lifecycle';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { lockStudent } from '@/lib/db/students';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { proposalFor, refuseStale } from './move-claim';
import { claimResource, ClaimInHand } from './claim-in-hand';
import { decideAsProposed } from './decide-by-rules';

export const DecideClaim = ClaimInHand.extend({
  /** What the page showed that the rules give; where they give otherwise by now, nothing is decided. */
  outcome: z.enum(claimOutcomes),
  /** Public; needed where not all of it is granted. */
  reason: z.string().trim().max(4_000).default(''),
});
export type DecideClaim = z.output<typeof DecideClaim>;

/**
 * Decides a claim as the rules give it: what they give is granted, and what they do not give is refused by a person, with a reason.
 * @refuses not_found · forbidden · conflict `claim/changed-meanwhile` · `claim/learning-awarded` · as the table of states
 */
export async function decideClaim(ctx: Context, input: DecideClaim): Promise<{ outcome: string }> {
  return command(ctx, 'claim.decide', input, async (tx, _actor, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.decide', await claimResource(tx, claim));
    refuseStale(claim, input.expectedVersion);
    if (claim.state !== 'evaluating') refuse('invalid_transition', 'claim/not-from-this-state');
    await lockStudent(tx, claim.studentId);
    const holdings = await holdingsOf(tx, claim.id);
    const proposal = await proposalFor(tx, claim, holdings);
    if (proposal.outcome !== input.outcome) refuse('conflict', 'claim/changed-meanwhile');
    await decideAsProposed(tx, ctx, claim, {
      holdings,
      proposal,
      reason: input.reason,
      isStraightThrough: false,
    });
    return { outcome: proposal.outcome };
  });
}
