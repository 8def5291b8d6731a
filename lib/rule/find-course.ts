import { foldCourseCode } from '@/lib/institution/course-code';

/** What of a course is looked at while somebody types. */
export interface FoundByWords {
  code: string;
  title: string;
}

/**
 * The courses that somebody may mean who has typed so much: each word stands in the code or in the title, wherever a word of it begins.
 * A code that begins so comes first, then a title that does, then the rest, each in the order given.
 */
export function coursesLike<C extends FoundByWords>(courses: readonly C[], typed: string, most: number): C[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const code = foldCourseCode(typed);
  const placed = courses.flatMap((course, at) => {
    const [own, title] = [foldCourseCode(course.code), folded(course.title)];
    const isOfCode = own.startsWith(code);
    if (!isOfCode && !words.every((word) => begins(title, word) || begins(folded(course.code), word)))
      return [];
    return [{ course, at, place: isOfCode ? 0 : title.startsWith(words.join(' ')) ? 1 : 2 }];
  });
  return placed
    .sort((a, b) => a.place - b.place || a.at - b.at)
    .slice(0, most)
    .map(({ course }) => course);
}

/** The course of exactly that code, however it is written. */
export function courseOfCode<C extends FoundByWords>(courses: readonly C[], typed: string): C | undefined {
  const code = foldCourseCode(typed);
  return code === '' ? undefined : courses.find((course) => foldCourseCode(course.code) === code);
}

/** Whether a word of that text begins so: "340" finds "STAT 340", "stat" finds "Statistics". */
function begins(text: string, word: string): boolean {
  return text.startsWith(word) || text.split(/[\s\-/.]+/).some((one) => one.startsWith(word));
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
