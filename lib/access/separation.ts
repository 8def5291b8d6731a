import type { Role } from './actor';
import { isKnownSame, likelySamePeople, samePersonReason, type StaffRecord } from './same-person';

/** A staff record with the roles that have not ended. A suspension can be taken back, so the roles of suspended records count. */
export interface StaffRoles extends StaffRecord {
  roles: readonly {
    role: Role;
    /** Whether a second administrator has agreed to it. */ isConfirmed: boolean;
  }[];
}

/** Roles with which one maps credit, decides about it or publishes it. @source docs/domain.md §5.1 */
export const creditRoles: ReadonlySet<Role> = new Set<Role>([
  'evaluator',
  'reviewer',
  'chair',
  'committee_member',
  'committee_chair',
  'dean',
  'registrar',
]);

/** Why roles together undo separation: who appoints also acts · one may be two without the product knowing · given to the own likeness. */
export type Undoing = 'ownLikeness' | 'appoints' | 'twoVoices';

/**
 * Whether two roles in one hand undo separation of duties. Whoever appoints people could fill every other duty with people of their own
 * making, so that one neither maps, decides nor publishes. All else is kept apart for each mapping (`can`), as long as both records are
 * known to be one person's; where they merely look alike nothing keeps them apart, and one person could have two voices.
 */
export function undoes(
  one: Role,
  other: Role,
  records: 'one' | 'alike',
): Exclude<Undoing, 'ownLikeness'> | null {
  const counts = (role: Role) => role === 'administrator' || creditRoles.has(role);
  if (!counts(one) || !counts(other)) return null;
  if ((one === 'administrator') !== (other === 'administrator')) return 'appoints';
  return records === 'alike' ? 'twoVoices' : null;
}

/**
 * Whether a role is more than one administrator may give alone, why, and with whose record together; null where it may be given at once.
 * `byId` is who gives it. @source docs/decisions/0022-a-second-administrator.md
 */
export function undoingOf(
  { role, toId, byId }: { role: Role; toId: string; byId: string },
  staff: readonly StaffRoles[],
): { why: Undoing; otherId: string } | null {
  const to = staff.find(({ id }) => id === toId);
  if (to === undefined) return null;
  const giver = staff.find(({ id }) => id === byId);
  const found = staff.flatMap((other): { why: Undoing; otherId: string }[] => {
    const how = sharing(to, other);
    if (how === null) return [];
    const isGiver = other !== to && giver !== undefined && (other === giver || isKnownSame(other, giver));
    if (isGiver) return [{ why: 'ownLikeness', otherId: other.id }];
    return other.roles.flatMap((held) => {
      const why = undoes(role, held.role, how);
      return why === null ? [] : [{ why, otherId: other.id }];
    });
  });
  return mostSerious(found);
}

/**
 * Whether two records that turn out to be one person's (or to look so) have roles that together undo separation, of which no second
 * administrator has confirmed either.
 */
export function linkUndoing(
  one: StaffRoles,
  other: StaffRoles,
  records: 'one' | 'alike',
): Exclude<Undoing, 'ownLikeness'> | null {
  return mostSerious(undoingPairs(one, other, records))?.why ?? null;
}

/** Two roles that together undo separation, with nobody's confirmation of either; `otherId` is `id` where one record holds both. */
export interface HeldTogether {
  why: Exclude<Undoing, 'ownLikeness'>;
  id: string;
  role: Role;
  otherId: string;
  otherRole: Role;
}

/** Each pair of roles in two records, or in one where both are the same, that no second administrator has confirmed. */
function undoingPairs(one: StaffRoles, other: StaffRoles, records: 'one' | 'alike'): HeldTogether[] {
  const open = ({ roles }: StaffRoles) => [
    ...new Set(roles.flatMap(({ role, isConfirmed }) => (isConfirmed ? [] : [role]))),
  ];
  return open(one).flatMap((role) =>
    open(other).flatMap((otherRole): HeldTogether[] => {
      const why = undoes(role, otherRole, records);
      return why === null ? [] : [{ why, id: one.id, role, otherId: other.id, otherRole }];
    }),
  );
}

/**
 * The roles that people at work hold today and that would wait for a second administrator if they were given now: given before that was
 * asked, or to records that came to look like one person's afterwards. @source docs/decisions/0022-a-second-administrator.md
 */
export function heldTogether(staff: readonly StaffRoles[]): HeldTogether[] {
  const working = staff.filter(({ status }) => status === 'active');
  const byId = new Map(working.map((one) => [one.id, one]));
  const inOne = working.flatMap((one) =>
    undoingPairs(one, one, 'one').filter(({ role }) => role === 'administrator'),
  );
  const inTwo = likelySamePeople(working).flatMap(({ ids }) => {
    const [one, other] = ids.map((id) => byId.get(id));
    if (one === undefined || other === undefined) return [];
    return undoingPairs(one, other, isKnownSame(one, other) ? 'one' : 'alike');
  });
  return [...inOne, ...inTwo];
}

/** Whether another address would tie a record to one that is known to be the same person's, though their roles together undo separation. */
export function correctionUndoes(
  { id, email }: { id: string; email: string },
  staff: readonly StaffRoles[],
): boolean {
  const before = staff.find((one) => one.id === id);
  if (before === undefined) return false;
  const after = { ...before, email };
  return staff.some(
    (other) =>
      other !== before &&
      isKnownSame(after, other) &&
      !isKnownSame(before, other) &&
      linkUndoing(after, other, 'one') !== null,
  );
}

/** Whether a suspended record would undo separation together with one at work, once its suspension is taken back. */
export function returnUndoes(id: string, staff: readonly StaffRoles[]): boolean {
  const back = staff.find((one) => one.id === id);
  if (back === undefined) return false;
  return staff.some((other) => {
    const how = other === back || other.status === 'suspended' ? null : sharing(back, other);
    return how !== null && linkUndoing(back, other, how) !== null;
  });
}

/**
 * Everybody who cannot be the second opinion on a role that waits: who proposed it, whom it is about, every record that may be either's,
 * and all that are known to be of the same people as those, also by way of a third record.
 */
export function involvedIn(
  { proposedById, personId }: { proposedById: string; personId: string },
  staff: readonly StaffRecord[],
): string[] {
  const two = staff.filter(({ id }) => id === proposedById || id === personId);
  const involved = new Set(staff.filter((one) => two.some((other) => sharing(other, one) !== null)));
  // What is added to a set while it is gone through is gone through as well.
  for (const one of involved) for (const other of staff) if (isKnownSame(one, other)) involved.add(other);
  return staff.filter((one) => involved.has(one)).map(({ id }) => id);
}

/** The administrators who can be the second opinion, in the order of the staff; nobody where there is no second one yet. */
export function confirmersOf(
  proposal: { proposedById: string; personId: string },
  staff: readonly StaffRoles[],
): StaffRoles[] {
  const involved = new Set(involvedIn(proposal, staff));
  return staff.filter((one) => isAdministrator(one) && !involved.has(one.id));
}

/** Whether a record is an administrator's who is at work. */
export function isAdministrator({ status, roles }: StaffRoles): boolean {
  return status === 'active' && roles.some(({ role }) => role === 'administrator');
}

function sharing(to: StaffRecord, other: StaffRecord): 'one' | 'alike' | null {
  if (to === other || isKnownSame(to, other)) return 'one';
  return samePersonReason(to, other) === null ? null : 'alike';
}

const seriousness: readonly Undoing[] = ['ownLikeness', 'appoints', 'twoVoices'];

function mostSerious<T extends { why: Undoing }>(found: readonly T[]): T | null {
  return seriousness.flatMap((why) => found.find((one) => one.why === why) ?? [])[0] ?? null;
}
