import * as z from 'zod';
import { canBeAskedUntil } from '@/lib/claim/turn';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { isCivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { todayAt } from '../today-at';
import { carryOn, factsOf, refuseStale } from './move-claim';
import { claimResource, ClaimInHand } from './claim-in-hand';

export const AskStudent = ClaimInHand.extend({
  text: z.string().trim().min(1, 'claim/nothing-asked').max(4_000),
  until: z.string().refine(isCivilDate, 'field/day').transform(parseCivilDate),
});
export type AskStudent = z.output<typeof AskStudent>;

/** Asks the student for more, until a day; the clock of the institution stands still. @refuses not_found · forbidden · as the table of states */
export async function askStudent(ctx: Context, input: AskStudent): Promise<void> {
  await command(ctx, 'claim.ask', input, async (tx, actor, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.ask', await claimResource(tx, claim));
    refuseStale(claim, input.expectedVersion);
    const today = await todayAt(tx, ctx, actor.tenantId);
    await carryOn(tx, ctx, claim, {
      move: 'askForMore',
      by: 'staff',
      facts: factsOf(await holdingsOf(tx, claim.id), {
        request: { text: input.text, isInTime: canBeAskedUntil(input.until, today) },
      }),
      note: input.text,
      act: 'claim.ask',
      change: { askedUntil: input.until },
      isTold: true,
    });
  });
}
