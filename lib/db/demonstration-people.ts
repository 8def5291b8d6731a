import type { HeldRole } from '@/lib/access/actor';
import { Role } from '@/lib/access/actor';
import type { Database } from './client';
import { listMemberships } from './sessions';
import { withTenant } from './tx';

export interface DemonstrationPerson {
  tenantId: string;
  personId: string;
  name: string;
  roles: (HeldRole & { departmentName: string | null })[];
}
export interface DemonstrationInstitution {
  tenantId: string;
  name: string;
  people: DemonstrationPerson[];
}

/** Everybody whom a visitor may be while trying the site out, by institution. */
export async function demonstrationPeople(database: Database): Promise<DemonstrationInstitution[]> {
  const institutions = await database.prisma.institution.findMany({
    where: { isDemonstration: true },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  return Promise.all(
    institutions.map(async ({ id: tenantId, name }) => ({
      tenantId,
      name,
      people: await listPeopleOf(database, tenantId),
    })),
  );
}

async function listPeopleOf(database: Database, tenantId: string): Promise<DemonstrationPerson[]> {
  const people = await withTenant(database, { tenantId }, (tx) =>
    tx.person.findMany({
      where: { isDemonstration: true, status: 'active' },
      select: {
        id: true,
        name: true,
        roleGrants: {
          where: { endedAt: null },
          select: { role: true, departmentId: true, department: { select: { name: true } } },
          orderBy: { grantedAt: 'asc' },
        },
      },
      orderBy: { name: 'asc' },
      take: 100,
    }),
  );
  return people.map((person) => ({
    tenantId,
    personId: person.id,
    name: person.name,
    roles: person.roleGrants.map((held) => ({
      role: Role.parse(held.role),
      departmentId: held.departmentId,
      departmentName: held.department?.name ?? null,
    })),
  }));
}

/**
 * The account of a demonstration person, made on first use, without an e-mail address, so that no real account is ever found by it.
 * Null unless the person is an active demonstration person and the account reaches demonstration people only.
 */
export async function findDemonstrationAccount(
  database: Database,
  tenantId: string,
  personId: string,
): Promise<string | null> {
  const userId = await withTenant(database, { tenantId }, async (tx) => {
    await tx.$queryRaw`SELECT id FROM person WHERE tenant_id = ${tenantId}::uuid AND id = ${personId}::uuid FOR UPDATE`;
    const person = await tx.person.findUnique({
      where: { tenantId_id: { tenantId, id: personId } },
      include: { institution: { select: { isDemonstration: true } } },
    });
    if (!person?.isDemonstration || !person.institution.isDemonstration || person.status !== 'active')
      return null;
    if (person.userId) return person.userId;
    const user = await tx.user.create({ data: { name: person.name }, select: { id: true } });
    await tx.person.update({
      where: { tenantId_id: { tenantId, id: personId } },
      data: { userId: user.id },
      select: { id: true },
    });
    return user.id;
  });
  if (!userId) return null;
  const [memberships, identities] = await Promise.all([
    listMemberships(database, userId),
    database.prisma.account.count({ where: { userId } }),
  ]);
  return identities === 0 && memberships.every((membership) => membership.isDemonstration) ? userId : null;
}
