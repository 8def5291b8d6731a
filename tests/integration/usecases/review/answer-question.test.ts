import { expect, test } from 'vitest';
import { answerQuestion } from '@/lib/usecases/review/answer-question';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, auditActions, clear, refusal } from './arrange';

const ask = (person: BuiltPerson, stageId: string) =>
  askForMore(ctxOf(person), { stageId, kind: 'question', body: 'Where is the exam?' });

test('the same answer sent twice is one answer, with one audit entry', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const { messageId } = await ask(reviewer, review.stageId);
  const ctx = ctxOf(review.author, { idempotencyKey: 'answer-form' });
  const input = { caseId: review.caseId, replyToId: messageId, body: 'In module 5.' };
  expect(await answerQuestion(ctx, input)).toEqual(await answerQuestion(ctx, input));
  expect(
    await queryAsSuperuser("select body from review_message where case_id = $1 and kind = 'answer'", [
      review.caseId,
    ]),
  ).toEqual([{ body: 'In module 5.' }]);
  expect(
    (await auditActions(review.institution.id)).filter((action) => action === 'review.answer'),
  ).toHaveLength(1);
});

test('refused: answering without the role, from elsewhere, or what was never asked', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const { messageId } = await ask(reviewer, review.stageId);
  const answer = (person: BuiltPerson, replyToId = messageId) =>
    answerQuestion(ctxOf(person), { caseId: review.caseId, replyToId, body: 'Here.' });
  await expect(answer(reviewer)).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
  await expect(answer(await aPerson(await anInstitution(), 'evaluator'))).rejects.toEqual(
    refusal('not_found', 'review/not-found'),
  );
  await expect(answer(review.author, crypto.randomUUID())).rejects.toEqual(
    refusal('not_found', 'review/question-not-found'),
  );
});
