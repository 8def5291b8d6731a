import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { roundOf } from '@/lib/review/blind';
import { mayVoteAnew } from '@/lib/review/casting-vote';
import { mayJudge } from '@/lib/review/eligibility';
import { hasVoted } from '@/lib/review/vote';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { nextOrdinalIn } from './ballots';
import { seatIn, settlingOf, stageResource } from './stage-resource';

export const WithdrawVote = z.strictObject({ stageId: z.uuid() });
export type WithdrawVote = z.infer<typeof WithdrawVote>;

/**
 * Takes the own vote back while the stage is open: a ballot of its own, after which the person has not voted and may vote anew. What may
 * not change a vote any more (`mayVoteAnew`) takes none back. It ends no stage, since it only makes less of what could.
 * @refuses invalid_transition `review/stage-closed` · rule_violation `review/no-vote`, `review/votes-settled`, the reasons of `mayJudge`
 */
export async function withdrawVote(ctx: Context, input: WithdrawVote): Promise<{ caseId: string }> {
  return command(ctx, 'review.withdrawVote', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.withdrawVote', stageResource(work));
    const { stage, reviewCase } = work;
    const { tenantId, personId } = actor;
    const judges = mayJudge(stage.status, seatIn(work, personId));
    orRefuse(
      judges,
      !judges.ok && judges.reason === 'review/stage-closed' ? 'invalid_transition' : 'rule_violation',
    );
    if (!hasVoted(work.votes, personId)) refuse('rule_violation', 'review/no-vote');
    orRefuse(mayVoteAnew(settlingOf(work, await todayAt(tx, ctx, tenantId))), 'rule_violation');
    const ordinal = nextOrdinalIn(work, personId);
    await cases.addWithdrawal(tx, {
      ...{ tenantId, stageId: stage.id, personId, ordinal },
      round: roundOf(stage),
      at: ctx.now,
    });
    await recordAudit(tx, ctx, 'review.withdrawVote', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `a vote taken back in the ${stage.kind} stage`,
      after: { stageId: stage.id, ordinal },
    });
    return { caseId: reviewCase.id };
  });
}
