import { expect, test } from 'vitest';
import * as z from 'zod';
import { someOf } from '@/lib/kernel/some-of';

test('asks in the same words for a list that is empty and for one that was not sent, and bounds it', () => {
  const form = z.object({ people: someOf(z.string(), { reason: 'field/people', most: 2 }) });
  const told = (people: unknown) => form.safeParse({ people }).error?.issues.map(({ message }) => message);
  expect([told(undefined), told([])]).toEqual([['field/people'], ['field/people']]);
  expect(told(['a', 'b'])).toBeUndefined();
  expect(told(['a', 'b', 'c'])).toHaveLength(1);
});
