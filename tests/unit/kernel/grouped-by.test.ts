import { expect, test } from 'vitest';
import { groupedBy } from '@/lib/kernel/grouped-by';

test('what has the same key stands together, in the order of the whole', () => {
  expect([...groupedBy([3, 1, 2, 5, 4], (one) => one % 2)]).toEqual([
    [1, [3, 1, 5]],
    [0, [2, 4]],
  ]);
});
