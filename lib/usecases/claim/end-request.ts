import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import type * as z from 'zod';
import { claimResource, ClaimInHand } from './claim-in-hand';
import { followOn } from './decide-by-rules';
import { carryOn, factsOf, refuseStale } from './move-claim';

export const EndRequest = ClaimInHand;
export type EndRequest = z.output<typeof EndRequest>;

/**
 * Ends what is asked of the student: staff take the question back, or go on where no answer came in time. The clock of the institution goes
 * on. @refuses not_found · forbidden · as the table of states
 */
export async function endRequest(ctx: Context, input: EndRequest): Promise<void> {
  await command(ctx, 'claim.ask', input, async (tx, _actor, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.ask', await claimResource(tx, claim));
    refuseStale(claim, input.expectedVersion);
    const holdings = await holdingsOf(tx, claim.id);
    const ended = await carryOn(tx, ctx, claim, {
      move: 'endRequest',
      by: 'staff',
      facts: factsOf(holdings),
      act: 'claim.ask',
      isTold: true,
    });
    await followOn(tx, ctx, ended, holdings);
  });
}
