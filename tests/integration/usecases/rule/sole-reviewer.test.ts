import { describe, expect, test } from 'vitest';
import { addTransition } from '@/lib/db/rule-transitions';
import { withTenant } from '@/lib/db/tx';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { listWork } from '@/lib/usecases/rule/list-work';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  clear,
  department,
  judge,
  openStageOf,
  policyOf,
  recuse,
  refusal,
  ruleStatus,
  vote,
} from '../review/arrange';

/** One approval is enough, and the review ends with the department. */
const policy = policyOf({ ...department, mode: 'single' });

/** A reviewer who is a registrar as well. */
async function asRegistrar(person: BuiltPerson): Promise<BuiltPerson> {
  await queryAsSuperuser("insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'registrar')", [
    person.actor.tenantId,
    person.id,
  ]);
  const roles = [...person.actor.roles, { role: 'registrar' as const, departmentId: null }];
  return { ...person, actor: { ...person.actor, roles } };
}

async function versionOf({ ruleVersionId }: Arranged): Promise<number> {
  const [row] = await queryAsSuperuser<{ row_version: number }>(
    'select row_version from rule_version where id = $1',
    [ruleVersionId],
  );
  return row?.row_version ?? 0;
}

/** By the form, from the list, and by SQL alone. */
async function expectRefused(review: Arranged, alone: BuiltPerson): Promise<void> {
  expect(await ruleStatus(review.ruleVersionId)).toBe('approved');
  const expectedVersion = await versionOf(review);
  await expect(
    publishRule(ctxOf(alone), { ruleVersionId: review.ruleVersionId, expectedVersion }),
  ).rejects.toEqual(refusal('forbidden', 'access/sole-reviewer'));
  await expect(
    queryAsSuperuser(
      "update rule_version set status = 'published', published_by_id = $2, published_at = now(), row_version = row_version + 1 where id = $1",
      [review.ruleVersionId, alone.id],
    ),
  ).rejects.toThrow('sole reviewer');
  expect(await toPublish(alone)).toEqual([]);
  const told = await queryAsSuperuser<{ to: string }>(
    "select payload->'about'->>'personId' as to from outbox_message where tenant_id = $1 and kind = 'rule.toPublish'",
    [review.institution.id],
  );
  expect(told.map(({ to }) => to)).not.toContain(alone.id);
  const other = await aPerson(review.institution, 'registrar');
  expect(await toPublish(other)).toEqual([review.ruleVersionId]);
}

const toPublish = async (person: BuiltPerson) =>
  (await listWork(ctxOf(person))).lines
    .filter(({ act }) => act === 'publish')
    .map(({ href }) => href.replace('/registrar/rules/', ''));

describe('whoever alone approved does not publish, though somebody else has voted', () => {
  test('who found a conflict afterwards', async () => {
    const review = await aReview({ reviewers: 2, policy });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    const alone = await asRegistrar(first);
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'abstain');
    await recuse(second, review.stageId);
    await judge(alone, review);
    await vote(alone, review.stageId);
    await expectRefused(review, alone);
  });

  test('who sent it back before it was handed in again', async () => {
    const review = await aReview({ reviewers: 1, policy });
    const [first] = review.reviewers as [BuiltPerson];
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'return');
    expect(await ruleStatus(review.ruleVersionId)).toBe('returned');
    const move = async () => ({
      ruleVersionId: review.ruleVersionId,
      expectedVersion: await versionOf(review),
    });
    await submitRule(ctxOf(review.author), await move());
    const alone = await asRegistrar(await aPerson(review.institution, 'reviewer'));
    const sender = await aPerson(review.institution, 'evaluator');
    await routeRule(ctxOf(sender), { ...(await move()), reviewerIds: [alone.id] });
    const stageId = (await openStageOf(review.caseId))?.id ?? '';
    await judge(alone, { ...review, stageId });
    await vote(alone, stageId);
    await expectRefused(review, alone);
  });
});

test('nor does whoever alone approved, or has a conflict in it, put it in force again after a suspension', async () => {
  const review = await aReview({ reviewers: 2, policy });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await recuse(second, review.stageId);
  await judge(first, review);
  await vote(first, review.stageId);
  const other = await aPerson(review.institution, 'registrar');
  const move = async () => ({
    ruleVersionId: review.ruleVersionId,
    expectedVersion: await versionOf(review),
  });
  await publishRule(ctxOf(other), await move());
  await suspendRule(ctxOf(other), { ...(await move()), reason: 'A question is open.' });
  for (const [person, reason, said] of [
    [await asRegistrar(first), 'access/sole-reviewer', 'sole reviewer'],
    [await asRegistrar(second), 'access/recused', 'conflict'],
  ] as const) {
    const ctx = ctxOf(person);
    await expect(resumeRule(ctx, { ...(await move()), reason: 'It was fine.' })).rejects.toEqual(
      refusal('forbidden', reason),
    );
    const { acts } = await viewRule(ctx, review.ruleVersionId);
    expect(acts.find(({ act }) => act === 'resume')).toEqual({ act: 'resume', reason });
    expect((await listRules(ctx, parseRuleQuery({ state: 'suspended' }))).atOnce).toBeNull();
    // Past the application, in the role that it has in the database.
    await expect(
      withTenant(ctx.database, { tenantId: review.institution.id }, async (tx) => {
        await tx.$executeRaw`UPDATE rule_version SET status = 'published', row_version = row_version + 1 WHERE id = ${review.ruleVersionId}::uuid`;
        await addTransition(tx, review.institution.id, {
          ruleVersionId: review.ruleVersionId,
          action: 'resume',
          fromStatus: 'suspended',
          toStatus: 'published',
          actorId: person.id,
          reason: 'It was fine.',
          at: ctx.now,
        });
      }),
    ).rejects.toThrow(said);
  }
  expect(await resumeRule(ctxOf(other), { ...(await move()), reason: 'It was fine.' })).toMatchObject({
    status: 'published',
  });
});
