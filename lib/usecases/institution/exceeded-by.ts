import type { HomeUnit } from '@/lib/amount/unit';
import type { OpenNotice } from '@/lib/db/change-notices';
import { findCourses, findPolicyInForce } from '@/lib/db/institutions';
import { listByIds } from '@/lib/db/rules-by-key';
import type { Tx } from '@/lib/db/tx';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { Finding } from '@/lib/rule/lint/finding';
import { type AmountWorld, lintAmounts } from '@/lib/rule/lint/outcomes';
import { curriculumCodesIn, definitionInForce, type RuleVersion } from '@/lib/rule/rule-version';
import type { GroundChange } from './ground-change';

/** What a mapping states that its course will not carry, by the linter: a publication would be refused for the same. */
export function exceededBy(
  rule: RuleVersion,
  courses: readonly KnownCourse[],
  change: GroundChange,
  amounts: Omit<AmountWorld, 'courses'>,
): Finding[] {
  if (change.subject !== 'course') return [];
  return statedAbove(rule, coursesAs(courses, change, 'after'), amounts);
}

type KnownCourse = { code: string; status: string; credits: string | null };

function statedAbove(
  rule: RuleVersion,
  courses: readonly KnownCourse[],
  amounts: Omit<AmountWorld, 'courses'>,
): Finding[] {
  return lintAmounts(definitionInForce(rule), {
    ...amounts,
    courses: Object.fromEntries(courses.map((course) => [course.code, course])),
  }).filter(({ code }) => code === 'over-course');
}

/** The same of changes that are saved: by notice, what its mapping states above what the courses carry from the first day of the change on. */
export async function exceededSince(
  tx: Tx,
  notices: readonly Pick<OpenNotice, 'id' | 'subject' | 'ruleVersionId' | 'firstDay'>[],
  homeUnit: HomeUnit,
): Promise<Map<string, Finding[]>> {
  const ofCourses = notices.filter(({ subject }) => subject === 'course');
  const rules = new Map(
    (await listByIds(tx, [...new Set(ofCourses.map(({ ruleVersionId }) => ruleVersionId))])).map((rule) => [
      rule.id,
      rule,
    ]),
  );
  const found = new Map<string, Finding[]>();
  for (const day of new Set(ofCourses.map(({ firstDay }) => firstDay))) {
    const policy = await findPolicyInForce(tx, day);
    const amounts = { homeUnit, conversions: policy?.credit.conversions ?? {} };
    const onDay = ofCourses.flatMap(({ id, firstDay, ruleVersionId }) => {
      const rule = rules.get(ruleVersionId);
      return firstDay === day && rule ? [{ id, rule }] : [];
    });
    const codes = onDay.flatMap(({ rule }) => curriculumCodesIn(rule.definition));
    const courses = await findCourses(tx, [...new Set(codes)], day);
    for (const { id, rule } of onDay) found.set(id, statedAbove(rule, courses, amounts));
  }
  return found;
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
