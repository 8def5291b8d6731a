import * as z from 'zod';

/** How far a certificate covers one outcome of a course: all of it, a part, nothing. @source docs/domain.md §5.3 */
export const CoverageLevel = z.enum(['full', 'partial', 'none']);
export type CoverageLevel = z.infer<typeof CoverageLevel>;

/** Weights in halves, so that everything stays a whole number. @source docs/domain.md §5.3: full 1, partial ½, none 0 */
const halves: Record<CoverageLevel, number> = { full: 2, partial: 1, none: 0 };

export interface Coverage {
  /** Course outcomes there are, and how many of them are marked. */
  outcomes: number;
  marked: number;
  full: number;
  partial: number;
  none: number;
  /** Sum of the weights of what is marked. @units half outcomes */
  halves: number;
  /** For showing only, rounded down: 79.99 is not 80. @units percent */
  percent: number;
  isComplete: boolean;
  /** Whether the threshold is reached, exactly; an incomplete matrix does not reach it, unless the marks so far suffice. */
  reaches: boolean;
}

/**
 * Coverage = weighted sum ÷ number of course outcomes, against the policy's threshold; outcomes without a mark count as not
 * covered. Compared in whole numbers. A course without listed outcomes has nothing to cover and reaches any threshold.
 * @units threshold in percent   @source docs/domain.md §5.3
 */
export function coverageOf(
  outcomeIds: readonly string[],
  marks: readonly { courseOutcomeId: string; coverage: CoverageLevel }[],
  threshold: number,
): Coverage {
  const levels = new Map(
    marks
      .filter((mark) => outcomeIds.includes(mark.courseOutcomeId))
      .map((mark) => [mark.courseOutcomeId, mark.coverage]),
  );
  const outcomes = new Set(outcomeIds).size;
  const number = (level: CoverageLevel) => [...levels.values()].filter((found) => found === level).length;
  const sum = [...levels.values()].reduce((total, level) => total + halves[level], 0);
  return {
    outcomes,
    marked: levels.size,
    full: number('full'),
    partial: number('partial'),
    none: number('none'),
    halves: sum,
    percent: outcomes === 0 ? 100 : Math.floor((sum * 50) / outcomes),
    isComplete: levels.size === outcomes,
    reaches: sum * 50 >= threshold * outcomes,
  };
}
