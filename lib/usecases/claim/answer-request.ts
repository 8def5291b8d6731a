import * as z from 'zod';
import { holdingsOf, lockClaim } from '@/lib/db/credit-claims';
import { lockStudent } from '@/lib/db/students';
import { authorize } from '../authorize';
import { studentCommand } from '../command';
import type { Context } from '../context';
import { carryOn, factsOf, refuseStale } from './move-claim';
import { followOn } from './decide-by-rules';
import { institutionAt, OwnClaim } from './own-claim';

export const AnswerRequest = OwnClaim.extend({
  note: z.string().trim().min(1, 'claim/answer-empty').max(4_000),
});
export type AnswerRequest = z.output<typeof AnswerRequest>;

/** Answers what the institution asked for; its clock goes on. @refuses not_found · as the table of states */
export async function answerRequest(ctx: Context, input: AnswerRequest): Promise<{ state: string }> {
  const { id: tenantId } = await institutionAt(ctx, input.at);
  return studentCommand(ctx, { tenantId }, 'claim.answer', input, async (tx, ctx) => {
    const claim = await lockClaim(tx, input.claimId);
    authorize(ctx, 'claim.answer', { tenantId, studentId: claim.studentId });
    refuseStale(claim, input.expectedVersion);
    await lockStudent(tx, claim.studentId);
    const holdings = await holdingsOf(tx, claim.id);
    const answered = await carryOn(tx, ctx, claim, {
      move: 'answer',
      by: 'student',
      facts: factsOf(holdings, { answer: input.note }),
      note: input.note,
      act: 'claim.answer',
    });
    const { state } = await followOn(tx, ctx, answered, holdings);
    return { state };
  });
}
