import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf, type CoverageLevel } from '@/lib/review/coverage';

const marks = (...levels: (CoverageLevel | null)[]) =>
  levels.flatMap((coverage, index) => (coverage ? [{ courseOutcomeId: `o${index}`, coverage }] : []));
const ids = (n: number) => Array.from({ length: n }, (_, index) => `o${index}`);
const one = (outcomeIds: string[], given: ReturnType<typeof marks>, threshold: number) => {
  const { courses, ...all } = coverageOf([{ code: 'A', outcomeIds }], given, threshold);
  return { ...courses[0], ...all };
};

describe('coverage', () => {
  test('full counts 1, partial a half, none nothing', () => {
    expect(one(ids(4), marks('full', 'partial', 'none', 'full'), 80)).toMatchObject({
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
    expect(one(ids(10), marks(...Array<CoverageLevel>(8).fill('full'), 'none', 'none'), 80).reaches).toBe(
      true,
    );
    expect(one(ids(7), marks('full', 'full', 'full', 'full', 'full', 'partial', 'none'), 79)).toMatchObject({
      percent: 78,
      reaches: false,
    });
    expect(one(ids(3), marks('full', 'full', 'none'), 67)).toMatchObject({ percent: 66, reaches: false });
  });

  test('outcomes without a mark count as not covered', () => {
    expect(one(ids(2), marks('full', null), 80)).toMatchObject({
      marked: 1,
      missing: 1,
      percent: 50,
      isComplete: false,
      reaches: false,
    });
  });

  test('marks on outcomes of another course do not count', () => {
    expect(one(['o1'], marks('full', null), 50)).toMatchObject({ marked: 0, percent: 0 });
  });

  test('a course without listed outcomes has nothing to cover', () => {
    expect(one([], [], 100)).toMatchObject({ isComplete: true, reaches: true, percent: 100 });
    expect(coverageOf([], [], 100)).toEqual({ courses: [], missing: 0, isComplete: true, reaches: true });
  });

  test('each course counts by itself: three full of one and none of the other reach nothing', () => {
    const found = coverageOf(
      [
        { code: 'A', outcomeIds: ['o0', 'o1', 'o2'] },
        { code: 'B', outcomeIds: ['o3'] },
      ],
      marks('full', 'full', 'full', 'none'),
      75,
    );
    expect(found.courses.map(({ code, percent, reaches }) => [code, percent, reaches])).toEqual([
      ['A', 100, true],
      ['B', 0, false],
    ]);
    expect(found).toMatchObject({ reaches: false, isComplete: true });
  });

  test('a rule reaches what each of its courses reaches alone, however they are put together', () => {
    const level = fc.constantFrom<CoverageLevel | null>('full', 'partial', 'none', null);
    fc.assert(
      fc.property(
        fc.array(fc.array(level, { maxLength: 5 }), { maxLength: 5 }),
        fc.nat({ max: 100 }),
        (levels, threshold) => {
          const courses = levels.map((of, at) => ({
            code: `C${at}`,
            outcomeIds: of.map((_, index) => `${at}-${index}`),
          }));
          const given = levels.flatMap((of, at) =>
            of.flatMap((coverage, index) =>
              coverage ? [{ courseOutcomeId: `${at}-${index}`, coverage }] : [],
            ),
          );
          const alone = courses.map((course) => coverageOf([course], given, threshold).reaches);
          expect(coverageOf(courses, given, threshold).reaches).toBe(alone.every(Boolean));
        },
      ),
    );
  });

  test('marking more never lowers the coverage', () => {
    const level = fc.constantFrom<CoverageLevel>('full', 'partial', 'none');
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 12 }), fc.nat({ max: 11 }), (levels, at) => {
        const before = one(ids(levels.length), marks(...levels), 80);
        const after = one(
          ids(levels.length),
          marks(...levels.map((found, index) => (index === at ? 'full' : found))),
          80,
        );
        expect(after.halves).toBeGreaterThanOrEqual(before.halves ?? 0);
        expect(after.percent).toBeLessThanOrEqual(100);
      }),
    );
  });
});
