import { describe, expect, test } from 'vitest';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { viewCase } from '@/lib/usecases/review/view-case';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, type Arranged, auditActions, clear, recuse, refusal, vote } from './arrange';

interface Mark {
  courseOutcomeId?: string;
  learningOutcomeId?: string;
  coverage?: 'full' | 'partial' | '';
}
const marked = (review: Arranged, more: Mark = {}) => ({
  marks: [
    {
      courseOutcomeId: review.course.outcomeIds[0] ?? '',
      learningOutcomeId: review.certificate.outcomeIds[1] ?? '',
      coverage: 'partial' as const,
      note: 'Module 2.',
      ...more,
    },
  ],
});
const scored = (score: '0' | '3' | '' = '3') => ({
  scores: [{ criterion: 'level' as const, score, rationale: 'EQF 5 against 6.' }],
});
const save = (
  person: BuiltPerson,
  review: Arranged,
  given: Omit<Parameters<typeof saveJudgement>[1], 'stageId'>,
  key?: string,
) => saveJudgement(ctxOf(person, key ? { idempotencyKey: key } : {}), { stageId: review.stageId, ...given });
const judged = async ({ institution }: Arranged) =>
  (await auditActions(institution.id)).filter((act) =>
    ['review.markCoverage', 'review.scoreRubric'].includes(act),
  );

describe.each([
  ['marks', marked, { marked: 1, scored: 0 }, ['review.markCoverage']],
  ['scores', () => scored(), { marked: 0, scored: 1 }, ['review.scoreRubric']],
  [
    'marks and scores',
    (review: Arranged) => ({ ...marked(review), ...scored() }),
    { marked: 1, scored: 1 },
    ['review.markCoverage', 'review.scoreRubric'],
  ],
])('a judgement of %s', (_what, given, counts, acts) => {
  test('is saved and leaves an audit entry of each kind; a repeated form does nothing', async () => {
    const review = await aReview();
    const [reviewer] = review.reviewers as [BuiltPerson];
    await clear(reviewer, review.stageId);
    const first = await save(reviewer, review, given(review), 'judging-form');
    expect(first).toEqual({ caseId: review.caseId, ...counts });
    expect(await save(reviewer, review, given(review), 'judging-form')).toEqual(first);
    expect(await judged(review)).toEqual(acts);
  });

  test('is refused before the declaration, to the recused, the unassigned, strangers, and after the stage is closed', async () => {
    const review = await aReview();
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    const judge = (person: BuiltPerson) => save(person, review, given(review));
    await expect(judge(first)).rejects.toEqual(refusal('invalid_transition', 'review/declare-first'));
    await recuse(first, review.stageId);
    await expect(judge(first)).rejects.toEqual(refusal('forbidden', 'access/recused'));
    await expect(judge(review.author)).rejects.toEqual(refusal('forbidden', 'access/not-assigned'));
    await expect(judge(await aPerson(await anInstitution(), 'reviewer'))).rejects.toEqual(
      refusal('not_found', 'review/not-found'),
    );
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'reject');
    await expect(judge(second)).rejects.toEqual(refusal('invalid_transition', 'review/stage-closed'));
    expect(await judged(review)).toEqual([]);
  });
});

test('what says nothing new, and nothing at all, leaves no entry', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await save(reviewer, review, {});
  await save(reviewer, review, { ...marked(review), ...scored() });
  await save(reviewer, review, { ...marked(review), ...scored('0') });
  expect(await judged(review)).toEqual(['review.markCoverage', 'review.scoreRubric', 'review.scoreRubric']);
});

test('marks are kept with their place, replaced one by one, and left open where nothing is said', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const mark = (more: Mark = {}) => save(reviewer, review, marked(review, more));
  await mark();
  await mark({ coverage: 'full', learningOutcomeId: '' });
  expect(await mark({ courseOutcomeId: review.course.outcomeIds[1] ?? '', coverage: '' })).toMatchObject({
    marked: 0,
  });
  const rows = await queryAsSuperuser(
    'select coverage, learning_outcome_id, note from coverage_mark where case_id = $1',
    [review.caseId],
  );
  expect(rows).toEqual([{ coverage: 'full', learning_outcome_id: null, note: 'Module 2.' }]);
});

test('a score is replaced, and left as it stands where none is given', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await save(reviewer, review, scored('0'));
  await save(reviewer, review, scored('3'));
  expect(await save(reviewer, review, scored(''))).toMatchObject({ scored: 0 });
  expect(
    await queryAsSuperuser('select criterion, score from rubric_score where stage_id = $1', [review.stageId]),
  ).toEqual([{ criterion: 'level', score: 3 }]);
});

test('what a colleague has scored is nobody’s own score, and not told before one’s vote', async () => {
  const review = await aReview({ reviewers: 2 });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  for (const reviewer of [first, second]) await clear(reviewer, review.stageId);
  await save(first, review, scored('3'));
  const own = async (person: BuiltPerson) =>
    (await viewCase(ctxOf(person), { caseId: review.caseId })).deliberation?.own?.scores.map(
      ({ criterion, score: given }) => [criterion, given],
    );
  expect(await own(first)).toEqual([['level', 3]]);
  expect(await own(second)).toEqual([]);
});

test('outcomes of other courses and certificates are refused, and the scores beside them are not kept either', async () => {
  const [review, other] = [await aReview(), await aReview()];
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const mark = (more: Mark) => save(reviewer, review, { ...marked(review, more), ...scored() });
  await expect(mark({ courseOutcomeId: other.course.outcomeIds[0] ?? '' })).rejects.toEqual(
    refusal('invalid_input', 'review/outcome-of-other-course'),
  );
  await expect(mark({ learningOutcomeId: other.certificate.outcomeIds[0] ?? '' })).rejects.toEqual(
    refusal('invalid_input', 'review/outcome-of-other-certificate'),
  );
  expect(await judged(review)).toEqual([]);
});
