import { expect, test } from 'vitest';
import { viewCase } from '@/lib/usecases/review/view-case';
import { pullBackRule } from '@/lib/usecases/rule/pull-back-rule';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  clear,
  close,
  department,
  judge,
  policyOf,
  recuse,
  vote,
  onConditions,
} from './arrange';

/** What each of the three pages says of a review. */
async function recordsFor(who: BuiltPerson, review: Arranged) {
  const onRule = (await viewRule(ctxOf(who), review.ruleVersionId)).reviewRecord;
  const inHistory = (await viewRuleHistory(ctxOf(who), review.ruleVersionId)).versions[0]?.reviewRecord;
  const onCase = (await viewCase(ctxOf(who), { caseId: review.caseId })).reviewRecord;
  expect(inHistory).toEqual(onRule);
  expect(onCase).toEqual(onRule);
  return onRule;
}

/** Three judge, the third abstains, the fourth steps back, and the chair closes on a condition. */
async function aConditionalApproval() {
  const review = await aReview({ reviewers: 6, chairAsked: true, policy: policyOf(department) });
  const [first, second, third, conflicted] = review.reviewers as [
    BuiltPerson,
    BuiltPerson,
    BuiltPerson,
    BuiltPerson,
  ];
  await recuse(conflicted, review.stageId);
  for (const person of [first, second]) {
    await judge(person, review);
    await vote(person, review.stageId);
  }
  await clear(third, review.stageId);
  await vote(third, review.stageId, 'abstain');
  await close(review.chair, review.stageId, onConditions('The provider names its proctor.'));
  return { review, conflicted, registrar: await aPerson(review.institution, 'registrar') };
}

const settle = async (who: BuiltPerson, review: Arranged, met: 'met' | 'unmet' = 'met') =>
  settleConditions(ctxOf(who), {
    ruleVersionId: review.ruleVersionId,
    expectedVersion: (await viewRule(ctxOf(who), review.ruleVersionId)).version.rowVersion,
    met,
    reason: 'Letter of the provider, 3 November.',
    ...(met === 'unmet' && { publicReason: 'Nobody says who proctors.' }),
  });

/** From today on another version of the policy holds, adopted at the given instant. */
async function aNewPolicy(tenantId: string, adoptedAt: string): Promise<void> {
  await queryAsSuperuser(
    `WITH old AS (UPDATE policy_version SET effective_to = $2::date - 1, adopted_at = '2000-01-01' WHERE tenant_id = $1
       RETURNING credit, review, author_id, adopted_by_id)
     INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at)
     SELECT $1, 2, 'adopted', credit, review, $2, author_id, adopted_by_id, $3 FROM old`,
    [tenantId, today, adoptedAt],
  );
}

test('rule, history and case name the policy that the review was opened under, and the one it was published under', async () => {
  const { review, registrar } = await aConditionalApproval();
  expect(await recordsFor(registrar, review)).toMatchObject({
    openedUnder: { version: 1 },
    publishedUnder: null,
  });
  await aNewPolicy(review.institution.id, ctxOf().now);
  await settle(await aPerson(review.institution, 'evaluator'), review);
  const { version } = await viewRule(ctxOf(registrar), review.ruleVersionId);
  const input = { ruleVersionId: version.id, expectedVersion: version.rowVersion };
  expect(await publishRule(ctxOf(registrar), input)).toMatchObject({ status: 'published' });
  expect(await recordsFor(registrar, review)).toMatchObject({
    openedUnder: { version: 1 },
    publishedUnder: { version: 2, effectiveFrom: today },
  });
  // One that begins the same day but was adopted later is not what it was published under.
  await queryAsSuperuser(
    `UPDATE policy_version SET adopted_at = $2::timestamptz + interval '1 minute' WHERE tenant_id = $1 AND version = 2`,
    [review.institution.id, ctxOf().now],
  );
  expect(await recordsFor(registrar, review)).toMatchObject({ publishedUnder: { version: 1 } });
});

test('they name who stepped back to whoever reads the review, and what the conflict is to its chair and auditors', async () => {
  const { review, conflicted, registrar } = await aConditionalApproval();
  const [stored] = await queryAsSuperuser<{ name: string }>('SELECT name FROM person WHERE id = $1', [
    conflicted.id,
  ]);
  const conflict = { personId: conflicted.id, name: stored?.name };
  const conflictsFor = async (who: BuiltPerson) => (await recordsFor(who, review)).conflicts;
  for (const who of [review.chair, await aPerson(review.institution, 'auditor')])
    expect(await conflictsFor(who)).toEqual([{ ...conflict, note: 'I wrote the course.' }]);
  for (const who of [registrar, review.reviewers[0] as BuiltPerson])
    expect(await conflictsFor(who)).toEqual([{ ...conflict, note: null }]);
  for (const who of [review.author, conflicted, await aPerson(review.institution, 'catalog_editor')])
    expect(await conflictsFor(who)).toBeNull();
});

test.each(['met', 'unmet'] as const)(
  'they name who settled conditions as %s, when, and on which proof',
  async (met) => {
    const { review, conflicted, registrar } = await aConditionalApproval();
    expect((await recordsFor(registrar, review)).settlement).toBeNull();
    const settler = await aPerson(review.institution, 'evaluator');
    await settle(settler, review, met);
    const [stored] = await queryAsSuperuser<{ name: string }>('SELECT name FROM person WHERE id = $1', [
      settler.id,
    ]);
    const settlement = {
      isMet: met === 'met',
      byName: stored?.name,
      at: ctxOf().now,
      proof: 'Letter of the provider, 3 November.',
      conditions: 'The provider names its proctor.',
    };
    expect((await recordsFor(registrar, review)).settlement).toEqual(settlement);
    expect((await recordsFor(conflicted, review)).settlement).toEqual({ ...settlement, conditions: null });
  },
);

test.each(['returned', 'pulled back'])(
  'a review that was %s and came back names the policy of each round',
  async (how) => {
    const review = await aReview({ reviewers: 2, policy: policyOf(department) });
    const registrar = await aPerson(review.institution, 'registrar');
    const again = async () => (await viewRule(ctxOf(registrar), review.ruleVersionId)).version;
    const seen = async () => ({
      ruleVersionId: review.ruleVersionId,
      expectedVersion: (await again()).rowVersion,
    });
    if (how === 'pulled back') await pullBackRule(ctxOf(review.author), await seen());
    else
      for (const person of review.reviewers) {
        await clear(person, review.stageId);
        await vote(person, review.stageId, 'return');
      }
    expect((await recordsFor(registrar, review)).earlierUnder).toEqual([]);
    // As if the first round had been some days ago, and another policy had come into force since.
    await queryAsSuperuser(`ALTER TABLE review_stage DISABLE TRIGGER USER`);
    await queryAsSuperuser(
      `UPDATE review_stage SET opened_at = opened_at - interval '5 days', closed_at = closed_at - interval '5 days' WHERE id = $1`,
      [review.stageId],
    );
    await queryAsSuperuser(`ALTER TABLE review_stage ENABLE TRIGGER USER`);
    await aNewPolicy(review.institution.id, ctxOf().now);
    await submitRule(ctxOf(review.author), await seen());
    await routeRule(ctxOf(await aPerson(review.institution, 'evaluator')), {
      ...(await seen()),
      reviewerIds: review.reviewers.map(({ id }) => id),
    });
    expect(await recordsFor(registrar, review)).toMatchObject({
      earlierUnder: [{ version: 1 }],
      openedUnder: { version: 2 },
    });
    // What was said in it is about the text as it was then, on case and history alike.
    const { deliberation } = await viewCase(ctxOf(registrar), { caseId: review.caseId });
    const { versions } = await viewRuleHistory(ctxOf(registrar), review.ruleVersionId);
    for (const stages of [deliberation?.stages, versions[0]?.stages])
      expect(stages?.map(({ isOfEarlierText }) => isOfEarlierText)).toEqual([true, false]);
  },
);
