import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, shuffled } from '@/lib/kernel/seeded-random';

const numbers = (seed: number) => Array.from({ length: 20 }, seededRandom(seed));

test('the same seed gives the same numbers, from 0 to below 1, and another one others', () => {
  // As the published generator gives them for this seed.
  expect(
    numbers(1)
      .slice(0, 3)
      .map((number) => number * 2 ** 32),
  ).toEqual([2_693_262_067, 11_749_833, 2_265_367_787]);
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(numbers(seed)).toEqual(numbers(seed));
      expect(numbers(seed)).not.toEqual(numbers(seed + 1));
      expect(numbers(seed).every((number) => number >= 0 && number < 1)).toBe(true);
    }),
  );
});

test('what is shuffled holds what it held, and what was given stays as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
      const before = [...items];
      const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
      expect(sorted(shuffled(items, seededRandom(seed)))).toEqual(sorted(items));
      expect(items).toEqual(before);
    }),
  );
  expect(shuffled([1, 2, 3, 4, 5, 6, 7, 8], seededRandom(1))).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
