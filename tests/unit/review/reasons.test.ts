import { expect, test } from 'vitest';
import { isPlaceless, needsReason, unreasoned } from '@/lib/review/reasons';
import { groundsOf, isGroundOf, needsWords, VoteGround } from '@/lib/review/vote-ground';
import { VoteChoice } from '@/lib/review/vote-choice';

const blind = { others: [], asksAll: false };

test.each([
  [0, true],
  [1, true],
  [2, false],
  [3, false],
])('a score of %i needs a reason while nothing is known of others: %s', (score, isNeeded) => {
  expect(needsReason({ criterion: 'level', score }, blind)).toBe(isNeeded);
});

test('what differs from others needs a reason, what is the same does not, and the policy may ask for all', () => {
  const others = [{ criterion: 'level' as const, score: 3 }];
  const own = (score: number) => ({ criterion: 'level' as const, score });
  expect(needsReason(own(2), { others, asksAll: false })).toBe(true);
  expect(needsReason(own(3), { others, asksAll: false })).toBe(false);
  expect(needsReason({ criterion: 'workload', score: 2 }, { others, asksAll: false })).toBe(false);
  expect(needsReason(own(3), { others, asksAll: true })).toBe(true);
  expect(
    unreasoned(
      [
        { ...own(2), rationale: ' ' },
        { criterion: 'quality', score: 0, rationale: 'Nobody does.' },
      ],
      { others, asksAll: false },
    ),
  ).toEqual(['level']);
});

test('what is covered is covered somewhere; nothing is covered nowhere', () => {
  const mark = { coverage: 'full' as const, learningOutcomeId: null, note: ' ' };
  expect(isPlaceless(mark)).toBe(true);
  expect(isPlaceless({ ...mark, coverage: 'partial' })).toBe(true);
  expect(isPlaceless({ ...mark, coverage: 'none' })).toBe(false);
  expect(isPlaceless({ ...mark, note: 'Week 3.' })).toBe(false);
  expect(isPlaceless({ ...mark, learningOutcomeId: 'o1' })).toBe(false);
});

test('every choice has its grounds, and words stand where none says enough', () => {
  for (const choice of VoteChoice.options)
    for (const ground of VoteGround.options)
      expect(isGroundOf(choice, ground)).toBe((groundsOf[choice] as readonly string[]).includes(ground));
  expect(needsWords('approve', 'asJudged')).toBe(false);
  expect(needsWords('approve', 'other')).toBe(true);
  expect(needsWords('approve', null)).toBe(true);
  expect(needsWords('return', 'amount')).toBe(true);
});
