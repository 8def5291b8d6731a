import * as z from 'zod';
import { holds, recordsOf, type Role, type StaffMember } from '@/lib/access/actor';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { asksOfConditions, type Ask } from './turn';

/** The offices that can see to a condition: those that write, list, lead and publish; who judges or looks over has no part in it. */
export const owingRoles = [
  'evaluator',
  'registrar',
  'catalog_editor',
  'chair',
  'committee_chair',
  'dean',
] as const satisfies readonly Role[];
export type OwingRole = (typeof owingRoles)[number];

/** Who sees to what an approval is conditional on: one person, or whoever holds an office. */
export type ConditionOwner =
  | { personId: string; name: string; role: null }
  | { personId: null; name: null; role: OwingRole };

/** Who owes the conditions of an approval, and until which day. */
export interface OwedConditions {
  owner: ConditionOwner;
  dueOn: CivilDate;
}

/** Who sees to the conditions, as a form names them: `person:` and an id, or `role:` and an office. */
export const OwnerChoice = z
  .templateLiteral(['person:', z.uuid()])
  .or(z.templateLiteral(['role:', z.enum(owingRoles)]));
export type OwnerChoice = z.infer<typeof OwnerChoice>;

/** The person or the office that a form named. */
export function ownerChosen(
  choice: OwnerChoice,
): { personId: string; role: null } | { personId: null; role: OwingRole } {
  return choice.startsWith('person:')
    ? { personId: choice.slice('person:'.length), role: null }
    : { personId: null, role: z.enum(owingRoles).parse(choice.slice('role:'.length)) };
}

/** Whether somebody is the one who owes them, under whatever record; of an office that belongs to a department, in the department of the review. */
export function owesConditions(
  { owner }: Pick<OwedConditions, 'owner'>,
  actor: StaffMember,
  departmentId: string | null,
): boolean {
  return owner.role === null
    ? recordsOf(actor).includes(owner.personId)
    : holds(actor, [owner.role], departmentId);
}

/** What is asked of somebody for an approval on conditions; the most pressing first. `owed` is null where nobody was named for them. */
export function asksForConditions(
  owed: OwedConditions | null,
  actor: StaffMember,
  { departmentId, maySettle, today }: { departmentId: string | null; maySettle: boolean; today: CivilDate },
): Ask[] {
  return asksOfConditions({
    maySettle,
    owes: owed !== null && owesConditions(owed, actor, departmentId),
    isOverdue: owed !== null && owed.dueOn < today,
  });
}
