import { type HeldRole, Role, type StandIn } from '@/lib/access/actor';
import { listStandIns } from './delegations';
import type { Tx } from './tx';

/** An active member of staff with the roles held today. */
export interface Colleague {
  id: string;
  name: string;
  email: string;
  roles: HeldRole[];
  /** Offices of others whose reviews they lead today. */
  standsInFor?: StandIn[];
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
  return toColleagues(tx, rows);
}

/** These people, as far as they are active staff. */
export async function findColleagues(tx: Tx, ids: readonly string[]): Promise<Colleague[]> {
  const rows = await tx.person.findMany({
    where: { id: { in: [...ids] }, status: 'active' },
    select: described,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return toColleagues(tx, rows);
}

async function toColleagues(
  tx: Tx,
  rows: readonly {
    id: string;
    name: string;
    email: string;
    roleGrants: { role: string; departmentId: string | null }[];
  }[],
): Promise<Colleague[]> {
  const standIns = await listStandIns(tx);
  return rows.map(({ roleGrants, ...person }) => {
    const standsInFor = standIns.get(person.id);
    return {
      ...person,
      roles: roleGrants.map((held) => ({ role: Role.parse(held.role), departmentId: held.departmentId })),
      ...(standsInFor && { standsInFor }),
    };
  });
}
