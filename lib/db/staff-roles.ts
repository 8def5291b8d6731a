import { Role } from '@/lib/access/actor';
import type { StaffRoles } from '@/lib/access/separation';
import type { Tx } from './tx';

/** Takes the roles of the institution for this transaction: of two changes that together could undo separation, the second sees the first. */
export async function lockRoles(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT one_change_of_roles(current_tenant())`;
}

/** Everybody on the staff, suspended or not, with the roles that have not ended. */
export async function listStaffRoles(tx: Tx): Promise<StaffRoles[]> {
  const rows = await tx.person.findMany({
    select: {
      id: true,
      userId: true,
      name: true,
      email: true,
      status: true,
      roleGrants: { where: { endedAt: null }, select: { role: true, proposalId: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ roleGrants, status, ...person }) => ({
    ...person,
    status: status === 'suspended' ? 'suspended' : 'active',
    roles: roleGrants.map(({ role, proposalId }) => ({
      role: Role.parse(role),
      isConfirmed: proposalId !== null,
    })),
  }));
}

/** Records that are still nobody's, since their roles would undo separation together with those of the account that proved their address. */
export async function listUnclaimed(
  tx: Tx,
): Promise<{ id: string; name: string; email: string; beside: { id: string; name: string } }[]> {
  const rows = await tx.person.findMany({
    where: { unclaimedBesideId: { not: null }, status: 'active' },
    select: { id: true, name: true, email: true, unclaimedBeside: { select: { id: true, name: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ unclaimedBeside, ...person }) =>
    unclaimedBeside === null ? [] : [{ ...person, beside: unclaimedBeside }],
  );
}
