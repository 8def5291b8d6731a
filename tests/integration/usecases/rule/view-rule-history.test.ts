import { expect, test } from 'vitest';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aReview, clear, recuse, vote } from '../review/arrange';

test('history shows votes no sooner than the case does: not to the recused, the undeclared, or those who vote blind', async () => {
  const review = await aReview({ reviewers: 4, chairAsked: true });
  const [voted, waiting, undeclared, recused] = review.reviewers as [
    BuiltPerson,
    BuiltPerson,
    BuiltPerson,
    BuiltPerson,
  ];
  await clear(voted, review.stageId);
  await clear(waiting, review.stageId);
  await recuse(recused, review.stageId);
  await vote(voted, review.stageId, 'reject');
  const votesFor = async (who: BuiltPerson) =>
    (await viewRuleHistory(ctxOf(who), review.ruleVersionId)).versions[0]?.stages[0]?.votes?.map(
      ({ choice }) => choice,
    ) ?? null;
  expect(await votesFor(voted)).toEqual(['reject']);
  for (const who of [
    // Without a seat, but may be given one.
    review.chair,
    waiting,
    undeclared,
    recused,
    await aPerson(review.institution, 'registrar'),
    await aPerson(review.institution, 'reviewer'),
  ])
    expect(await votesFor(who)).toBeNull();
});
