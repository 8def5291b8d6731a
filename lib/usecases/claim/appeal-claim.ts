import * as z from 'zod';
import { eventsOf, holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { appealOf } from '@/lib/claim/appeals';
import { appealGrounds } from '@/lib/claim/appeal-grounds';
import { authorize } from '../authorize';
import { studentCommand } from '../command';
import { type Context, todayIn } from '../context';
import { carryOn, factsOf, refuseStale } from './move-claim';
import { institutionAt, OwnClaim } from './own-claim';

export const AppealClaim = OwnClaim.extend({
  ground: z.enum(appealGrounds),
  text: z.string().trim().min(1, 'claim/grounds-missing').max(3_900),
});
export type AppealClaim = z.output<typeof AppealClaim>;

/** Appeals against what was decided, once for each decision and in time. @refuses not_found · as the table of states */
export async function appealClaim(ctx: Context, input: AppealClaim): Promise<void> {
  const { id: tenantId, timeZone } = await institutionAt(ctx, input.at);
  await studentCommand(ctx, { tenantId }, 'claim.appeal', input, async (tx, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.appeal', { tenantId, studentId: claim.studentId });
    refuseStale(claim, input.expectedVersion);
    const events = await eventsOf(tx, claim.id);
    const grounds = `${input.ground}: ${input.text}`;
    await carryOn(tx, ctx, claim, {
      move: 'appeal',
      by: 'student',
      facts: factsOf(await holdingsOf(tx, claim.id), {
        appeal: {
          isInTime: claim.appealUntil !== null && todayIn(ctx, timeZone) <= claim.appealUntil,
          isSecond: appealOf(events) !== undefined,
          grounds,
        },
      }),
      note: grounds,
      act: 'claim.appeal',
    });
  });
}
