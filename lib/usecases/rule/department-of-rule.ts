import { findCourses } from '@/lib/db/institutions';
import type { Tx } from '@/lib/db/tx';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { reviewingDepartment } from '@/lib/rule/reviewing-department';
import { courseCodesIn, type RuleVersion } from '@/lib/rule/rule-version';

/** The department that judges a version, by the courses it awards as they are on that day. */
export async function departmentOfRule(
  tx: Tx,
  { definition, departmentId }: Pick<RuleVersion, 'definition' | 'departmentId'>,
  day: CivilDate,
): Promise<string | null> {
  const courses = await findCourses(tx, courseCodesIn(definition), day);
  return reviewingDepartment(
    courses.map((course) => course.departmentId),
    departmentId,
  );
}
