import { createHash, randomBytes } from 'node:crypto';
import type { HeldRole, StaffMember } from '@/lib/access/actor';
import { Role } from '@/lib/access/actor';
import type { Database } from './client';
import { withTenant } from './tx';

/** Session tokens are kept as SHA-256: whoever reads the table cannot take over a session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The account behind a session that has not ended. `now` is an ISO instant. */
export async function findUserIdBySession(database: Database, token: string, now: string): Promise<string | null> {
  const session = await database.prisma.session.findUnique({ where: { sessionToken: hashToken(token) }, select: { userId: true, expires: true } });
  return session && session.expires > new Date(now) ? session.userId : null;
}

/** Opens a session and returns its token, which exists nowhere else. `hours` until it ends. */
export async function openSession(database: Database, userId: string, hours: number): Promise<{ token: string; expires: Date }> {
  const token = randomBytes(32).toString('base64url');
  const expires = new Date(Date.now() + hours * 3_600_000);
  await database.prisma.session.create({ data: { sessionToken: hashToken(token), userId, expires } });
  return { token, expires };
}

export async function closeSession(database: Database, token: string): Promise<void> {
  await database.prisma.session.deleteMany({ where: { sessionToken: hashToken(token) } });
}

/** Ends every session of an account; the next request of the person is a visitor's. */
export async function closeSessionsOf(database: Database, userId: string): Promise<void> {
  await database.prisma.session.deleteMany({ where: { userId } });
}

export interface Membership {
  tenantId: string;
  personId: string;
}

/** The institutions in which an account's owner works, the oldest first. */
export async function listMemberships(database: Database, userId: string): Promise<Membership[]> {
  return database.prisma.$queryRaw<Membership[]>`SELECT tenant_id AS "tenantId", person_id AS "personId" FROM memberships_of(${userId}::uuid)`;
}

/** The staff member as of this request: roles are read anew each time, so a change takes effect at once. */
export async function findStaffMember(database: Database, userId: string, { tenantId, personId }: Membership): Promise<StaffMember | null> {
  return withTenant(database, { tenantId }, async (tx) => {
    const person = await tx.person.findUnique({
      where: { tenantId_id: { tenantId, id: personId } },
      select: { name: true, status: true, isDemonstration: true, roleGrants: { where: { endedAt: null }, select: { role: true, departmentId: true } } },
    });
    if (!person || person.status !== 'active') return null;
    const roles: HeldRole[] = person.roleGrants.map((held) => ({ role: Role.parse(held.role), departmentId: held.departmentId }));
    return { kind: 'staff', userId, tenantId, personId, name: person.name, isDemonstration: person.isDemonstration, roles };
  });
}
