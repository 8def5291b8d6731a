import { expect, test } from 'vitest';
import { viewCase } from '@/lib/usecases/review/view-case';
import { aRule, type BuiltPerson, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aReview, clear } from './arrange';

test('whoever judges reads what was decided about the same certificate, with its reason, and nothing of drafts', async () => {
  const review = await aReview();
  const { institution, author, certificate, course } = review;
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const definition = oneForOne(certificate.id, course.code, '4');
  const decided = await aRule(institution, author, { status: 'published', definition });
  await aRule(institution, author, { status: 'draft', definition });
  const { question } = await viewCase(ctxOf(reviewer), { caseId: review.caseId });
  expect(question.precedents).toHaveLength(1);
  expect(question.precedents[0]).toMatchObject({
    ruleVersionId: decided.id,
    standing: 'published',
    definition,
    isNamed: false,
  });
  expect(question.besideNames.microCredentials).toHaveProperty(certificate.id);
  expect(question.before).toBeNull();
  expect(question.hours).toMatchObject({ stated: null, percent: null });
});
