import { expect, test } from 'vitest';
import { withTenant } from '@/lib/db/tx';
import { viewCase } from '@/lib/usecases/review/view-case';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { giveRole } from '@/lib/usecases/role/give-role';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, department, judge, policyOf, refusal, vote } from '../review/arrange';

/** Lets one account have claimed both records. */
async function oneAccount(one: BuiltPerson, other: BuiltPerson): Promise<void> {
  const [account] = await queryAsSuperuser<{ id: string }>(
    'insert into auth_user (email) values ($1) returning id',
    [`${one.id}@example.test`],
  );
  await queryAsSuperuser('update person set user_id = $1 where id = any($2::uuid[])', [
    account?.id,
    [one.id, other.id],
  ]);
}
/** Lets the other record have the address of the first, with something after a plus. */
async function oneMailbox(one: BuiltPerson, other: BuiltPerson): Promise<void> {
  await queryAsSuperuser(
    "update person set email = (select replace(email, '@', '+registrar@') from person where id = $1) where id = $2",
    [one.id, other.id],
  );
}

for (const [how, join] of [
  ['by account', oneAccount],
  ['by mailbox', oneMailbox],
] as const)
  test(`two records of one person, known ${how}, count as one where duties are kept apart`, async () => {
    const review = await aReview({ reviewers: 1, chairAsked: true });
    const { institution, author, chair, stageId } = review;
    const first = review.reviewers[0] as BuiltPerson;
    const [authorAgain, firstAgain, stranger] = [
      await aPerson(institution, 'reviewer', 'registrar'),
      await aPerson(institution, 'reviewer'),
      await aPerson(institution, 'reviewer'),
    ];
    await join(author, authorAgain);
    await join(first, firstAgain);
    const assign = (...people: BuiltPerson[]) =>
      assignReviewers(ctxOf(chair), { stageId, personIds: people.map(({ id }) => id) });
    await expect(assign(authorAgain)).rejects.toEqual(refusal('rule_violation', 'rule/author-reviews'));
    await expect(assign(firstAgain)).rejects.toEqual(refusal('rule_violation', 'review/seated-twice'));
    await expect(nameChair(ctxOf(chair), { stageId, personId: authorAgain.id })).rejects.toEqual(
      refusal('rule_violation', 'rule/author-reviews'),
    );
    expect((await viewCase(ctxOf(authorAgain), { caseId: review.caseId })).standing).toBe('author');
    expect(await assign(stranger)).toMatchObject({ assigned: 1 });
  });

test('who wrote a mapping under one record does not publish it under the other, nor gives the other a role', async () => {
  const institution = await anInstitution();
  const [author, again, administrator, twin] = [
    await aPerson(institution, 'evaluator'),
    await aPerson(institution, 'registrar'),
    await aPerson(institution, 'administrator'),
    await aPerson(institution),
  ];
  const course = await aCourse(institution, {});
  const certificate = await aMicroCredential(institution, {});
  const rule = await aRule(institution, author, {
    status: 'approved',
    definition: oneForOne(certificate.id, course.code, '6'),
  });
  await oneAccount(author, again);
  await oneAccount(administrator, twin);
  await expect(
    publishRule(ctxOf(again), { ruleVersionId: rule.id, expectedVersion: rule.rowVersion }),
  ).rejects.toEqual(refusal('forbidden', 'access/author'));
  await expect(giveRole(ctxOf(administrator), { personId: twin.id, role: 'registrar' })).rejects.toEqual(
    refusal('forbidden', 'access/oneself'),
  );
});

/** A review whose policy asks for two, with two seats that only then turn out to be one person's. */
async function seatedTwice() {
  const review = await aReview({
    reviewers: 2,
    chairAsked: true,
    policy: policyOf({ ...department, minReviewers: 2 }),
  });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await judge(first, review);
  await judge(second, review);
  return { review, first, second };
}

test('who is known as one person only after both were given a seat has one vote', async () => {
  const { review, first, second } = await seatedTwice();
  const { chair, stageId } = review;
  await vote(first, stageId);
  await oneAccount(first, second);
  await expect(vote(second, stageId)).rejects.toEqual(refusal('rule_violation', 'review/second-record'));
  await expect(
    withTenant(
      ctxOf(second).database,
      { tenantId: review.institution.id },
      (tx) => tx.$executeRaw`INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale)
        VALUES (${review.institution.id}::uuid, ${stageId}::uuid, ${second.id}::uuid, 1, 'approve', 'Again.')`,
    ),
  ).rejects.toThrow('one person has one vote');
  const { deliberation, votesToClose, lacksReviewers } = await viewCase(ctxOf(chair), {
    caseId: review.caseId,
  });
  expect([votesToClose, lacksReviewers]).toEqual([1, true]);
  expect(deliberation?.stages[0]?.seats.map(({ personId, state }) => [personId, state])).toEqual(
    expect.arrayContaining([
      [first.id, 'clear'],
      [second.id, 'second'],
    ]),
  );
  // A third person makes it two.
  const third = await aPerson(review.institution, 'reviewer');
  await assignReviewers(ctxOf(chair), { stageId, personIds: [third.id] });
  await judge(third, review);
  expect((await vote(third, stageId)).finished).toMatchObject({ outcome: 'passed' });
});

test('where both had voted before, they count once, and the database ends no stage by one of them', async () => {
  const review = await aReview({
    reviewers: 3,
    chairAsked: true,
    policy: policyOf({ ...department, minReviewers: 2 }),
  });
  const [third] = review.reviewers as [BuiltPerson];
  // They vote at one moment here, were seated at one, and the first by id stays.
  const [first, second] = review.reviewers.slice(1).sort((a, b) => (a.id < b.id ? -1 : 1)) as [
    BuiltPerson,
    BuiltPerson,
  ];
  for (const [person, choice] of [
    [first, 'approve'],
    [second, 'reject'],
  ] as const) {
    await judge(person, review);
    await vote(person, review.stageId, choice);
  }
  expect((await viewCase(ctxOf(review.chair), { caseId: review.caseId })).isClosable).toBe(true);
  await oneMailbox(first, second);
  const seen = await viewCase(ctxOf(review.chair), { caseId: review.caseId });
  expect(seen.isClosable).toBe(false);
  const end = (outcome: string) =>
    withTenant(
      ctxOf(review.chair).database,
      { tenantId: review.institution.id },
      (tx) =>
        tx.$executeRaw`UPDATE review_stage SET status = 'closed', outcome = ${outcome}, closed_at = now(), row_version = row_version + 1 WHERE id = ${review.stageId}::uuid`,
    );
  for (const outcome of ['passed', 'failed'])
    await expect(end(outcome)).rejects.toThrow('fewer people have voted');
  await judge(third, review);
  expect((await vote(third, review.stageId)).finished).toMatchObject({ outcome: 'passed' });
});
