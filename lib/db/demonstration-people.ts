import type { DemonstrationStudent } from '@/lib/access/demonstration-students';
import type { HeldRole } from '@/lib/access/actor';
import { Role } from '@/lib/access/actor';
import type { Database } from './client';
import { findUserByIdentity, type Identity, listIdentities } from './identities';
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

/**
 * The account of an invented student, made on first use with the mailbox confirmed. Null where the account works on any staff, or where
 * somebody can come into it in another way than by this.
 */
export async function findStudentAccount(
  database: Database,
  { name, mailbox }: Pick<DemonstrationStudent, 'name' | 'mailbox'>,
): Promise<string | null> {
  const identity: Identity = { provider: 'email', subject: mailbox };
  const userId =
    (await findUserByIdentity(database, identity))?.id ??
    (await openStudentAccount(database, name, identity));
  const [memberships, identities] = await Promise.all([
    listMemberships(database, userId),
    listIdentities(database, userId),
  ]);
  return memberships.length === 0 && identities.length === 1 ? userId : null;
}

async function openStudentAccount(
  database: Database,
  name: string,
  { provider, subject }: Identity,
): Promise<string> {
  try {
    const user = await database.prisma.user.create({
      data: { name, accounts: { create: { type: 'email', provider, providerAccountId: subject } } },
      select: { id: true },
    });
    return user.id;
  } catch (error) {
    // Somebody has pressed the same name at the same moment.
    const known = await findUserByIdentity(database, { provider, subject });
    if (known === null) throw error;
    return known.id;
  }
}
