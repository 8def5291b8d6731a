import * as z from 'zod';
import type { LineKind } from '@/lib/credit/input';

/**
 * What stands in an institution's own course list: a course, which counts once, or a collective place for transfer credit, which counts as
 * often as something is put there. The same list as course_kind_known in the database.
 */
export const CourseKind = z.enum(['course', 'elective']);
export type CourseKind = z.infer<typeof CourseKind>;

/**
 * As what a line counts: one that says *course* of a collective place is elective credit, whoever wrote it and on whichever road.
 * `listed` is what the course list says of its target on the day; absent where the list does not know it.
 * @source docs/domain.md §11
 */
export function lineKindOf(kind: LineKind, listed: CourseKind | undefined): LineKind {
  return kind === 'course' && listed === 'elective' ? 'elective' : kind;
}
