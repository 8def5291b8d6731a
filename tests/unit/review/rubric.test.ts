import { expect, test } from 'vitest';
import { Criterion, rubricState, spreadOf } from '@/lib/review/rubric';

const allScored = (score: number) => Criterion.options.map((criterion) => ({ criterion, score }));

test('a rubric is complete when every criterion is scored that can be judged now', () => {
  expect(rubricState(allScored(2).filter(({ criterion }) => criterion !== 'studentSuccess'))).toEqual({
    isComplete: true,
    open: [],
    knockOuts: [],
  });
  expect(rubricState(allScored(2).slice(1))).toMatchObject({ isComplete: false, open: ['level'] });
});

test('a 0 knocks out only where docs/domain.md says so', () => {
  expect(rubricState(allScored(0)).knockOuts).toEqual(['level', 'assessment', 'currency', 'quality']);
  expect(rubricState(allScored(1)).knockOuts).toEqual([]);
});

test('reviewers more than one step apart are asked to talk', () => {
  const spread = spreadOf([
    { criterion: 'level', score: 3 },
    { criterion: 'level', score: 1 },
    { criterion: 'quality', score: 2 },
    { criterion: 'quality', score: 3 },
  ]);
  expect(spread).toEqual([
    { criterion: 'level', lowest: 1, highest: 3, asksForDiscussion: true },
    { criterion: 'quality', lowest: 2, highest: 3, asksForDiscussion: false },
  ]);
});
