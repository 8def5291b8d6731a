import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '@/lib/search/edit-distance';

/** The same by its definition: every way to spend one slip, tried. */
function slowly(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [i, j] = [a.length - 1, b.length - 1];
  const ways = [
    slowly(a.slice(0, i), b.slice(0, j)) + (a[i] === b[j] ? 0 : 1),
    slowly(a.slice(0, i), b) + 1,
    slowly(a, b.slice(0, j)) + 1,
  ];
  if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j])
    ways.push(slowly(a.slice(0, i - 1), b.slice(0, j - 1)) + 1);
  return Math.min(...ways);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });

test('is that of its definition, and stops at the most that is asked for', () => {
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 6 }), (a, b, most) => {
      expect(editDistance(a, b, most)).toBe(Math.min(most, slowly(a, b)));
    }),
    { numRuns: 2_000 },
  );
});

test('counts neighbours in each other’s place once', () => {
  expect(editDistance('pyhton', 'python', 3)).toBe(1);
});
