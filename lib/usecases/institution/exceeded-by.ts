import { foldCourseCode } from '@/lib/institution/course-code';
import type { Finding } from '@/lib/rule/lint/finding';
import { type AmountWorld, lintAmounts } from '@/lib/rule/lint/outcomes';
import { definitionInForce, type RuleVersion } from '@/lib/rule/rule-version';
import type { GroundChange } from './touched-rules';

/** What a mapping states that its course will not carry, by the linter: a publication would be refused for the same. */
export function exceededBy(
  rule: RuleVersion,
  courses: readonly { code: string; status: string; credits: string | null }[],
  change: GroundChange,
  amounts: Omit<AmountWorld, 'courses'>,
): Finding[] {
  if (change.subject !== 'course') return [];
  return lintAmounts(definitionInForce(rule), {
    ...amounts,
    courses: Object.fromEntries(coursesAs(courses, change, 'after').map((course) => [course.code, course])),
  }).filter(({ code }) => code === 'over-course');
}

/** Courses as they are before the change, or after it. */
export function coursesAs<Course extends { code: string }>(
  courses: readonly Course[],
  change: Extract<GroundChange, { subject: 'course' }>,
  side: 'before' | 'after',
): Course[] {
  return courses.map((course) =>
    foldCourseCode(course.code) === foldCourseCode(change.code) ? { ...course, ...change[side] } : course,
  );
}
