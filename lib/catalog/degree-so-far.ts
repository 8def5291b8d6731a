import { atLeastZero, formatRational, parseRational, zero } from '@/lib/amount/rational';
import { buildCourseTable } from '@/lib/credit/courses';
import type { Evaluation } from '@/lib/credit/evaluation';
import type { CreditCase } from '@/lib/credit/input';

/** The parts of a degree. @units home unit, exact */
export interface DegreeSoFar {
  /** By courses of the institution itself. */
  earned: string;
  counted: string;
  /** Awarded, but over a limit. */
  lost: string;
  /** What the program leaves to earn; null where it does not say how much it asks, or there is none. */
  rest: string | null;
}

/**
 * How much of the program is earned, would count, and is left. Courses that are stated as earned fill the degree as well; of those that
 * count once together the largest does, and a course of which no credit is known fills nothing. @units home unit
 */
export function degreeSoFar(input: CreditCase, totals: Evaluation['totals']): DegreeSoFar {
  const { equivalentsOf } = buildCourseTable(input);
  const taken = new Set<string>();
  let earned = zero;
  const largestFirst = (input.student.earned ?? [])
    .map(({ course, credits }) => ({
      course,
      credits: credits === undefined ? zero : parseRational(credits),
    }))
    .sort((a, b) => b.credits.compare(a.credits));
  for (const { course, credits } of largestFirst) {
    if (taken.has(course)) continue;
    for (const one of equivalentsOf(course)) taken.add(one);
    earned = earned.add(credits);
  }
  const [awarded, counted] = [parseRational(totals.awarded), parseRational(totals.counted)];
  const total = input.program?.total;
  return {
    earned: formatRational(earned),
    counted: totals.counted,
    lost: formatRational(atLeastZero(awarded.sub(counted))),
    rest:
      total === undefined ? null : formatRational(atLeastZero(parseRational(total).sub(counted).sub(earned))),
  };
}
