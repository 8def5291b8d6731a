import * as z from 'zod';
import { identityMatches, isSettled } from '@/lib/claim/evidence';
import { holdingsOf, lockClaim, saveFinding } from '@/lib/db/credit-claims';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { refuseStale } from './move-claim';
import { claimResource, ClaimInHand } from './claim-in-hand';
import { followOn } from './decide-by-rules';

export const VerifyHolding = ClaimInHand.extend({
  holdingId: z.uuid(),
  isVerified: z.enum(['yes', 'no']),
  identity: z.enum(identityMatches),
  reason: z.string().trim().min(1, 'claim/finding-reason').max(2_000),
});
export type VerifyHolding = z.output<typeof VerifyHolding>;

/**
 * Says what a person found about one certificate: whether it is as stated, and whether it is the student's. Once all are settled the claim
 * is evaluated. @refuses not_found · forbidden · invalid_transition `claim/not-from-this-state` · conflict `claim/changed-meanwhile`
 */
export async function verifyHolding(ctx: Context, input: VerifyHolding): Promise<{ isEvaluated: boolean }> {
  return command(ctx, 'claim.verify', input, async (tx, actor, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.verify', await claimResource(tx, claim));
    refuseStale(claim, input.expectedVersion);
    if (claim.state !== 'verifying' && claim.state !== 'evaluating')
      refuse('invalid_transition', 'claim/not-from-this-state');
    if (!(await holdingsOf(tx, claim.id)).some(({ id }) => id === input.holdingId))
      refuse('not_found', 'claim/not-found');
    const { identity, reason } = input;
    const finding = { isVerified: input.isVerified === 'yes', identity, reason };
    await saveFinding(tx, claim, input.holdingId, finding, actor.personId);
    const holdings = await holdingsOf(tx, claim.id);
    if (claim.state === 'verifying' && holdings.every(({ evidence }) => isSettled(evidence))) {
      await followOn(tx, ctx, claim, holdings);
      return { isEvaluated: true };
    }
    await recordAudit(tx, ctx, 'claim.verify', {
      objectType: 'credit_claim',
      objectId: claim.id,
      summary: 'evidence looked at',
      after: { holdingId: input.holdingId, ...finding },
    });
    return { isEvaluated: claim.state === 'evaluating' };
  });
}
