import { expect, test } from 'vitest';
import { DeclareConflict, declareConflict } from '@/lib/usecases/review/declare-conflict';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, auditActions, clear, recuse, refusal, vote } from './arrange';

const seat = (stageId: string, personId: string) =>
  queryAsSuperuser(
    'select conflict_declared, is_recused, conflict_note from review_assignment where stage_id = $1 and person_id = $2',
    [stageId, personId],
  );

test('none, then a conflict found later: the vote no longer counts and the seat is lost', async () => {
  const review = await aReview({ reviewers: 3 });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  expect(await clear(first, review.stageId)).toEqual({ caseId: review.caseId, isRecused: false });
  await vote(first, review.stageId, 'reject');
  expect(await recuse(first, review.stageId)).toEqual({ caseId: review.caseId, isRecused: true });
  expect(await seat(review.stageId, first.id)).toEqual([
    { conflict_declared: true, is_recused: true, conflict_note: 'I wrote the course.' },
  ]);
  await clear(second, review.stageId);
  expect((await vote(second, review.stageId, 'reject')).finished).toBeNull();
  expect(
    (await auditActions(review.institution.id)).filter((action) => action === 'review.declareConflict'),
  ).toHaveLength(3);
});

test('refused: taking a conflict back, the unassigned, another institution, a closed stage', async () => {
  const review = await aReview({ reviewers: 2 });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await recuse(first, review.stageId);
  await expect(clear(first, review.stageId)).rejects.toEqual(
    refusal('invalid_transition', 'review/conflict-stays'),
  );
  await expect(clear(review.chair, review.stageId)).rejects.toEqual(
    refusal('forbidden', 'access/not-assigned'),
  );
  await expect(clear(await aPerson(await anInstitution(), 'reviewer'), review.stageId)).rejects.toEqual(
    refusal('not_found', 'review/not-found'),
  );
  await clear(second, review.stageId);
  await vote(second, review.stageId, 'reject');
  await expect(recuse(second, review.stageId)).rejects.toEqual(
    refusal('invalid_transition', 'review/stage-closed'),
  );
});

test('a conflict says what it is', () => {
  expect(
    DeclareConflict.safeParse({ stageId: crypto.randomUUID(), conflict: 'conflict', note: ' ' }).error
      ?.issues[0]?.path,
  ).toEqual(['note']);
});

test('the same form sent twice is one declaration', async () => {
  const review = await aReview({ reviewers: 1 });
  const ctx = ctxOf(review.reviewers[0] as BuiltPerson, { idempotencyKey: 'declare-form' });
  const input = { stageId: review.stageId, conflict: 'none' as const, note: '' };
  expect(await declareConflict(ctx, input)).toEqual(await declareConflict(ctx, input));
  expect(
    (await auditActions(review.institution.id)).filter((action) => action === 'review.declareConflict'),
  ).toHaveLength(1);
});
