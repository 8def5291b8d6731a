import { readCourseCode } from './course-number';
import { conceptsOf } from './concepts';
import type { ExternalCourse } from './precedent';
import { descriptionStems, letterRuns, stemOf, titleWords } from './words';

/** What is asked about, or was once decided, as it is compared. */
export interface ReadExternal {
  /** Equal where codes and titles are equal, however they are written. */
  codes: string;
  title: string;
  stems: readonly string[];
  concepts: readonly string[];
  runs: readonly string[];
  meaning: readonly string[];
  subjects: readonly string[];
  number: string;
  level: number;
  sequence: number;
  credits: number | null;
  parts: number;
}

/** Reads courses that are taken together as one: titles and descriptions joined, credits added, each course once. */
export function readExternal(external: readonly ExternalCourse[]): ReadExternal {
  const courses = new Map(
    external.slice(0, 20).map((course) => {
      const code = readCourseCode(course.code);
      return [
        `${code.subject} ${code.number}|${titleWords(course.title).join(' ')}`,
        { ...course, read: code },
      ] as const;
    }),
  );
  const list = [...courses]
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, course]) => course);
  const words = list.flatMap(({ title }) => titleWords(title));
  const credits = list.map((course) => creditsOf(course.credits));
  return {
    codes: list.map(({ read }) => `${read.subject}${read.number}`).join('+'),
    title: words.join(' '),
    stems: words.map(stemOf),
    concepts: conceptsOf(words),
    runs: letterRuns(words),
    meaning: list.flatMap(({ description }) => descriptionStems(description)),
    subjects: [...new Set(list.map(({ read }) => read.subject).filter((subject) => subject !== ''))],
    number: list[0]?.read.number ?? '',
    level: Math.max(0, ...list.map(({ read }) => read.level)),
    sequence: sequenceOf(words) || (list[0]?.read.sequence ?? 0),
    credits:
      credits.some((amount) => amount === null) || list.length === 0
        ? null
        : credits.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
    parts: list.length,
  };
}

/** The last numeral among words that have theirs written as digits, 0 when there is none. @units 1 to 10 */
export function sequenceOf(words: readonly string[]): number {
  const numeral = words.findLast((word) => /^([1-9]|10)$/.test(word));
  return numeral === undefined ? 0 : Number(numeral);
}

/** Credits as a catalog writes them, the most of a span, null where nothing is written. @units credits of whoever wrote them */
export function creditsOf(written: string): number | null {
  const amounts =
    written
      .slice(0, 40)
      .match(/\d{1,4}(?:\.\d{1,4})?/g)
      ?.map(Number) ?? [];
  const most = Math.max(0, ...amounts);
  return most > 0 ? most : null;
}
