import * as z from 'zod';

/** How far a certificate covers one outcome of a course: all of it, a part, nothing. @source docs/domain.md §5.3 */
export const CoverageLevel = z.enum(['full', 'partial', 'none']);
export type CoverageLevel = z.infer<typeof CoverageLevel>;

/** Weights in halves, so that everything stays a whole number. @source docs/domain.md §5.3: full 1, partial ½, none 0 */
const halves: Record<CoverageLevel, number> = { full: 2, partial: 1, none: 0 };

/** A course of the rule, with what it wants. */
export interface CourseToCover {
  code: string;
  outcomeIds: readonly string[];
}

/** How far one course is covered. */
export interface CourseCoverage {
  code: string;
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

/** Each course of a rule by itself, and what that comes to. */
export interface Coverage {
  courses: CourseCoverage[];
  /** Outcomes of all courses without a mark. */
  missing: number;
  isComplete: boolean;
  /** Whether every single course reaches the threshold: what one has too much is no help to another. */
  reaches: boolean;
}

type Mark = { courseOutcomeId: string; coverage: CoverageLevel };

/**
 * Coverage of each course = weighted sum ÷ number of its outcomes, against the policy's threshold; outcomes without a mark count as
 * not covered. Compared in whole numbers. A course without listed outcomes has nothing to cover and reaches any threshold.
 * @units threshold in percent   @source docs/domain.md §5.3, §11.9
 */
export function coverageOf(
  courses: readonly CourseToCover[],
  marks: readonly Mark[],
  threshold: number,
): Coverage {
  const covered = courses.map((course) => coverageOfCourse(course, marks, threshold));
  return {
    courses: covered,
    missing: covered.reduce((sum, { outcomes, marked }) => sum + outcomes - marked, 0),
    isComplete: covered.every((course) => course.isComplete),
    reaches: covered.every((course) => course.reaches),
  };
}

function coverageOfCourse(
  { code, outcomeIds }: CourseToCover,
  marks: readonly Mark[],
  threshold: number,
): CourseCoverage {
  const levels = new Map(
    marks
      .filter((mark) => outcomeIds.includes(mark.courseOutcomeId))
      .map((mark) => [mark.courseOutcomeId, mark.coverage]),
  );
  const outcomes = new Set(outcomeIds).size;
  const number = (level: CoverageLevel) => [...levels.values()].filter((found) => found === level).length;
  const sum = [...levels.values()].reduce((total, level) => total + halves[level], 0);
  return {
    code,
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
