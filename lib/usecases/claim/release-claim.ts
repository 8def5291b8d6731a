import * as z from 'zod';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { claimResource, ClaimInHand } from './claim-in-hand';
import { carryOn, factsOf, refuseStale } from './move-claim';

export const ReleaseClaim = ClaimInHand.extend({
  reason: z.string().trim().min(1, 'claim/reason-missing').max(4_000),
});
export type ReleaseClaim = z.output<typeof ReleaseClaim>;

/**
 * Says that what had to be earned at the institution was earned, so that the credit is posted with the next batch.
 * @refuses not_found · forbidden · as the table of states
 */
export async function releaseClaim(ctx: Context, input: ReleaseClaim): Promise<void> {
  await command(ctx, 'claim.release', input, async (tx, _actor, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.release', await claimResource(tx, claim));
    refuseStale(claim, input.expectedVersion);
    await carryOn(tx, ctx, claim, {
      move: 'release',
      by: 'staff',
      facts: factsOf(await holdingsOf(tx, claim.id), { reason: input.reason }),
      note: input.reason,
      act: 'claim.release',
      isTold: true,
    });
  });
}
