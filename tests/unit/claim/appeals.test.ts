import { expect, it } from 'vitest';
import { appealOf, sinceDecided, wasDecided } from '@/lib/claim/appeals';
import type { ClaimMove } from '@/lib/claim/lifecycle';

const events = (...moves: ClaimMove[]) => moves.map((move, at) => ({ move, at }));

it('knows the appeal against the last decision, and none against one that was taken back', () => {
  expect(appealOf([])).toBeUndefined();
  expect(appealOf(events('submit', 'decide'))).toBeUndefined();
  expect(appealOf(events('submit', 'decide', 'appeal', 'uphold'))?.at).toBe(2);
  const anew = events('submit', 'decide', 'appeal', 'reopen', 'decide');
  expect(appealOf(anew)).toBeUndefined();
  expect(sinceDecided(anew)).toEqual([{ move: 'decide', at: 4 }]);
  expect(sinceDecided(events('submit', 'verify'))).toHaveLength(2);
  expect([wasDecided(anew), wasDecided(events('submit', 'verify'))]).toEqual([true, false]);
});
