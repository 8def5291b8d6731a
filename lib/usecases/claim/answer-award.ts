import * as z from 'zod';
import { heldUntilIn } from '@/lib/claim/snapshot';
import { findDecision, findSnapshot, saveAnswers } from '@/lib/db/claim-decisions';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { studentCommand } from '../command';
import type { Context } from '../context';
import { carryOn, factsOf, refuseStale } from './move-claim';
import { institutionAt, OwnClaim } from './own-claim';

export const AnswerAward = OwnClaim.extend({
  /** By `line` and the number of a line whether it is accepted. */
  lines: z.record(z.string().regex(/^line\d{1,3}$/), z.enum(['accept', 'decline'])).default({}),
});
export type AnswerAward = z.output<typeof AnswerAward>;

/**
 * Accepts or declines what was granted, line by line and once. What is declined as a whole may be claimed again.
 * @refuses not_found · invalid_input `claim/lines-open` · as the table of states
 */
export async function answerAward(ctx: Context, input: AnswerAward): Promise<{ isAccepted: boolean }> {
  const { id: tenantId } = await institutionAt(ctx, input.at);
  return studentCommand(ctx, { tenantId }, 'claim.answerAward', input, async (tx, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.answerAward', { tenantId, studentId: claim.studentId });
    refuseStale(claim, input.expectedVersion);
    const decision =
      (await findDecision(tx, claim.id)) ?? refuse('invalid_transition', 'claim/not-from-this-state');
    if (claim.state !== 'decided') refuse('invalid_transition', 'claim/not-from-this-state');
    const answers = decision.lines.map(({ line }) => input.lines[`line${line}`]);
    if (answers.includes(undefined)) refuse('invalid_input', 'claim/lines-open');
    const accepted = new Set(
      decision.lines.map(({ line }) => line).filter((line) => input.lines[`line${line}`] === 'accept'),
    );
    await saveAnswers(tx, decision, accepted, ctx.now);
    const isAccepted = accepted.size > 0;
    const holdings = await holdingsOf(tx, claim.id);
    const answered = await carryOn(tx, ctx, claim, {
      move: isAccepted ? 'accept' : 'decline',
      by: 'student',
      facts: factsOf(holdings, {
        lines: { granted: answers.length, answered: answers.length, accepted: accepted.size },
      }),
      act: 'claim.answerAward',
    });
    if (isAccepted && heldUntilIn(await findSnapshot(tx, claim.id, 'newest')) !== null)
      await carryOn(tx, ctx, answered, {
        move: 'hold',
        by: 'system',
        facts: factsOf(holdings, { isHeld: true }),
        act: 'claim.answerAward',
      });
    return { isAccepted };
  });
}
