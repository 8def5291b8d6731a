import type { HeldRole } from '@/lib/access/actor';
import type { Database } from './client';
import { findStaffMember, listMemberships } from './sessions';
import { withTenant } from './tx';

export interface AccountInstitution {
  tenantId: string;
  name: string;
  roles: (HeldRole & { departmentName: string | null })[];
}

/** The institutions an account's owner works in, each with the roles held there. */
export async function listAccountInstitutions(
  database: Database,
  userId: string,
): Promise<AccountInstitution[]> {
  const memberships = await listMemberships(database, userId);
  return Promise.all(
    memberships.map(async (membership) => {
      const { tenantId } = membership;
      const [staff, institution, departments] = await Promise.all([
        findStaffMember(database, userId, membership),
        database.prisma.institution.findUniqueOrThrow({ where: { id: tenantId }, select: { name: true } }),
        withTenant(database, { tenantId }, (tx) =>
          tx.department.findMany({ select: { id: true, name: true } }),
        ),
      ]);
      const nameOf = new Map(departments.map((department) => [department.id, department.name]));
      const roles = (staff?.roles ?? []).map((held) => ({
        ...held,
        departmentName: held.departmentId ? (nameOf.get(held.departmentId) ?? null) : null,
      }));
      return { tenantId, name: institution.name, roles };
    }),
  );
}

/** How the owner of an account is called and reached. */
export async function findAccountOwner(
  database: Database,
  userId: string,
): Promise<{ name: string | null; email: string | null } | null> {
  return database.prisma.user.findUnique({ where: { id: userId }, select: { name: true, email: true } });
}
