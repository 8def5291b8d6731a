import type { Marks, Scores } from './judged';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import { listMarks, listScores, saveMarks, saveScores } from '@/lib/db/marks-and-scores';
import * as rules from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { orRefuse } from '@/lib/kernel/result';
import { mayJudge } from '@/lib/review/eligibility';
import { unreasoned } from '@/lib/review/reasons';
import { authorize } from '../authorize';
import type { Acting } from '../context';
import { recordAudit } from '../record-audit';
import { todayAt } from '../today-at';
import { reviewSubject } from './review-subject';
import { seatIn, stageResource } from './stage-resource';
import { lackingFields, placelessIn, scoresToReason, standingBallotOf } from './vote-grounds';

/**
 * Keeps one reviewer's coverage matrix, as far as it is filled in, within the act that it is a part of; what says nothing new leaves no
 * trace. While an approval stands that rests on them, marks keep saying where. The stage is locked by the caller.
 * @refuses rule_violation `review/place-missing`
 */
export async function markIn(
  tx: Tx,
  ctx: Acting,
  work: StageAtWork,
  given: Marks,
): Promise<{ caseId: string; saved: number }> {
  const { actor } = ctx;
  authorize(ctx, 'review.markCoverage', stageResource(work));
  orRefuse(mayJudge(work.stage.status, seatIn(work, actor.personId)), 'invalid_transition');
  const rule = (await rules.find(tx, work.reviewCase.ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
  const subject = await reviewSubject(tx, rule, await todayAt(tx, ctx, actor.tenantId));
  const marks = given.flatMap(({ coverage, learningOutcomeId, ...rest }) =>
    coverage ? [{ ...rest, coverage, learningOutcomeId: learningOutcomeId || null }] : [],
  );
  for (const mark of marks) {
    if (!subject.coursesToCover.some(({ outcomeIds }) => outcomeIds.includes(mark.courseOutcomeId)))
      refuse('invalid_input', 'review/outcome-of-other-course');
    if (mark.learningOutcomeId && !subject.learningOutcomeIds.includes(mark.learningOutcomeId))
      refuse('invalid_input', 'review/outcome-of-other-certificate');
  }
  const before = await listMarks(tx, work.reviewCase.id, actor.personId);
  const changed = marks.filter(
    (mark) =>
      !before.some(
        (one) =>
          one.courseOutcomeId === mark.courseOutcomeId &&
          one.coverage === mark.coverage &&
          one.learningOutcomeId === mark.learningOutcomeId &&
          one.note === mark.note,
      ),
  );
  const reply = { caseId: work.reviewCase.id, saved: marks.length };
  if (changed.length === 0) return reply;
  const placeless = placelessIn(changed);
  if (
    placeless.length > 0 &&
    work.stage.kind === 'department' &&
    standingBallotOf(work, actor.personId) === 'approve'
  )
    refuse('rule_violation', 'review/place-missing', {
      fieldErrors: lackingFields({ marks: given }, { placeless, unreasoned: [] }),
    });
  await saveMarks(
    tx,
    { tenantId: actor.tenantId, caseId: work.reviewCase.id, personId: actor.personId },
    changed,
    ctx.now,
  );
  await recordAudit(tx, ctx, 'review.markCoverage', {
    objectType: 'review_case',
    objectId: work.reviewCase.id,
    summary: `${changed.length} outcomes marked`,
    after: { stageId: work.stage.id, marks: changed },
  });
  return reply;
}

/**
 * Keeps one reviewer's scores with their reasons, as far as they are given, within the act that they are a part of; what says nothing
 * new leaves no trace. While a ballot stands that rests on them, scores keep the reasons that they need. The stage is locked by the caller.
 * @refuses rule_violation `review/reason-missing`
 */
export async function scoreIn(
  tx: Tx,
  ctx: Acting,
  work: StageAtWork,
  given: Scores,
): Promise<{ caseId: string; saved: number }> {
  const { actor } = ctx;
  authorize(ctx, 'review.scoreRubric', stageResource(work));
  orRefuse(mayJudge(work.stage.status, seatIn(work, actor.personId)), 'invalid_transition');
  const scores = given.flatMap(({ score, ...rest }) => (score ? [{ ...rest, score: Number(score) }] : []));
  const all = await listScores(tx, { caseId: work.reviewCase.id });
  const before = all.filter(
    ({ stageId, personId }) => stageId === work.stage.id && personId === actor.personId,
  );
  const changed = scores.filter(
    ({ criterion, score, rationale }) =>
      !before.some(
        (one) => one.criterion === criterion && one.score === score && one.rationale === rationale,
      ),
  );
  const reply = { caseId: work.reviewCase.id, saved: scores.length };
  if (changed.length === 0) return reply;
  const ballot = standingBallotOf(work, actor.personId);
  const lacking = unreasoned(changed, scoresToReason(work, actor.personId, all));
  if (ballot !== null && ballot !== 'abstain' && lacking.length > 0)
    refuse('rule_violation', 'review/reason-missing', {
      fieldErrors: lackingFields({ scores: given }, { placeless: [], unreasoned: lacking }),
    });
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
