import type { ReviewCase } from '@/lib/db/stage-at-work';
import * as cases from '@/lib/db/review-cases';
import type { StageClosing } from '@/lib/db/review-cases';
import type { StageAtWork } from '@/lib/db/stage-at-work';
import { findCourses, getInstitution } from '@/lib/db/institutions';
import { addMessage } from '@/lib/db/marks-and-scores';
import { findPanel, tellRejection } from '@/lib/db/rejections';
import * as rules from '@/lib/db/rules';
import { type Colleague, findColleagues, listHolding } from '@/lib/db/colleagues';
import { holds } from '@/lib/access/actor';
import { can, settlingRoles } from '@/lib/access/can';
import type { Tx } from '@/lib/db/tx';
import { authorIdsOf } from '@/lib/kernel/authors';
import { byCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { eventOf, nextStage } from '@/lib/review/next-stage';
import type { OwingRole } from '@/lib/review/owed-conditions';
import { rejectionFrom } from '@/lib/review/rejection';
import { isLargeRule } from '@/lib/review/rule-size';
import type { StageConfig } from '@/lib/review/stage-config';
import type { StageOutcome } from '@/lib/review/tally';
import type { Vote } from '@/lib/review/vote';
import { curriculumCodesIn, type RuleStatus, type RuleVersion } from '@/lib/rule/rule-version';
import { type Context, staffOf, todayIn } from '../context';
import { denyCredit } from '../rule/deny-credit';
import { moveRule } from '../rule/move-rule';
import { ruleResource } from '../rule/rule-resource';
import { tellRegistrars } from '../rule/tell-registrars';
import { policyOfCase } from './case-policy';
import { openStage } from './open-stage';
import { aboutStage, mailAbout } from './review-mail';
import { votesBehind } from './ballots';
import { asStaff, tallyOf } from './stage-resource';

export interface StageEnding {
  outcome: StageOutcome;
  /** Null when the votes themselves closed it. */
  closedById: string | null;
  minutesRef: string;
  /** What the author reads; where it is empty, the reasons of the votes that decided stand in. */
  note: string;
  /** What students may read of a no; where it is empty, the sentence of a ballot stands in. */
  publicReason: string;
  /** Who sees to the conditions that the note states, and until when; null where the rule is approved without any. */
  conditions: StageClosing['conditions'];
  /** The meeting in which it was decided; null where it was none. */
  meetingId: string | null;
}

export interface FinishedStage {
  outcome: StageOutcome;
  ruleStatus: RuleStatus;
}

/**
 * The step that ends a stage, for votes and chairs alike: close it, open the next one or close the case, move the rule on
 * by its lifecycle, tell whoever waits. The stage is locked by the caller.
 */
export async function finishStage(
  tx: Tx,
  ctx: Context,
  work: StageAtWork,
  ending: StageEnding,
): Promise<FinishedStage> {
  const { stage, reviewCase } = work;
  const { outcome, closedById, minutesRef, meetingId, conditions } = ending;
  const isConditional = conditions !== null;
  await cases.endStage(tx, work, {
    outcome,
    closedById,
    minutesRef,
    meetingId,
    closeNote: ending.note,
    conditions,
    at: ctx.now,
  });
  const version = await rules.get(tx, reviewCase.ruleVersionId);
  const institution = await getInstitution(tx, reviewCase.tenantId);
  const today = todayIn(ctx, institution.timeZone);
  const following = outcome === 'passed' ? await stageAfter(tx, work, version, today) : null;
  const votes = votesBehind(work, tallyOf(work, today));
  const reason = ending.note || reasonsFor(votes, outcome);
  if (following)
    await openStage(tx, ctx, {
      institution,
      version,
      caseId: reviewCase.id,
      position: stage.position + 1,
      config: following,
      departmentId: reviewCase.departmentId,
    });
  else await cases.closeCase(tx, reviewCase, ctx.now);
  if (outcome === 'returned') {
    await addMessage(tx, {
      tenantId: reviewCase.tenantId,
      id: ctx.newId(),
      caseId: reviewCase.id,
      authorId: staffOf(ctx).personId,
      kind: 'return',
      body: reason,
      replyToId: null,
      at: ctx.now,
    });
  }
  const rejection = outcome === 'failed' ? rejectionFrom(votes, ending.publicReason) : null;
  if (rejection) await tellRejection(tx, version, rejection, ctx.now);
  const moved = await moveRule(
    tx,
    ctx,
    version,
    isConditional ? { type: 'approveConditionally' } : eventOf(outcome, following, reason),
  );
  if (rejection?.kind === 'no_credit')
    await denyCredit(tx, ctx, moved, rejection.publicReason, closedById ?? stage.chairId);
  if (moved.status === 'approved') await tellRegistrars(tx, moved);
  const about = aboutStage(work);
  const approval = isConditional ? 'conditional' : following ? 'passed' : 'approved';
  await mailAbout(
    tx,
    outcome === 'passed' ? approval : outcome,
    about,
    await findColleagues(tx, authorIdsOf(version)),
  );
  if (conditions) {
    const settlers = await settlersOf(tx, moved);
    await mailAbout(tx, 'toSettle', about, settlers);
    const told = [...settlers.map(({ id }) => id), ...authorIdsOf(version)];
    const owing = await owingIn(tx, conditions.owner, reviewCase);
    await mailAbout(
      tx,
      'toMeet',
      about,
      owing.filter(({ id }) => !told.includes(id)),
    );
  }
  return { outcome, ruleStatus: moved.status };
}

/** Who sees to the conditions of an approval: the person who was named, or all who hold the office. */
export async function owingIn(
  tx: Tx,
  { personId, role }: { personId: string | null; role: OwingRole | null },
  { tenantId, departmentId }: Pick<ReviewCase, 'tenantId' | 'departmentId'>,
): Promise<Colleague[]> {
  if (personId !== null) return findColleagues(tx, [personId]);
  if (role === null) return [];
  return (await listHolding(tx, [role])).filter((one) => holds(asStaff(one, tenantId), [role], departmentId));
}

/** Who can settle the conditions of a version: whoever has a conflict in its review cannot. */
export async function settlersOf(tx: Tx, version: RuleVersion): Promise<Colleague[]> {
  const resource = ruleResource(version, await findPanel(tx, version.id));
  return (await listHolding(tx, settlingRoles)).filter(
    (person) => can(asStaff(person, version.tenantId), 'rule.settleConditions', resource).allowed,
  );
}

/** The stage that follows should this one pass; null where the review then ends. */
export async function stageAfter(
  tx: Tx,
  { stage, reviewCase }: StageAtWork,
  version: RuleVersion,
  today: CivilDate,
): Promise<StageConfig | null> {
  const policy = await policyOfCase(tx, reviewCase);
  const codes = curriculumCodesIn(version.definition);
  const courses = byCode(await findCourses(tx, codes, today), codes);
  const credits = new Map([...courses].map(([code, course]) => [code, course.credits]));
  return nextStage(
    policy.review,
    stage.kind,
    isLargeRule(version.definition, policy.review.deanFromCredits, policy.credit, credits),
  );
}

/** What the votes that carried a no say, without names: the author learns why, not who. Of a no that rests on its ground alone, its sentence. */
function reasonsFor(votes: readonly Vote[], outcome: StageOutcome): string {
  const against = votes.filter((vote) =>
    outcome === 'failed' ? vote.choice === 'reject' : vote.choice === 'return' || vote.choice === 'reject',
  );
  const all = against.length > 0 ? against : votes;
  return all
    .map(({ rationale, rejection }) => rationale || (rejection?.publicReason ?? ''))
    .filter((said) => said !== '')
    .join('\n\n');
}
