import type { Role } from '@/lib/access/actor';
import { Role as RoleName } from '@/lib/access/actor';
import { refuse } from '@/lib/kernel/refusal';
import { type Page, toInstant } from './codec';
import { Prisma } from './generated/client';
import { hasTypedWords } from './has-typed-words';
import type { Tx } from './tx';

export interface RoleGrant {
  id: string;
  personId: string;
  role: Role;
  departmentId: string | null;
  departmentName: string | null;
  grantedByName: string | null;
  grantedAt: string;
  endedAt: string | null;
}

export interface Person {
  id: string;
  /** The account, once somebody has claimed the record by proving the address. */
  userId: string | null;
  name: string;
  email: string;
  status: 'active' | 'suspended';
  isDemonstration: boolean;
  rowVersion: number;
}
export interface PersonWithRoles extends Person {
  /** Those that have not ended first, the newest first among each. */
  roles: RoleGrant[];
}

export interface PersonSearch {
  words?: string | undefined;
  role?: Role | undefined;
  status?: 'active' | 'suspended' | undefined;
}

const grantInclude = {
  roleGrants: {
    include: { department: { select: { name: true } }, grantedBy: { select: { name: true } } },
    orderBy: [{ endedAt: { sort: 'desc', nulls: 'first' } }, { grantedAt: 'desc' }],
  },
} satisfies Prisma.PersonInclude;

export async function findStaff(
  tx: Tx,
  search: PersonSearch,
  page: number,
  size: number,
): Promise<Page<PersonWithRoles>> {
  const where: Prisma.PersonWhereInput = {
    ...(search.status && { status: search.status }),
    ...(search.role && { roleGrants: { some: { role: search.role, endedAt: null } } }),
    ...(search.words && { id: { in: await idsByWords(tx, search.words) } }),
  };
  const rows = await tx.person.findMany({
    where,
    include: grantInclude,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    skip: (page - 1) * size,
    take: size,
  });
  return { rows: rows.map(toPersonWithRoles), total: await tx.person.count({ where }) };
}

async function idsByWords(tx: Tx, words: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM person WHERE tenant_id = current_tenant() AND ${hasTypedWords(Prisma.sql`compact_form(name || '|' || email)`, words)}`;
  return rows.map((row) => row.id);
}

/** Names of everybody, for choosing one. */
export async function listNames(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.person.findMany({ select: { id: true, name: true }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
}

/** All who are active, by what tells them apart. */
export async function listActive(
  tx: Tx,
): Promise<(Pick<Person, 'id' | 'userId' | 'name' | 'email'> & { status: 'active' })[]> {
  const rows = await tx.person.findMany({
    where: { status: 'active' },
    select: { id: true, userId: true, name: true, email: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ ...row, status: 'active' }));
}

/** @refuses not_found */
export async function getPerson(tx: Tx, id: string): Promise<PersonWithRoles> {
  const row = await tx.person.findFirst({ where: { id }, include: grantInclude });
  return row ? toPersonWithRoles(row) : refuse('not_found', 'person/not-found');
}

/** Whose address it is on the staff here; null for nobody's. */
export async function findPersonByAddress(tx: Tx, email: string): Promise<string | null> {
  return (await tx.person.findFirst({ where: { email }, select: { id: true } }))?.id ?? null;
}

/** Takes the person for this transaction. @refuses not_found */
export async function lockPerson(tx: Tx, id: string): Promise<PersonWithRoles> {
  await tx.$queryRaw`SELECT id FROM person WHERE tenant_id = current_tenant() AND id = ${id}::uuid FOR UPDATE`;
  return getPerson(tx, id);
}

/** Takes everybody who is an administrator, so that two cannot leave at the same time, and counts who could stay without one person. */
export async function countOtherAdministrators(tx: Tx, withoutPersonId: string): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM person p
     WHERE p.tenant_id = current_tenant() AND p.status = 'active'
       AND EXISTS (SELECT FROM role_grant g WHERE g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.role = 'administrator' AND g.ended_at IS NULL)
     ORDER BY p.id FOR UPDATE OF p`;
  return rows.filter((row) => row.id !== withoutPersonId).length;
}

/** @refuses conflict `person/email-taken` */
export async function insertPerson(
  tx: Tx,
  person: { tenantId: string; id: string; name: string; email: string },
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO person (tenant_id, id, name, email) VALUES (${person.tenantId}::uuid, ${person.id}::uuid, ${person.name}, ${person.email})
    ON CONFLICT (tenant_id, email) DO NOTHING`;
  if (added !== 1)
    refuse('conflict', 'person/email-taken', {
      fieldErrors: { email: 'field/address-taken' },
    });
}

/** @refuses conflict `person/changed-meanwhile` · conflict `person/email-taken` */
export async function updatePerson(
  tx: Tx,
  id: string,
  expectedVersion: number,
  change: { name?: string; email?: string; status?: Person['status'] },
): Promise<void> {
  try {
    const { count } = await tx.person.updateMany({
      where: { id, rowVersion: expectedVersion },
      data: { ...change, rowVersion: { increment: 1 } },
    });
    if (count !== 1) refuse('conflict', 'person/changed-meanwhile');
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      refuse('conflict', 'person/email-taken', {
        fieldErrors: { email: 'field/address-taken' },
      });
    }
    throw error;
  }
}

/** @refuses conflict `role/held-already` */
export async function insertGrant(
  tx: Tx,
  grant: {
    tenantId: string;
    id: string;
    personId: string;
    role: Role;
    departmentId: string | null;
    grantedById: string;
    at: string;
    /** What a second administrator confirmed; null where none was needed. */
    proposalId: string | null;
  },
): Promise<void> {
  const added = await tx.$executeRaw`
    INSERT INTO role_grant (tenant_id, id, person_id, role, department_id, granted_by_id, granted_at, proposal_id)
    VALUES (${grant.tenantId}::uuid, ${grant.id}::uuid, ${grant.personId}::uuid, ${grant.role}, ${grant.departmentId}::uuid, ${grant.grantedById}::uuid, ${grant.at}::timestamptz, ${grant.proposalId}::uuid)
    ON CONFLICT DO NOTHING`;
  if (added !== 1) refuse('conflict', 'role/held-already');
}

/** @refuses not_found · conflict `role/ended-already` */
export async function getOpenGrant(
  tx: Tx,
  id: string,
): Promise<{ id: string; personId: string; role: Role; departmentId: string | null }> {
  const row = await tx.roleGrant.findFirst({ where: { id } });
  if (!row) refuse('not_found', 'role/not-found');
  if (row.endedAt) refuse('conflict', 'role/ended-already');
  return { id, personId: row.personId, role: RoleName.parse(row.role), departmentId: row.departmentId };
}

/** @refuses conflict `role/ended-already` */
export async function endGrant(tx: Tx, id: string, at: string): Promise<void> {
  const { count } = await tx.roleGrant.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: new Date(at) },
  });
  if (count !== 1) refuse('conflict', 'role/ended-already');
}

/** Ends every session of the account behind a staff record, in the same transaction as the change that asks for it. */
export async function endSessionsOfPerson(tx: Tx, person: Pick<Person, 'userId'>): Promise<void> {
  if (person.userId) await tx.session.deleteMany({ where: { userId: person.userId } });
}

function toPersonWithRoles(row: Prisma.PersonGetPayload<{ include: typeof grantInclude }>): PersonWithRoles {
  const { id, userId, name, email, status, isDemonstration, rowVersion, roleGrants } = row;
  return {
    id,
    userId,
    name,
    email,
    isDemonstration,
    rowVersion,
    status: status === 'suspended' ? 'suspended' : 'active',
    roles: roleGrants.map((grant) => ({
      id: grant.id,
      personId: id,
      role: RoleName.parse(grant.role),
      departmentId: grant.departmentId,
      departmentName: grant.department?.name ?? null,
      grantedByName: grant.grantedBy?.name ?? null,
      grantedAt: toInstant(grant.grantedAt),
      endedAt: toInstant(grant.endedAt),
    })),
  };
}
