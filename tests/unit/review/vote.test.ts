import { expect, test } from 'vitest';
import { lastVotes } from '@/lib/review/vote';

test('the last vote of each person counts, wherever it is listed', () => {
  const votes = [
    { personId: 'a', ordinal: 2 },
    { personId: 'b', ordinal: 1 },
    { personId: 'a', ordinal: 3 },
    { personId: 'a', ordinal: 1 },
  ];
  expect(lastVotes(votes)).toEqual([
    { personId: 'a', ordinal: 3 },
    { personId: 'b', ordinal: 1 },
  ]);
});
