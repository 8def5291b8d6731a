import { expect, test } from 'vitest';
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
import { aReview, refusal } from '../review/arrange';

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
