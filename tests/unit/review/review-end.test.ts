import { expect, test } from 'vitest';
import { endOfReview, endOfStage } from '@/lib/review/review-end';

test.each([
  ['in_committee', 'passed', 'passed'],
  ['approved', 'passed', 'passed'],
  ['published', 'passed', 'passed'],
  ['revoked', 'passed', 'passed'],
  ['conditionally_approved', 'passed', 'conditional'],
  ['rejected', 'passed', 'unmet'],
  ['withdrawn', 'passed', 'withdrawn'],
  ['withdrawn', 'withdrawn', 'withdrawn'],
  ['draft', 'withdrawn', 'pulledBack'],
  ['submitted', 'withdrawn', 'pulledBack'],
  ['rejected', 'failed', 'failed'],
  ['returned', 'returned', 'returned'],
  ['submitted', 'returned', 'returned'],
  ['withdrawn', 'returned', 'withdrawn'],
  ['in_department', null, null],
] as const)('a mapping that is %s, its last stage %s: %s', (status, outcome, end) => {
  expect(endOfReview(status, outcome)).toBe(end);
});

test('a stage that passed on conditions is said to have', () => {
  const conditions = { owed: true };
  expect(endOfStage({ outcome: 'passed', conditions })).toBe('conditional');
  expect(endOfStage({ outcome: 'passed', conditions: null })).toBe('passed');
  expect(endOfStage({ outcome: 'returned', conditions: null })).toBe('returned');
  expect(endOfStage({ outcome: null, conditions: null })).toBeNull();
});
