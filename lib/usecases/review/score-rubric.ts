import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { saveScores } from '@/lib/db/marks-and-scores';
import { orRefuse } from '@/lib/kernel/result';
import { mayJudge } from '@/lib/review/eligibility';
import { Criterion } from '@/lib/review/rubric';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';
import { seatIn, stageResource } from './stage-resource';

const Scored = z
  .strictObject({
    criterion: Criterion,
    score: z.enum(['0', '1', '2', '3', '']).optional(),
    rationale: z.string().trim().max(2_000).default(''),
  })
  .refine(({ score, rationale }) => !score || rationale !== '', {
    path: ['rationale'],
    error: 'field/why',
  });
export const ScoreRubric = z.strictObject({
  stageId: z.uuid(),
  scores: z.array(Scored).max(Criterion.options.length),
});
export type ScoreRubric = z.infer<typeof ScoreRubric>;

/** Saves one reviewer's scores with their reasons, as far as they are given. Others see them once they have voted. */
export async function scoreRubric(
  ctx: Context,
  input: ScoreRubric,
): Promise<{ caseId: string; saved: number }> {
  return command(ctx, 'review.scoreRubric', input, async (tx, actor, ctx) => {
    const work = await cases.lockStage(tx, input.stageId);
    authorize(ctx, 'review.scoreRubric', stageResource(work));
    orRefuse(mayJudge(work.stage.status, seatIn(work, actor.personId)), 'invalid_transition');
    const scores = input.scores.flatMap(({ score, ...rest }) =>
      score ? [{ ...rest, score: Number(score) }] : [],
    );
    await saveScores(
      tx,
      { tenantId: actor.tenantId, stageId: work.stage.id, personId: actor.personId },
      scores,
      ctx.now,
    );
    await recordAudit(tx, ctx, 'review.scoreRubric', {
      objectType: 'review_case',
      objectId: work.reviewCase.id,
      summary: `${scores.length} criteria scored`,
      after: { stageId: work.stage.id, scores },
    });
    return { caseId: work.reviewCase.id, saved: scores.length };
  });
}
