import { expect, test } from 'vitest';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  clear,
  close,
  committee,
  department,
  judge,
  openStageOf,
  policyOf,
  recuse,
  vote,
  onConditions,
} from './arrange';

interface Mail {
  kind: string;
  to: string;
  text: string;
}
const mails = (tenantId: string, ...kinds: string[]) =>
  queryAsSuperuser<Mail>(
    `select m.kind, p.id as to, m.payload->>'text' as text from outbox_message m
       join person p on p.tenant_id = m.tenant_id and p.id = (m.payload->'about'->>'personId')::uuid
      where m.tenant_id = $1 and m.kind = any($2) order by m.kind, p.id`,
    [tenantId, kinds],
  );
const someone = (people: readonly BuiltPerson[], index: number) => people[index] as BuiltPerson;

test.each(['met', 'unmet'] as const)(
  'conditions: who can settle them is told, and the author, how they were: %s',
  async (met) => {
    const review = await aReview({ reviewers: 1, members: 1, policy: policyOf(department, committee) });
    const other = await aPerson(review.institution, 'evaluator');
    await judge(someone(review.reviewers, 0), review);
    await vote(someone(review.reviewers, 0), review.stageId);
    const head = someone(review.members, 0);
    const stageId = (await openStageOf(review.caseId))?.id ?? '';
    await clear(head, stageId);
    await vote(head, stageId);
    const tenantId = review.institution.id;
    expect(await mails(tenantId, 'review.allVoted')).toMatchObject([{ to: head.id }]);
    await close(head, stageId, onConditions('A proctored exam.'));
    expect((await mails(tenantId, 'review.conditional')).map(({ to }) => to)).toEqual([review.author.id]);
    const toSettle = (await mails(tenantId, 'review.toSettle')).map(({ to }) => to);
    expect(toSettle).toContain(other.id);
    expect(toSettle).toContain(head.id);
    expect(toSettle).not.toContain(review.author.id);
    const { version } = await viewRule(ctxOf(other), review.ruleVersionId);
    await settleConditions(ctxOf(other), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: version.rowVersion,
      met,
      reason: 'Seen.',
      publicReason: 'There is no exam.',
    });
    expect(
      (await mails(tenantId, 'review.conditionsMet', 'review.conditionsUnmet')).map(({ kind, to }) => [
        kind,
        to,
      ]),
    ).toEqual([[met === 'met' ? 'review.conditionsMet' : 'review.conditionsUnmet', review.author.id]]);
  },
);

test('an approval is no passed stage, and every mail about an open stage says which course and until when', async () => {
  const review = await aReview({ reviewers: 1, policy: policyOf(department) });
  const [assigned] = await mails(review.institution.id, 'review.assigned');
  expect(assigned?.text).toContain(review.course.code);
  expect(assigned?.text).toMatch(/Due: \w+ \d+, \d{4}/);
  await judge(someone(review.reviewers, 0), review);
  await vote(someone(review.reviewers, 0), review.stageId);
  const kinds = await mails(review.institution.id, 'review.passed', 'review.approved');
  expect(kinds).toMatchObject([{ kind: 'review.approved', to: review.author.id }]);
  expect(kinds[0]?.text).not.toContain('Due:');
});

test('whoever leads hears of a tie, and a chair who is replaced hears of that', async () => {
  const review = await aReview({
    reviewers: 2,
    chairAsked: true,
    policy: policyOf({ ...department, tie: 'chairDecides' }),
  });
  const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
  const head = await aPerson(review.institution, 'dean');
  await nameChair(ctxOf(review.chair), { stageId: review.stageId, personId: head.id });
  const other = await aPerson(review.institution, 'chair');
  await clear(other, review.stageId);
  await nameChair(ctxOf(other), { stageId: review.stageId, personId: review.chair.id });
  expect((await mails(review.institution.id, 'review.replaced')).map(({ to }) => to)).toEqual([head.id]);
  await judge(yes, review);
  await vote(yes, review.stageId);
  await clear(no, review.stageId);
  await vote(no, review.stageId, 'reject');
  expect(await mails(review.institution.id, 'review.tied', 'review.allVoted')).toMatchObject([
    { kind: 'review.tied', to: review.chair.id },
  ]);
});

test('where the chair can lead no more, whoever holds the office hears of a recusal and that all have voted', async () => {
  const review = await aReview({ reviewers: 3, policy: policyOf({ ...department, minutes: true }) });
  const other = await aPerson(review.institution, 'chair');
  await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [review.chair.id]);
  const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
  await recuse(first, review.stageId);
  for (const voter of [second, third]) {
    await clear(voter, review.stageId);
    await vote(voter, review.stageId, 'abstain');
  }
  expect(await mails(review.institution.id, 'review.recused', 'review.allVoted')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'review.recused', to: other.id }),
      expect.objectContaining({ kind: 'review.allVoted', to: other.id }),
    ]),
  );
});
