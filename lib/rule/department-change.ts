import { editableStatuses, inForceStatuses, reviewStatuses } from './lifecycle';
import type { RuleVersion } from './rule-version';

export type DepartmentReason =
  | 'department/archived'
  | 'department/same'
  | 'rule/being-written'
  | 'rule/under-review'
  | 'rule/nothing-decided';

/** What forms and addresses send where a mapping is to have no department: then registrars look after it. */
export const noDepartment = 'none';

/**
 * Why the department that looks after a rule stays as it is, or null where it may be another, or none, from now on. What is being written is its
 * author's, and what is under review stays with whoever reviews it; of what is closed there is nothing to look after.
 * @source docs/decisions/0040-many-mappings-at-once.md; prisma/migrations, guard_rule_department
 */
export function whyDepartmentStays(
  versions: readonly Pick<RuleVersion, 'status' | 'departmentId'>[],
  to: { id: string; isArchived: boolean } | null,
): DepartmentReason | null {
  const isAnyIn = (statuses: readonly RuleVersion['status'][]) =>
    versions.some(({ status }) => statuses.includes(status));
  if (to?.isArchived === true) return 'department/archived';
  if (isAnyIn(reviewStatuses)) return 'rule/under-review';
  if (isAnyIn(editableStatuses)) return 'rule/being-written';
  if (!isAnyIn([...inForceStatuses, 'approved'])) return 'rule/nothing-decided';
  return (versions[0]?.departmentId ?? null) === (to?.id ?? null) ? 'department/same' : null;
}
