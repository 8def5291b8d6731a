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
