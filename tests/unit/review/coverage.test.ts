import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf, type CoverageLevel } from '@/lib/review/coverage';

const marks = (...levels: (CoverageLevel | null)[]) =>
  levels.flatMap((coverage, index) => (coverage ? [{ courseOutcomeId: `o${index}`, coverage }] : []));
const ids = (n: number) => Array.from({ length: n }, (_, index) => `o${index}`);

describe('coverage', () => {
  test('full counts 1, partial a half, none nothing', () => {
    expect(coverageOf(ids(4), marks('full', 'partial', 'none', 'full'), 80)).toMatchObject({
      halves: 5,
      percent: 62,
      full: 2,
      partial: 1,
      none: 1,
      isComplete: true,
      reaches: false,
    });
  });

  test('the comparison is exact: 79.99 is not 80', () => {
    // 8 of 10 outcomes is 80 exactly; 11 halves of 14 is 78.57.
    expect(
      coverageOf(ids(10), marks(...Array<CoverageLevel>(8).fill('full'), 'none', 'none'), 80).reaches,
    ).toBe(true);
    expect(
      coverageOf(ids(7), marks('full', 'full', 'full', 'full', 'full', 'partial', 'none'), 79),
    ).toMatchObject({ percent: 78, reaches: false });
    expect(coverageOf(ids(3), marks('full', 'full', 'none'), 67)).toMatchObject({
      percent: 66,
      reaches: false,
    });
  });

  test('outcomes without a mark count as not covered', () => {
    expect(coverageOf(ids(2), marks('full', null), 80)).toMatchObject({
      marked: 1,
      percent: 50,
      isComplete: false,
      reaches: false,
    });
  });

  test('marks on outcomes of another course do not count', () => {
    expect(coverageOf(['o1'], marks('full', null), 50)).toMatchObject({ marked: 0, percent: 0 });
  });

  test('a course without listed outcomes has nothing to cover', () => {
    expect(coverageOf([], [], 100)).toMatchObject({ isComplete: true, reaches: true, percent: 100 });
  });

  test('marking more never lowers the coverage', () => {
    const level = fc.constantFrom<CoverageLevel>('full', 'partial', 'none');
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 12 }), fc.nat({ max: 11 }), (levels, at) => {
        const before = coverageOf(ids(levels.length), marks(...levels), 80);
        const after = coverageOf(
          ids(levels.length),
          marks(...levels.map((found, index) => (index === at ? 'full' : found))),
          80,
        );
        expect(after.halves).toBeGreaterThanOrEqual(before.halves);
        expect(after.percent).toBeLessThanOrEqual(100);
      }),
    );
  });
});
