import type { HeldRole, Role } from '@/lib/access/actor';
import { type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import { canLead, officeOf } from './eligibility';
import { StageKind } from './stage-config';

/** An office by which reviews are led. */
export interface Office {
  role: Role;
  departmentId: string | null;
}

/** The kind of stage that an office leads; null for a role that is none. */
export function kindLedBy(role: Role): StageKind | null {
  return StageKind.options.find((kind) => officeOf(kind) === role) ?? null;
}

/** The offices among somebody's own roles; what is delegated to them is no role of theirs, so it is never passed on. */
export function officesAmong(roles: readonly HeldRole[]): Office[] {
  return roles.filter(({ role }) => kindLedBy(role) !== null);
}

/** Whether two spans of days have one in common; both ends belong to them. */
export function shareADay(
  one: { fromDay: CivilDate; toDay: CivilDate },
  other: { fromDay: CivilDate; toDay: CivilDate },
): boolean {
  return compareCivilDates(one.fromDay, other.toDay) <= 0 && compareCivilDates(other.fromDay, one.toDay) <= 0;
}

export type DelegateReason =
  | 'delegation/not-allowed'
  | 'delegation/not-own-office'
  | 'delegation/oneself'
  | 'delegation/cannot-lead'
  | 'delegation/over'
  | 'delegation/two-at-once';

/**
 * Whether somebody may let somebody else lead reviews for them: an own office, on days that are not over, to one person at a time, who
 * could be named to lead such a review. @source docs/domain.md §5.2, "Delegation"
 * @refuses the reasons of DelegateReason
 */
export function mayDelegate({
  isAllowed,
  office,
  ownRoles,
  isOneself,
  delegateRoles,
  days,
  given,
  today,
}: {
  /** The policy in force allows it. */
  isAllowed: boolean;
  office: Office;
  ownRoles: readonly HeldRole[];
  isOneself: boolean;
  delegateRoles: readonly HeldRole[];
  days: { fromDay: CivilDate; toDay: CivilDate };
  /** What the person has delegated already and not taken back. */
  given: readonly (Office & { fromDay: CivilDate; toDay: CivilDate })[];
  today: CivilDate;
}): Result<true, DelegateReason> {
  const isSame = (one: Office) => one.role === office.role && one.departmentId === office.departmentId;
  const kind = kindLedBy(office.role);
  if (!isAllowed) return fail('delegation/not-allowed');
  if (kind === null || !ownRoles.some(isSame)) return fail('delegation/not-own-office');
  if (isOneself) return fail('delegation/oneself');
  if (!canLead(kind, office.departmentId, delegateRoles)) return fail('delegation/cannot-lead');
  if (compareCivilDates(days.toDay, today) < 0) return fail('delegation/over');
  return given.some((one) => isSame(one) && shareADay(one, days)) ? fail('delegation/two-at-once') : ok(true);
}
