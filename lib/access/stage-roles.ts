import type { Role } from './actor';

/** Roles that sit in each kind of stage; in a department's it is the department of the case that counts. @source docs/domain.md §5.1 */
export const seatRoles = {
  department: ['reviewer', 'chair'],
  committee: ['committee_member', 'committee_chair'],
  dean: ['dean'],
} as const satisfies Record<string, readonly Role[]>;
