import { expect, test } from 'vitest';
import { ScoreRubric, scoreRubric } from '@/lib/usecases/review/score-rubric';
import type { BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, type Arranged, clear } from './arrange';

// Who may score and when is tested beside marking coverage: both go the same way.
const score = (person: BuiltPerson, review: Arranged, value: '0' | '3' | '') =>
  scoreRubric(ctxOf(person), {
    stageId: review.stageId,
    scores: [{ criterion: 'level', score: value, rationale: 'EQF 5 against 6.' }],
  });

test('a score says why', async () => {
  const [problem] =
    ScoreRubric.safeParse({
      stageId: crypto.randomUUID(),
      scores: [{ criterion: 'level', score: '0', rationale: '' }],
    }).error?.issues ?? [];
  expect(problem?.path).toEqual(['scores', 0, 'rationale']);
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await score(reviewer, review, '0');
  await score(reviewer, review, '3');
  expect(await score(reviewer, review, '')).toMatchObject({ saved: 0 });
  expect(
    await queryAsSuperuser('select criterion, score from rubric_score where stage_id = $1', [review.stageId]),
  ).toEqual([{ criterion: 'level', score: 3 }]);
});
