import { parseRational, zero, type Rational } from '@/lib/amount/rational';
import type { CreditCase } from './input';

/** How the institution's own courses relate to each other and to what the student has earned. */
export interface CourseTable {
  /** The course and every course that counts once together with it. */
  equivalentsOf(course: string): ReadonlySet<string>;
  /** Whether no course is in two groups, so that counting once together is transitive. */
  areGroupsDisjoint: boolean;
  /** Whether the student has earned the course or an equivalent one. */
  isEarned(course: string): boolean;
  /** Whether the student has earned a more advanced course. */
  isOutranked(course: string): boolean;
  /** What courses already earned take away. @units home unit */
  overlapOf(course: string): Rational;
  /** What the catalog gives for the course, or null. @units home unit */
  creditsOf(course: string): Rational | null;
}

/** What the catalog and the student's earned courses say about each course. @source tests/fixtures/credit-cases.json, case.catalog and algorithm 8; equivalence within one group only, never along a chain of groups */
export function buildCourseTable({ catalog, student }: CreditCase): CourseTable {
  const earned = new Set(student.earned?.map(({ course }) => course));
  const credits = new Map(Object.entries(catalog?.courses ?? {}));
  const equivalents = new Map<string, Set<string>>();
  const groups = (catalog?.equivalents ?? []).map((group) => [...new Set(group)]);
  for (const group of groups) {
    for (const course of group) {
      const others = equivalents.get(course) ?? new Set([course]);
      for (const other of group) others.add(other);
      equivalents.set(course, others);
    }
  }
  const outranked = new Set(
    Object.entries(catalog?.outranks ?? {}).flatMap(([course, lesser]) => (earned.has(course) ? lesser : [])),
  );
  const overlaps = new Map<string, Rational>();
  for (const overlap of catalog?.overlaps ?? []) {
    if (earned.has(overlap.with))
      overlaps.set(
        overlap.course,
        (overlaps.get(overlap.course) ?? zero).add(parseRational(overlap.credits)),
      );
  }
  const equivalentsOf = (course: string): ReadonlySet<string> => equivalents.get(course) ?? new Set([course]);
  return {
    equivalentsOf,
    areGroupsDisjoint: new Set(groups.flat()).size === groups.flat().length,
    isEarned: (course) => [...equivalentsOf(course)].some((one) => earned.has(one)),
    isOutranked: (course) => outranked.has(course),
    overlapOf: (course) => overlaps.get(course) ?? zero,
    creditsOf: (course) => {
      const found = credits.get(course);
      return found ? parseRational(found.credits) : null;
    },
  };
}
