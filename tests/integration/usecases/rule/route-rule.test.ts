import { expect, test } from 'vitest';
import type { Role } from '@/lib/access/actor';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { listMyCases } from '@/lib/usecases/review/list-my-cases';
import { RouteRule, routeRule } from '@/lib/usecases/rule/route-rule';
import {
  aCourse,
  aDepartment,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { untilAnswered } from '@/tests/support/until-answered';
import {
  auditActions,
  committee,
  department,
  mailKinds,
  openStageOf,
  policyOf,
  refusal,
  ruleStatus,
} from '../review/arrange';

async function submitted(
  institution: BuiltInstitution,
  {
    role = 'evaluator',
    ...more
  }: { role?: Role; status?: 'draft' | 'submitted'; departmentId?: string | null } = {},
) {
  const author = await aPerson(institution, role);
  const [course, certificate] = [await aCourse(institution), await aMicroCredential(institution)];
  const rule = await aRule(institution, author, {
    status: 'submitted',
    definition: oneForOne(certificate.id, course.code),
    ...more,
  });
  const route = (
    by: BuiltPerson,
    reviewers: readonly BuiltPerson[] = [],
    key?: string,
    expectedVersion = rule.rowVersion,
  ) =>
    routeRule(ctxOf(by, key ? { idempotencyKey: key } : {}), {
      ruleVersionId: rule.id,
      expectedVersion,
      reviewerIds: reviewers.map(({ id }) => id),
    });
  return { author, rule, route };
}

test('opens the case with the first stage of the policy in force; without reviewers the chair is asked to assign', async () => {
  const institution = await anInstitution({ review: policyOf(department, committee) });
  const chair = await aPerson(institution, 'chair');
  const { author, rule, route } = await submitted(institution);
  const routed = await route(author, [], 'route-form');
  expect(await route(author, [], 'route-form')).toEqual(routed);
  expect(await openStageOf(routed.caseId)).toMatchObject({
    kind: 'department',
    chair_id: chair.id,
    due_on: '2026-12-16',
  });
  expect(
    await queryAsSuperuser('select config from review_stage where case_id = $1', [routed.caseId]),
  ).toEqual([{ config: department }]);
  expect(await ruleStatus(rule.id)).toBe('in_department');
  expect(await mailKinds(institution.id)).toEqual(['review.chairing']);
  expect(await auditActions(institution.id)).toEqual(['rule.route']);
});

test('the review is due in business days of the institution, whose holidays are none', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const chair = await aPerson(institution, 'chair');
  await queryAsSuperuser("update institution set holidays = '{2026-12-08,2026-12-16}' where id = $1", [
    institution.id,
  ]);
  const { author, route } = await submitted(institution);
  const { caseId } = await route(author);
  expect(await openStageOf(caseId)).toMatchObject({ due_on: '2026-12-18' });
  expect((await listMyCases(ctxOf(chair), { tab: 'all', page: 1 })).items[0]?.due).toEqual({
    state: 'due',
    days: 15,
  });
});

/** As the form sends it: every value a text. */
const send = (by: BuiltPerson, ruleVersionId: string, departmentId = '', departmentReason = '') =>
  routeRule(
    ctxOf(by),
    RouteRule.parse({ ruleVersionId, expectedVersion: '1', departmentId, departmentReason }),
  );
const judgedBy = async (caseId: string) =>
  (
    await queryAsSuperuser<{ department_id: string }>('select department_id from review_case where id = $1', [
      caseId,
    ])
  )[0]?.department_id;

test('a rule without a department goes to that of its course, and keeps it', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const chair = await aPerson(institution, 'chair');
  const { author, rule } = await submitted(institution, { departmentId: null });
  await expect(send(author, rule.id, (await anInstitution()).departmentId)).rejects.toEqual(
    refusal('not_found', 'department/not-found'),
  );
  // Its page names the department where it goes as the mapping's own, before it is sent.
  expect((await viewRule(ctxOf(author), rule.id)).department?.id).toBe(institution.departmentId);
  const { caseId } = await send(author, rule.id);
  expect(await judgedBy(caseId)).toBe(institution.departmentId);
  expect(await openStageOf(caseId)).toMatchObject({ kind: 'department', chair_id: chair.id });
  expect(
    await queryAsSuperuser('select department_id from equivalency_rule where id = $1', [rule.ruleId]),
  ).toEqual([{ department_id: institution.departmentId }]);
});

test('the author does not choose the department that judges, a registrar who wrote it included', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const other = await aDepartment(institution);
  for (const [role, departmentId] of [['evaluator'], ['registrar'], ['evaluator', null]] as const) {
    await aPerson(institution, 'chair');
    await aPerson(institution, { role: 'chair', departmentId: other.id });
    const { author, rule } = await submitted(institution, {
      role,
      ...(departmentId === null && { departmentId }),
    });
    await expect(send(author, rule.id, other.id, 'They know it better.')).rejects.toEqual(
      refusal('forbidden', 'access/author-chooses-department'),
    );
    expect((await viewRule(ctxOf(author), rule.id)).routing).toEqual({
      departmentId: institution.departmentId,
      isAuthor: true,
      reviewers: [],
    });
  }
});

test('whoever did not write it is offered the reviewers of the department, and never its author', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const other = await aDepartment(institution);
  const { author, rule } = await submitted(institution);
  const reviewer = await aPerson(institution, 'reviewer');
  await aPerson(institution, { role: 'reviewer', departmentId: other.id });
  await queryAsSuperuser(
    "INSERT INTO role_grant (tenant_id, person_id, role, department_id) VALUES ($1, $2, 'reviewer', $3)",
    [institution.id, author.id, institution.departmentId],
  );
  const registrar = await aPerson(institution, 'registrar');
  expect((await viewRule(ctxOf(registrar), rule.id)).routing).toEqual({
    departmentId: institution.departmentId,
    isAuthor: false,
    reviewers: [{ id: reviewer.id, name: reviewer.name }],
  });
});

test('nor by the field of the draft: the department of the course judges, and the page shows it', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  await aPerson(institution, 'chair');
  const other = await aDepartment(institution);
  const { author, rule } = await submitted(institution, { departmentId: other.id });
  await expect(send(author, rule.id, other.id)).rejects.toEqual(
    refusal('forbidden', 'access/author-chooses-department'),
  );
  const { caseId } = await send(author, rule.id);
  expect(await judgedBy(caseId)).toBe(institution.departmentId);
  expect((await viewRule(ctxOf(author), rule.id)).department?.id).toBe(institution.departmentId);
});

test('somebody else chooses another one, for a reason that stays on record', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const other = await aDepartment(institution);
  await aPerson(institution, { role: 'chair', departmentId: other.id });
  const { rule } = await submitted(institution);
  const registrar = await aPerson(institution, 'registrar');
  await expect(send(registrar, rule.id, other.id)).rejects.toEqual(
    refusal('invalid_input', 'rule/other-department'),
  );
  const { caseId } = await send(registrar, rule.id, other.id, 'The course moves there.');
  expect(await judgedBy(caseId)).toBe(other.id);
  expect((await viewRule(ctxOf(registrar), rule.id)).department?.id).toBe(other.id);
  // Judged there this once: the rule stays with the department that it names.
  expect(
    await queryAsSuperuser('select department_id from equivalency_rule where id = $1', [rule.ruleId]),
  ).toEqual([{ department_id: institution.departmentId }]);
  expect((await viewRuleHistory(ctxOf(registrar), rule.id)).transitions[0]).toMatchObject({
    action: 'route',
    reason: 'The course moves there.',
  });
});

test('a mapping of no department at all is sent by somebody who chooses one', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  await aPerson(institution, 'chair');
  const { author, rule } = await submitted(institution, { departmentId: null });
  await queryAsSuperuser('update course set department_id = null where tenant_id = $1', [institution.id]);
  await expect(send(author, rule.id)).rejects.toEqual(refusal('rule_violation', 'rule/no-department'));
  await expect(send(author, rule.id, institution.departmentId)).rejects.toEqual(
    refusal('forbidden', 'access/author-chooses-department'),
  );
  await send(await aPerson(institution, 'evaluator'), rule.id, institution.departmentId);
});

test('a rule that was returned comes back to its own case', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  await aPerson(institution, 'chair');
  const { author, rule, route } = await submitted(institution);
  const first = await route(author);
  await queryAsSuperuser(
    "update review_stage set status = 'closed', outcome = 'returned', closed_at = now() where case_id = $1",
    [first.caseId],
  );
  await queryAsSuperuser("update review_case set status = 'closed', closed_at = now() where id = $1", [
    first.caseId,
  ]);
  await queryAsSuperuser(
    "update rule_version set status = 'returned', row_version = row_version + 1 where id = $1",
    [rule.id],
  );
  await queryAsSuperuser(
    "update rule_version set status = 'submitted', row_version = row_version + 1 where id = $1",
    [rule.id],
  );
  expect((await route(author, [], undefined, 4)).caseId).toBe(first.caseId);
  expect(
    await queryAsSuperuser('select position, status from review_stage where case_id = $1 order by position', [
      first.caseId,
    ]),
  ).toEqual([
    { position: 1, status: 'closed' },
    { position: 2, status: 'open' },
  ]);
  expect(
    await queryAsSuperuser('select status, closed_at from review_case where id = $1', [first.caseId]),
  ).toEqual([{ status: 'open', closed_at: null }]);
});

test('the author never leads the review of an own rule', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const author = await aPerson(institution, 'evaluator', 'chair');
  const reviewer = await aPerson(institution, 'reviewer');
  const [course, certificate] = [await aCourse(institution), await aMicroCredential(institution)];
  const rule = await aRule(institution, author, {
    status: 'submitted',
    definition: oneForOne(certificate.id, course.code),
  });
  const sender = await aPerson(institution, 'evaluator');
  const routed = await routeRule(ctxOf(sender), {
    ruleVersionId: rule.id,
    expectedVersion: 1,
    reviewerIds: [reviewer.id],
  });
  expect(await openStageOf(routed.caseId)).toMatchObject({ chair_id: null });
});

test('the author never chooses who judges: sent without reviewers it is the chair who assigns', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const [chair, reviewer] = [await aPerson(institution, 'chair'), await aPerson(institution, 'reviewer')];
  const { author, rule, route } = await submitted(institution);
  await expect(route(author, [reviewer])).rejects.toEqual(refusal('forbidden', 'access/author-chooses'));
  expect(await ruleStatus(rule.id)).toBe('submitted');
  expect(await openStageOf((await route(author)).caseId)).toMatchObject({ chair_id: chair.id });
});

test('nobody sends it to one of its authors, who may review what others wrote', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  await aPerson(institution, 'chair');
  const { author, rule, route } = await submitted(institution);
  await queryAsSuperuser(
    'insert into role_grant (tenant_id, person_id, role, department_id) values ($1, $2, $3, $4)',
    [institution.id, author.id, 'reviewer', institution.departmentId],
  );
  await expect(route(await aPerson(institution, 'registrar'), [author])).rejects.toEqual(
    refusal('rule_violation', 'rule/author-reviews'),
  );
  expect(await ruleStatus(rule.id)).toBe('submitted');
});

test('refusals', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  const { author, rule, route } = await submitted(institution);
  await expect(route(author)).rejects.toEqual(refusal('rule_violation', 'rule/no-reviewers'));
  const chair = await aPerson(institution, 'chair');
  await expect(route(chair)).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
  await expect(route(await aPerson(await anInstitution(), 'evaluator'))).rejects.toEqual(
    refusal('not_found', 'rule/not-found'),
  );
  const sender = await aPerson(institution, 'evaluator');
  await expect(route(sender, [await aPerson(institution, 'registrar')])).rejects.toEqual(
    refusal('rule_violation', 'review/not-eligible'),
  );
  await expect(route(author, [], undefined, 7)).rejects.toMatchObject({ code: 'conflict' });
  await expect((await submitted(institution, { status: 'draft' })).route(author)).rejects.toMatchObject({
    code: 'invalid_transition',
  });
  const twice = await submitted(institution);
  await twice.route(twice.author);
  await expect(twice.route(twice.author, [], undefined, 2)).rejects.toEqual(
    refusal('invalid_transition', 'rule/not-from-this-state'),
  );
  const odd = await anInstitution({ review: policyOf(committee) });
  const other = await submitted(odd);
  await expect(other.route(other.author)).rejects.toEqual(
    refusal('rule_violation', 'review/no-department-stage'),
  );
  expect(await ruleStatus(rule.id)).toBe('submitted');
  expect(
    await queryAsSuperuser('select 1 from review_case where tenant_id = $1 and rule_version_id <> $2', [
      institution.id,
      twice.rule.id,
    ]),
  ).toEqual([]);
});

test('routed twenty times at once, it is routed once', async () => {
  const institution = await anInstitution({ review: policyOf(department) });
  await aPerson(institution, 'chair');
  const { author, route } = await submitted(institution);
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => untilAnswered(() => route(author))),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  expect(
    await queryAsSuperuser('select 1 from review_stage where tenant_id = $1', [institution.id]),
  ).toHaveLength(1);
});
