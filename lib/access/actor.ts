import * as z from 'zod';

/** Roles a member of staff can hold; `reviewer` and `chair` always belong to one department. @source docs/domain.md §5.1 */
export const Role = z.enum([
  'catalog_editor',
  'evaluator',
  'reviewer',
  'chair',
  'committee_member',
  'committee_chair',
  'dean',
  'registrar',
  'administrator',
  'auditor',
]);
export type Role = z.infer<typeof Role>;

export interface HeldRole {
  role: Role;
  departmentId: string | null;
}

/** An office that somebody leads reviews by in place of whoever holds it, today. */
export interface StandIn extends HeldRole {
  /** Whose office it is, first, and every other record of that person. */
  personIds: readonly string[];
  name: string;
}

/** Somebody without an account: reads public data only. */
export interface Visitor {
  kind: 'visitor';
}
/** Signed in, but not on the staff of any institution. */
export interface Guest {
  kind: 'guest';
  userId: string;
}
/** A member of staff, acting in one institution. */
export interface StaffMember {
  kind: 'staff';
  userId: string;
  tenantId: string;
  personId: string;
  /** Other staff records in the institution that are known to be the same person's. */
  alsoIds?: readonly string[];
  name: string;
  /** The institution's name, for the frame of the page. */
  institutionName?: string;
  /** The institution's own; days and times are shown by it. */
  timeZone?: string;
  isDemonstration: boolean;
  roles: readonly HeldRole[];
  /** Offices of others whose reviews they lead today; no role of their own. */
  standsInFor?: readonly StandIn[];
}
/** Whoever is signed in, acting as the student that one institution knows by this account: sees and does nothing but what is their own. */
export interface Student {
  kind: 'student';
  userId: string;
  tenantId: string;
  studentId: string;
  name: string;
}
export type Actor = Visitor | Guest | StaffMember | Student;

/** Whoever has not signed in. */
export const visitor: Visitor = { kind: 'visitor' };

/** Every record under which the actor may have written, imported, judged or stepped back: somebody on record twice counts once. */
export function recordsOf({ personId, alsoIds = [] }: StaffMember): string[] {
  return [personId, ...alsoIds];
}

/** Whether the actor holds one of the roles; with a department, department-bound roles must be held there. */
export function holds(actor: StaffMember, roles: readonly Role[], departmentId?: string | null): boolean {
  return actor.roles.some(
    (held) =>
      roles.includes(held.role) &&
      (held.departmentId === null || departmentId === undefined || held.departmentId === departmentId),
  );
}
