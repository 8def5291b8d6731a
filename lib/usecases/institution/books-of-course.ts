import type { CourseFacts } from '@/lib/db/curriculum';
import type { Institution } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { bookAround } from '../rule/book-around';
import type { BooksToCompare } from '../rule/effect-of-books';
import type { ChangePlace } from './touched-rules';

/** @units mappings around which a change is tried; more have too much say */
const most = 300;

/**
 * The book in force on the first day of a change, with the course as it was and as it will be; null where nothing changes of what it carries, or where no
 * mapping in force awards it, so that nobody gets anything else.
 */
export async function booksOfCourse(
  tx: Tx,
  { database }: Pick<ChangePlace, 'database'>,
  institution: Pick<Institution, 'id' | 'slug' | 'homeUnit'>,
  today: CivilDate,
  change: { code: string; firstDay: CivilDate; before: CourseFacts; after: CourseFacts },
  touched: readonly RuleVersion[],
): Promise<BooksToCompare | null> {
  const inForce = touched.filter(({ status }) => status === 'published');
  if (change.before.credits === change.after.credits || inForce.length === 0) return null;
  const around = await bookAround(tx, database, institution, change.firstDay, inForce.slice(0, most));
  const { book, courseTitles, isTooLarge } = around;
  const withCredits = (credits: string | null) => ({
    ...book,
    courses: book.courses.map((course) =>
      foldCourseCode(course.code) === foldCourseCode(change.code) ? { ...course, credits } : course,
    ),
  });
  return {
    institution,
    today,
    day: change.firstDay,
    before: withCredits(change.before.credits),
    after: withCredits(change.after.credits),
    courseTitles,
    isTooLarge: isTooLarge || inForce.length > most,
  };
}
