import { describe, expect, test } from 'vitest';
import { markCoverage } from '@/lib/usecases/review/mark-coverage';
import { scoreRubric } from '@/lib/usecases/review/score-rubric';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, type Arranged, auditActions, clear, recuse, refusal, vote } from './arrange';

const mark = (
  person: BuiltPerson,
  review: Arranged,
  more: { courseOutcomeId?: string; learningOutcomeId?: string; coverage?: 'full' | 'partial' | '' } = {},
  key?: string,
) =>
  markCoverage(ctxOf(person, key ? { idempotencyKey: key } : {}), {
    stageId: review.stageId,
    marks: [
      {
        courseOutcomeId: review.course.outcomeIds[0] ?? '',
        learningOutcomeId: review.certificate.outcomeIds[1] ?? '',
        coverage: 'partial',
        note: 'Module 2.',
        ...more,
      },
    ],
  });
const score = (person: BuiltPerson, review: Arranged, value: '0' | '3' | '' = '3', key?: string) =>
  scoreRubric(ctxOf(person, key ? { idempotencyKey: key } : {}), {
    stageId: review.stageId,
    scores: [{ criterion: 'level', score: value, rationale: 'EQF 5 against 6.' }],
  });

describe.each([
  [
    'mark-coverage',
    'review.markCoverage',
    mark as (person: BuiltPerson, review: Arranged, more?: never, key?: string) => Promise<unknown>,
  ],
  [
    'score-rubric',
    'review.scoreRubric',
    score as (person: BuiltPerson, review: Arranged, more?: never, key?: string) => Promise<unknown>,
  ],
])('%s', (_name, action, act) => {
  test('saves, leaves an audit entry, and a repeated form does nothing', async () => {
    const review = await aReview();
    const [reviewer] = review.reviewers as [BuiltPerson];
    await clear(reviewer, review.stageId);
    const first = await act(reviewer, review, undefined, 'judging-form');
    expect(first).toEqual({ caseId: review.caseId, saved: 1 });
    expect(await act(reviewer, review, undefined, 'judging-form')).toEqual(first);
    expect((await auditActions(review.institution.id)).filter((found) => found === action)).toHaveLength(1);
  });

  test('is refused before the declaration, to the recused, the unassigned, strangers, and after the stage is closed', async () => {
    const review = await aReview();
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await expect(act(first, review)).rejects.toEqual(refusal('invalid_transition', 'review/declare-first'));
    await recuse(first, review.stageId);
    await expect(act(first, review)).rejects.toEqual(refusal('forbidden', 'access/recused'));
    await expect(act(review.author, review)).rejects.toEqual(refusal('forbidden', 'access/not-assigned'));
    await expect(act(await aPerson(await anInstitution(), 'reviewer'), review)).rejects.toEqual(
      refusal('not_found', 'review/not-found'),
    );
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'reject');
    await expect(act(second, review)).rejects.toEqual(refusal('invalid_transition', 'review/stage-closed'));
  });
});

test('marks are kept with their place, replaced one by one, and left open where nothing is said', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await mark(reviewer, review);
  await mark(reviewer, review, { coverage: 'full', learningOutcomeId: '' });
  expect(
    await mark(reviewer, review, { courseOutcomeId: review.course.outcomeIds[1] ?? '', coverage: '' }),
  ).toMatchObject({ saved: 0 });
  const rows = await queryAsSuperuser(
    'select coverage, learning_outcome_id, note from coverage_mark where case_id = $1',
    [review.caseId],
  );
  expect(rows).toEqual([{ coverage: 'full', learning_outcome_id: null, note: 'Module 2.' }]);
});

test('outcomes of other courses and certificates are refused', async () => {
  const [review, other] = [await aReview(), await aReview()];
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await expect(mark(reviewer, review, { courseOutcomeId: other.course.outcomeIds[0] ?? '' })).rejects.toEqual(
    refusal('invalid_input', 'review/outcome-of-other-course'),
  );
  await expect(
    mark(reviewer, review, { learningOutcomeId: other.certificate.outcomeIds[0] ?? '' }),
  ).rejects.toEqual(refusal('invalid_input', 'review/outcome-of-other-certificate'));
});
