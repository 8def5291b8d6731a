import * as z from 'zod';
import { recordsOf } from '@/lib/access/actor';
import * as cases from '@/lib/db/review-cases';
import { getInstitution, getPolicyInForce } from '@/lib/db/institutions';
import { findPanel } from '@/lib/db/rejections';
import * as rules from '@/lib/db/rules';
import { findColleagues } from '@/lib/db/colleagues';
import { recordsOfSamePeople } from '@/lib/db/same-people';
import { authorIdsOf, isAuthorOf } from '@/lib/kernel/authors';
import { refuse } from '@/lib/kernel/refusal';
import { canSit } from '@/lib/review/eligibility';
import { nextStage } from '@/lib/review/next-stage';
import { isPossible } from '@/lib/rule/lifecycle';
import { authorize } from '../authorize';
import { command } from '../command';
import { type Context, todayIn } from '../context';
import { recordAudit } from '../record-audit';
import { openStage } from '../review/open-stage';
import { refuseSecondSeat } from '../review/second-seat';
import { departmentOfRule } from './department-of-rule';
import { moveRule } from './move-rule';
import { ownDepartment } from './own-department';
import { ruleResource } from './rule-resource';

export const RouteRule = z.strictObject({
  ruleVersionId: z.uuid(),
  expectedVersion: z.coerce.number().int().min(1),
  /** The department of its courses, else its own, unless given; a rule that has none keeps the given one. */
  departmentId: z.union([z.uuid(), z.literal('')]).optional(),
  /** Why another department than that one judges; stands on record. */
  departmentReason: z.string().trim().max(2_000).optional(),
  /** Without reviewers, the department's chair assigns them. */
  reviewerIds: z.array(z.uuid()).max(20).default([]),
});
export type RouteRule = z.infer<typeof RouteRule>;

/**
 * Sends a submitted rule to its department: opens the case with the first stage of the policy in force, frozen into the stage.
 * A rule that was returned comes back to its own case. The author may send it, but not choose who judges it,
 * neither people nor department; a department other than that of its courses is chosen for a reason.
 * @refuses forbidden `access/author-chooses`, `access/author-chooses-department` · invalid_input `rule/other-department` · invalid_transition · rule_violation
 */
export async function routeRule(
  ctx: Context,
  input: RouteRule,
): Promise<{ caseId: string; ruleVersionId: string }> {
  return command(ctx, 'rule.route', input, async (tx, actor, ctx) => {
    const version = await rules.get(tx, input.ruleVersionId);
    authorize(ctx, 'rule.route', ruleResource(version, await findPanel(tx, version.id)));
    // Asked before a case is opened: one that is open already has no room for a second stage.
    if (!isPossible(version.status, 'route')) refuse('invalid_transition', 'rule/not-from-this-state');
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const expected = await departmentOfRule(tx, version, today);
    const departmentId = await ownDepartment(tx, input.departmentId || expected);
    const isElsewhere = departmentId !== expected;
    const departmentReason = isElsewhere ? (input.departmentReason ?? '') : '';
    // Authors send their mapping in; who judges it is chosen by somebody else.
    if (recordsOf(actor).some((id) => isAuthorOf(version, id))) {
      if (input.reviewerIds.length > 0) refuse('forbidden', 'access/author-chooses');
      if (isElsewhere) refuse('forbidden', 'access/author-chooses-department');
    }
    if (isElsewhere && expected !== null && departmentReason === '')
      refuse('invalid_input', 'rule/other-department', {
        fieldErrors: { departmentReason: 'field/other-department' },
      });
    const authorIds = await recordsOfSamePeople(tx, authorIdsOf(version));
    if (input.reviewerIds.some((id) => authorIds.includes(id)))
      refuse('rule_violation', 'rule/author-reviews');
    const policy = await getPolicyInForce(tx, today);
    const config = nextStage(policy.review, null, true);
    if (config?.kind !== 'department') refuse('rule_violation', 'review/no-department-stage');
    const reviewers = await findColleagues(tx, input.reviewerIds);
    const unfit = input.reviewerIds.filter(
      (id) =>
        !reviewers.some((person) => person.id === id && canSit('department', departmentId, person.roles)),
    );
    if (unfit.length > 0) refuse('rule_violation', 'review/not-eligible', { personIds: unfit });
    await refuseSecondSeat(tx, [], reviewers);
    const opened = await cases.openCase(tx, {
      tenantId: actor.tenantId,
      id: ctx.newId(),
      ruleVersionId: version.id,
      departmentId,
      policyVersionId: policy.id,
      at: ctx.now,
    });
    const stage = await openStage(tx, ctx, {
      institution,
      version,
      caseId: opened.id,
      position: opened.stages + 1,
      config,
      departmentId,
      ...(reviewers.length > 0 && { reviewers }),
    });
    const assigneeIds = (stage.assignees.length > 0 ? stage.assignees : stage.chair ? [stage.chair] : []).map(
      (person) => person.id,
    );
    const moved = await moveRule(
      tx,
      ctx,
      version,
      { type: 'route', departmentId, assigneeIds, reason: departmentReason },
      { expectedVersion: input.expectedVersion },
    );
    // What was still to be decided is decided now: lists find the rule with its department, and it comes back to the same one.
    if (departmentId !== null && version.departmentId === null)
      await rules.updateRule(tx, actor.tenantId, { id: version.ruleId, title: version.title, departmentId });
    await recordAudit(tx, ctx, 'rule.route', {
      objectType: 'rule_version',
      objectId: version.id,
      summary: `version ${version.version} sent to its department`,
      before: { status: version.status, departmentId: version.departmentId },
      after: {
        status: moved.status,
        caseId: opened.id,
        stageId: stage.id,
        departmentId,
        departmentReason,
        config,
        reviewerIds: input.reviewerIds,
      },
    });
    return { caseId: opened.id, ruleVersionId: version.id };
  });
}
