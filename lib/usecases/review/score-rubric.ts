import * as z from 'zod';
import * as cases from '@/lib/db/review-cases';
import { listScores, saveScores } from '@/lib/db/marks-and-scores';
import type { Tx } from '@/lib/db/tx';
import { orRefuse } from '@/lib/kernel/result';
import { mayJudge } from '@/lib/review/eligibility';
import { Criterion } from '@/lib/review/rubric';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Acting, Context } from '../context';
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
export const Scores = z.array(Scored).max(Criterion.options.length);
export const ScoreRubric = z.strictObject({ stageId: z.uuid(), scores: Scores });
export type ScoreRubric = z.infer<typeof ScoreRubric>;

/** Saves one reviewer's scores with their reasons, as far as they are given. Others see them once they have voted. */
export async function scoreRubric(
  ctx: Context,
  input: ScoreRubric,
): Promise<{ caseId: string; saved: number }> {
  return command(ctx, 'review.scoreRubric', input, async (tx, _actor, ctx) =>
    scoreIn(tx, ctx, await cases.lockStage(tx, input.stageId), input.scores),
  );
}

/** The same within the act that it is a part of; what says nothing new leaves no trace. The stage is locked by the caller. */
export async function scoreIn(
  tx: Tx,
  ctx: Acting,
  work: cases.StageAtWork,
  given: ScoreRubric['scores'],
): Promise<{ caseId: string; saved: number }> {
  const { actor } = ctx;
  authorize(ctx, 'review.scoreRubric', stageResource(work));
  orRefuse(mayJudge(work.stage.status, seatIn(work, actor.personId)), 'invalid_transition');
  const scores = given.flatMap(({ score, ...rest }) => (score ? [{ ...rest, score: Number(score) }] : []));
  const before = await listScores(tx, { stageId: work.stage.id, personId: actor.personId });
  const changed = scores.filter(
    ({ criterion, score, rationale }) =>
      !before.some(
        (one) => one.criterion === criterion && one.score === score && one.rationale === rationale,
      ),
  );
  const reply = { caseId: work.reviewCase.id, saved: scores.length };
  if (changed.length === 0) return reply;
  await saveScores(
    tx,
    { tenantId: actor.tenantId, stageId: work.stage.id, personId: actor.personId },
    changed,
    ctx.now,
  );
  await recordAudit(tx, ctx, 'review.scoreRubric', {
    objectType: 'review_case',
    objectId: work.reviewCase.id,
    summary: `${changed.length} criteria scored`,
    after: { stageId: work.stage.id, scores: changed },
  });
  return reply;
}
