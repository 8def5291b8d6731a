import fc from 'fast-check';
import { expect, test } from 'vitest';
import { portionsOf } from '@/lib/kernel/portions-of';

test('a list in portions is the list, each of them full but the last', () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 7 }), (list, size) => {
      const portions = portionsOf(list, size);
      expect(portions.flat()).toEqual(list);
      expect(portions.slice(0, -1).every((one) => one.length === size)).toBe(true);
      expect(portions.every((one) => one.length > 0)).toBe(true);
    }),
  );
});
