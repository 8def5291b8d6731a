import type { NamedPolicy, DeclaredConflict, Settlement, ReviewRecord } from './decided-how';
import type { StaffMember } from '@/lib/access/actor';
import { getInstitution } from '@/lib/db/institutions';
import { allPolicies } from '@/lib/db/policies';
import type { ReviewCase, StageAtWork } from '@/lib/db/stage-at-work';
import * as cases from '@/lib/db/review-cases';
import { findAnswered } from '@/lib/db/rejections';
import { listTransitions } from '@/lib/db/rule-transitions';
import { findReviewCaseId } from '@/lib/db/rules';
import type { Tx } from '@/lib/db/tx';
import { policyInForceAt } from '@/lib/institution/policy-adoption';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { owesConditions } from '@/lib/review/owed-conditions';
import { dueState, holidaysOf } from '@/lib/review/sla';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { dayIn } from '@/lib/usecases/day-in';
import { findPolicyOfCase } from './case-policy';
import { readsConflictNotes, standingIn } from './case-standing';

/**
 * The one answer that rule, history and case give of how a version was decided. Who declared a conflict lies on the table of the review;
 * what it is, is told to whoever led a stage in which it is known, and to auditors. @source docs/workflow.md
 */
export async function reviewRecordOf(
  tx: Tx,
  actor: StaffMember,
  version: RuleVersion,
  today: CivilDate,
): Promise<ReviewRecord> {
  const answered = await findAnswered(tx, version.id);
  const caseId = await findReviewCaseId(tx, answered?.id ?? version.id);
  const reviewCase = caseId === null ? null : await cases.findCase(tx, caseId);
  const stages = caseId === null ? [] : await cases.listStages(tx, caseId);
  const last = stages.at(-1);
  const sight = last && standingIn(actor, stages, last);
  return {
    decidedBy: answered && { ruleVersionId: answered.id, version: answered.version, caseId },
    openedUnder: reviewCase && named(await findPolicyOfCase(tx, reviewCase)),
    earlierUnder: reviewCase ? await earlierUnder(tx, reviewCase, stages) : [],
    publishedUnder:
      version.publishedAt === null ? null : await publishedUnder(tx, actor, version.publishedAt),
    conflicts: sight?.seesNames ? conflictsIn(stages, actor) : null,
    owed: last ? await owedIn(tx, actor, version, last, sight?.seesTable === true, today) : null,
    settlement: await settlementOf(tx, version, last && sight?.seesTable ? last.stage.closeNote : null),
  };
}

const named = (policy: NamedPolicy | null): NamedPolicy | null =>
  policy && { id: policy.id, version: policy.version, effectiveFrom: policy.effectiveFrom };

/** Each round of a review was opened under the policy in force at that moment; the case notes the one of the latest. */
async function earlierUnder(
  tx: Tx,
  reviewCase: ReviewCase,
  stages: readonly StageAtWork[],
): Promise<NamedPolicy[]> {
  const openings = stages.filter((_, index) => {
    const before = stages[index - 1]?.stage.outcome;
    return index === 0 || before === 'returned' || before === 'withdrawn';
  });
  if (openings.length < 2) return [];
  const latest = await findPolicyOfCase(tx, reviewCase);
  const { timeZone } = await getInstitution(tx, reviewCase.tenantId);
  const adopted = (await allPolicies(tx)).filter(({ status }) => status === 'adopted');
  const earlier = openings
    .slice(0, -1)
    .map(({ stage: { openedAt } }) => policyInForceAt(adopted, dayIn(openedAt, timeZone), openedAt))
    .filter((policy) => policy !== null && policy.id !== latest?.id);
  return [...new Map(earlier.map((policy) => [policy?.id, named(policy)])).values()].filter(
    (policy) => policy !== null,
  );
}

async function publishedUnder(
  tx: Tx,
  { tenantId }: StaffMember,
  publishedAt: string,
): Promise<NamedPolicy | null> {
  const { timeZone } = await getInstitution(tx, tenantId);
  const adopted = (await allPolicies(tx)).filter(({ status }) => status === 'adopted');
  return named(policyInForceAt(adopted, dayIn(publishedAt, timeZone), publishedAt));
}

/** Each person once: a conflict declared in one stage is known in those after it. */
function conflictsIn(stages: readonly StageAtWork[], actor: StaffMember): DeclaredConflict[] {
  const found = new Map<string, DeclaredConflict>();
  for (const { stage, assignments } of stages)
    for (const { personId, name, isRecused, conflictNote } of assignments) {
      if (!isRecused) continue;
      const note = readsConflictNotes(stage, actor) ? conflictNote : null;
      found.set(personId, { personId, name, note: found.get(personId)?.note ?? note });
    }
  return [...found.values()];
}

async function owedIn(
  tx: Tx,
  actor: StaffMember,
  { tenantId, status }: RuleVersion,
  { stage, reviewCase }: StageAtWork,
  seesTable: boolean,
  today: CivilDate,
): Promise<ReviewRecord['owed']> {
  const { conditions: owed, closeNote } = stage;
  if (owed === null || status !== 'conditionally_approved') return null;
  const isOwn = owesConditions(owed, actor, reviewCase.departmentId);
  if (!seesTable && !isOwn) return null;
  const due = dueState(today, owed.dueOn, holidaysOf(await getInstitution(tx, tenantId)));
  return { ...owed, due, isOwn, conditions: closeNote };
}

async function settlementOf(
  tx: Tx,
  version: RuleVersion,
  conditions: string | null,
): Promise<Settlement | null> {
  const settled = (await listTransitions(tx, version.ruleId)).find(
    (move) => move.ruleVersionId === version.id && move.action === 'settleConditions',
  );
  return settled
    ? {
        isMet: settled.toStatus === 'approved',
        byName: settled.actorName,
        at: settled.at,
        proof: settled.reason,
        conditions,
      }
    : null;
}
