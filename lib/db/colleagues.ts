import { type HeldRole, Role } from '@/lib/access/actor';
import type { Tx } from './tx';

/** An active member of staff with the roles held today. */
export interface Colleague {
  id: string;
  name: string;
  email: string;
  roles: HeldRole[];
}

const described = {
  id: true,
  name: true,
  email: true,
  roleGrants: {
    where: { endedAt: null },
    select: { role: true, departmentId: true },
    orderBy: { grantedAt: 'asc' },
  },
} as const;

/** Active staff who hold one of the roles today, by name. */
export async function listHolding(tx: Tx, roles: readonly Role[]): Promise<Colleague[]> {
  const rows = await tx.person.findMany({
    where: { status: 'active', roleGrants: { some: { endedAt: null, role: { in: [...roles] } } } },
    select: described,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toColleague);
}

/** These people, as far as they are active staff. */
export async function findColleagues(tx: Tx, ids: readonly string[]): Promise<Colleague[]> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...ids] }, status: 'active' },
    select: described,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toColleague);
}

function toColleague(row: {
  id: string;
  name: string;
  email: string;
  roleGrants: { role: string; departmentId: string | null }[];
}): Colleague {
  const { roleGrants, ...person } = row;
  return {
    ...person,
    roles: roleGrants.map((held) => ({ role: Role.parse(held.role), departmentId: held.departmentId })),
  };
}
