import type { StageAtWork } from '@/lib/db/stage-at-work';
import { type CoverageMark, listMarks, listScores, type RubricScore } from '@/lib/db/marks-and-scores';
import type { Tx } from '@/lib/db/tx';
import { isBlind } from '@/lib/review/blind';
import { coverageOf } from '@/lib/review/coverage';
import type { Grounds } from '@/lib/review/eligibility';
import { isPlaceless, type ScoresToReason, unreasoned } from '@/lib/review/reasons';
import { type Criterion, rubricState } from '@/lib/review/rubric';
import { lastVotes, membersVotes, hasVoted } from '@/lib/review/vote';
import type { VoteChoice } from '@/lib/review/vote-choice';
import type { RuleVersion } from '@/lib/rule/rule-version';
import type { Acting } from '../context';
import { todayAt } from '../today-at';
import { policyOfCase } from './case-policy';
import type { Marks, Scores } from './judged';
import { reviewSubject } from './review-subject';

/** What one person's scores in a stage are held against when reasons are asked for: of others nothing while the stage is blind. */
export function scoresToReason(
  { stage, assignments, votes }: Pick<StageAtWork, 'stage' | 'assignments' | 'votes'>,
  personId: string,
  scores: readonly (RubricScore & { stageId: string })[],
): ScoresToReason {
  const recused = new Set(assignments.filter(({ isRecused }) => isRecused).map((seat) => seat.personId));
  const seated = new Set(assignments.map((seat) => seat.personId));
  return {
    asksAll: stage.config.everyReason === true,
    others: isBlind(stage)
      ? []
      : scores.filter(
          (one) =>
            one.stageId === stage.id &&
            one.personId !== personId &&
            seated.has(one.personId) &&
            !recused.has(one.personId) &&
            hasVoted(votes, one.personId),
        ),
  };
}

/** What a person's last ballot as a member says; null without one. */
export function standingBallotOf({ votes }: Pick<StageAtWork, 'votes'>, personId: string): VoteChoice | null {
  return lastVotes(membersVotes(votes)).find((vote) => vote.personId === personId)?.choice ?? null;
}

/** The voter's own matrix and rubric, against the threshold of the policy of the case. */
export async function groundsOf(
  tx: Tx,
  ctx: Acting,
  work: StageAtWork,
  rule: RuleVersion,
  personId: string,
): Promise<Grounds> {
  const { stage, reviewCase } = work;
  const policy = await policyOfCase(tx, reviewCase);
  const subject = await reviewSubject(tx, rule, await todayAt(tx, ctx, rule.tenantId));
  const marks = await listMarks(tx, reviewCase.id, personId);
  const scores = await listScores(tx, { caseId: reviewCase.id });
  const own = scores.filter((score) => score.stageId === stage.id && score.personId === personId);
  return {
    coverage: coverageOf(subject.coursesToCover, marks, policy.review.coverageThreshold),
    rubric: rubricState(own),
    placeless: placelessIn(marks),
    unreasoned: unreasoned(own, scoresToReason(work, personId, scores)),
    isSpecified: subject.courses.length > 0 && !rule.definition.deny,
  };
}

/** The outcomes that are marked as covered, without a place. */
export function placelessIn(marks: readonly Omit<CoverageMark, 'personId'>[]): string[] {
  return marks.filter(isPlaceless).map(({ courseOutcomeId }) => courseOutcomeId);
}

/** The fields of a form that lack a place or a reason, each with what is asked for there. */
export function lackingFields(
  given: { marks?: Marks | undefined; scores?: Scores | undefined },
  { placeless, unreasoned: lacking }: { placeless: readonly string[]; unreasoned: readonly Criterion[] },
): Record<string, string> {
  return Object.fromEntries([
    ...(given.marks ?? []).flatMap(({ courseOutcomeId }, index) =>
      placeless.includes(courseOutcomeId) ? [[`marks.${index}.note`, 'field/where']] : [],
    ),
    ...(given.scores ?? []).flatMap(({ criterion }, index) =>
      lacking.includes(criterion) ? [[`scores.${index}.rationale`, 'field/why']] : [],
    ),
  ]);
}
