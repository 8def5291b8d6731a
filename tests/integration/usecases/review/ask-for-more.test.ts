import { expect, test } from 'vitest';
import { answerQuestion } from '@/lib/usecases/review/answer-question';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, auditActions, clear, mailKinds, recuse, refusal, vote } from './arrange';

const ask = (person: BuiltPerson, stageId: string, key?: string) =>
  askForMore(ctxOf(person, key ? { idempotencyKey: key } : {}), {
    stageId,
    kind: 'question',
    body: 'Where is the exam?',
  });

test('a question, its answer, mail both ways, and the audit', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const asked = await ask(reviewer, review.stageId, 'question-form');
  expect(await ask(reviewer, review.stageId, 'question-form')).toEqual(asked);
  await answerQuestion(ctxOf(review.author), {
    caseId: review.caseId,
    replyToId: asked.messageId,
    body: 'In module 5.',
  });
  expect(
    await queryAsSuperuser('select kind, body from review_message where case_id = $1 order by kind desc', [
      review.caseId,
    ]),
  ).toEqual([
    { kind: 'question', body: 'Where is the exam?' },
    { kind: 'answer', body: 'In module 5.' },
  ]);
  expect(await mailKinds(review.institution.id)).toEqual(
    expect.arrayContaining(['review.question', 'review.answer']),
  );
  expect((await auditActions(review.institution.id)).slice(-2)).toEqual([
    'review.askForMore',
    'review.answer',
  ]);
});

test('refused: asking without a seat, before declaring, recused, from elsewhere, after the end', async () => {
  const review = await aReview();
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await expect(ask(first, review.stageId)).rejects.toEqual(
    refusal('invalid_transition', 'review/declare-first'),
  );
  await expect(ask(review.author, review.stageId)).rejects.toEqual(
    refusal('forbidden', 'access/not-assigned'),
  );
  await expect(ask(await aPerson(await anInstitution(), 'reviewer'), review.stageId)).rejects.toEqual(
    refusal('not_found', 'review/not-found'),
  );
  await recuse(first, review.stageId);
  await expect(ask(first, review.stageId)).rejects.toEqual(refusal('forbidden', 'access/recused'));
  await clear(second, review.stageId);
  await vote(second, review.stageId, 'reject');
  await expect(ask(second, review.stageId)).rejects.toEqual(
    refusal('invalid_transition', 'review/stage-closed'),
  );
});
