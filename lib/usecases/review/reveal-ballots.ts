import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { getInstitution } from '@/lib/db/institutions';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { mayAct, mayReveal } from '@/lib/review/eligibility';
import { hasVoted } from '@/lib/review/vote';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { hasLostSeatIn, placeIn, stageResource, tallyOf, actedFor } from './stage-resource';

export const RevealBallots = z.strictObject({
  stageId: z.uuid(),
  /** The stage as the chair saw it: a vote cast meanwhile is a conflict. */
  expectedVersion: z.coerce.number().int().min(1),
});
export type RevealBallots = z.infer<typeof RevealBallots>;

/**
 * The chair ends the blind round: whoever may read the deliberation sees the ballots from now on, and every ballot that follows is
 * marked as cast after discussion. Ballots of the first round stand until their person votes again.
 */
export async function revealBallots(ctx: Context, input: RevealBallots): Promise<{ caseId: string }> {
  return command(ctx, 'review.reveal', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.reveal', stageResource(work));
    const { stage, reviewCase } = work;
    const place = placeIn(work, actor.personId);
    orRefuse(mayAct(stage.status, place), 'invalid_transition');
    const { timeZone } = await getInstitution(tx, actor.tenantId);
    orRefuse(
      mayReveal(
        stage,
        tallyOf(work, todayIn(ctx, timeZone)),
        place,
        hasVoted(work.votes, actor.personId),
        hasLostSeatIn(work, actor.personId),
      ),
      'rule_violation',
    );
    if (input.expectedVersion !== stage.rowVersion) refuse('conflict', 'review/changed-meanwhile');
    await cases.reveal(tx, { tenantId: actor.tenantId, stageId: stage.id }, actor.personId, ctx.now);
    await recordAudit(tx, ctx, 'review.reveal', {
      objectType: 'review_case',
      objectId: reviewCase.id,
      summary: `ballots of the ${stage.kind} stage revealed`,
      before: { revealedAt: null },
      after: {
        ...actedFor(work, actor),
        stageId: stage.id,
        revealedAt: ctx.now,
        votedIds: [...new Set(work.votes.map((vote) => vote.personId))],
      },
    });
    return { caseId: reviewCase.id };
  });
}
