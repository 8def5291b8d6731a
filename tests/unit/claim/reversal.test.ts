import { expect, it } from 'vitest';
import { freesLearning, reversalGrounds } from '@/lib/claim/reversal';

it('frees what an award used up, unless the same learning counts already', () => {
  expect(reversalGrounds.filter(freesLearning)).toEqual(['fraud', 'revoked', 'error']);
  expect(freesLearning(null)).toBe(true);
});
