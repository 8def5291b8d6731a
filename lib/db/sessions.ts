import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { StaffMember } from '@/lib/access/actor';
import { Role } from '@/lib/access/actor';
import type { Database } from './client';
import { listStandIns } from './delegations';
import { recordsOfSamePeople } from './same-people';
import { isDiskFull, type Tx, withTenant } from './tx';

const HeldRoles = z.array(z.object({ role: Role, departmentId: z.string().nullable() }));

const hour = 3_600_000;

/** Session tokens are kept as SHA-256: whoever reads the table cannot take over a session. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A session ends after two idle hours, and twelve hours after signing in. @source OWASP ASVS 5.0.0, 7.3.1 and 7.3.2 */
export const sessionHours = { idle: 2, absolute: 12 } as const;

/** The account behind a session that has not ended; use keeps it open, up to its absolute end. `now` is an ISO instant. */
export async function findUserIdBySession(
  database: Database,
  token: string,
  now: string,
): Promise<string | null> {
  const session = await database.prisma.session.findUnique({
    where: { sessionToken: hashToken(token) },
    select: { id: true, userId: true, expires: true, createdAt: true },
  });
  const at = Date.parse(now);
  if (!session || session.expires.getTime() <= at) return null;
  const until = Math.min(
    at + sessionHours.idle * hour,
    session.createdAt.getTime() + sessionHours.absolute * hour,
  );
  // Written at most once in half an idle span, so that reading pages stays reading.
  if (until - session.expires.getTime() > (sessionHours.idle * hour) / 2) {
    await database.prisma.session
      .updateMany({ where: { id: session.id }, data: { expires: new Date(until) } })
      .catch((error: unknown) => {
        if (!isDiskFull(error)) throw error; // reading goes on without room to write
      });
  }
  return session.userId;
}

export interface OpenedSession {
  userId: string;
  /** Exists nowhere else. */
  token: string;
  /** When the browser may forget it; the session itself may end earlier. */
  expires: Date;
  /** The institution to work in, where the way of signing in says so. */
  tenantId?: string;
}

/** Opens a session; the one this browser held before ends, so that no session outlives a sign-in. */
export async function openSession(
  database: Database,
  userId: string,
  hours: number = sessionHours.idle,
  earlierToken?: string,
): Promise<OpenedSession> {
  if (earlierToken) await closeSession(database, earlierToken);
  return insertSession(database, randomBytes(32).toString('base64url'), userId, hours);
}

/** Opens a session under a token that somebody else drew. Ended sessions of the account go. */
export async function insertSession(
  database: Database,
  token: string,
  userId: string,
  hours: number = sessionHours.idle,
): Promise<OpenedSession> {
  const now = Date.now();
  await database.prisma.session.deleteMany({ where: { userId, expires: { lt: new Date(now) } } });
  await database.prisma.session.create({
    data: {
      sessionToken: hashToken(token),
      userId,
      expires: new Date(now + hours * hour),
      createdAt: new Date(now),
    },
  });
  return { userId, token, expires: new Date(now + Math.max(hours, sessionHours.absolute) * hour) };
}

/** Open sessions of an account, the newest first. */
export async function listSessions(
  database: Database,
  userId: string,
  now: string,
): Promise<{ openedAt: string }[]> {
  const rows = await database.prisma.session.findMany({
    where: { userId, expires: { gt: new Date(now) } },
    select: { createdAt: true },
    orderBy: { createdAt: 'desc' },
  });
  return rows.map((row) => ({ openedAt: row.createdAt.toISOString() }));
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
  isDemonstration: boolean;
}

/** The institutions in which an account's owner works, the oldest first. */
export async function listMemberships(database: Database, userId: string): Promise<Membership[]> {
  return database.prisma.$queryRaw<
    Membership[]
  >`SELECT tenant_id AS "tenantId", person_id AS "personId", is_demonstration AS "isDemonstration" FROM memberships_of(${userId}::uuid)`;
}

export type Standing = Pick<StaffMember, 'name' | 'isDemonstration' | 'roles' | 'alsoIds' | 'standsInFor'>;

/**
 * Who somebody is on the staff at this moment of the transaction; null when suspended or gone. `kept`: neither a suspension nor the end
 * of a role takes effect before the transaction ends.
 */
export async function findStanding(
  tx: Tx,
  { tenantId, personId }: Pick<Membership, 'tenantId' | 'personId'>,
  roles: 'kept' | 'read',
): Promise<Standing | null> {
  // A statement of its own: one that waits for a lock goes on with the roles that it saw before it waited.
  if (roles === 'kept')
    // Whoever leads for somebody acts by that one's office as well.
    await tx.$queryRaw`SELECT id FROM person WHERE tenant_id = ${tenantId}::uuid AND (id = ${personId}::uuid OR id IN (
      SELECT d.delegator_id FROM delegation d WHERE d.tenant_id = ${tenantId}::uuid AND d.delegate_id = ${personId}::uuid AND d.withdrawn_at IS NULL))
      ORDER BY id FOR SHARE`;
  const [person] = await tx.$queryRaw<{ name: string; isDemonstration: boolean; roles: unknown }[]>`
    SELECT p.name, p.is_demonstration AS "isDemonstration",
           (SELECT json_agg(json_build_object('role', g.role, 'departmentId', g.department_id) ORDER BY g.granted_at, g.id)
              FROM role_grant g WHERE g.tenant_id = p.tenant_id AND g.person_id = p.id AND g.ended_at IS NULL) AS roles
      FROM person p WHERE p.tenant_id = ${tenantId}::uuid AND p.id = ${personId}::uuid AND p.status = 'active'`;
  if (!person) return null;
  const alsoIds = (await recordsOfSamePeople(tx, [personId])).filter((id) => id !== personId);
  const standsInFor = (await listStandIns(tx)).get(personId);
  return {
    ...person,
    roles: HeldRoles.parse(person.roles ?? []),
    ...(alsoIds.length > 0 && { alsoIds }),
    ...(standsInFor && { standsInFor }),
  };
}

/** The staff member as of this request: roles are read anew each time, so a change takes effect at once. */
export async function findStaffMember(
  database: Database,
  userId: string,
  { tenantId, personId }: Pick<Membership, 'tenantId' | 'personId'>,
): Promise<StaffMember | null> {
  return withTenant(database, { tenantId }, async (tx) => {
    const standing = await findStanding(tx, { tenantId, personId }, 'read');
    if (!standing) return null;
    const institution = await tx.institution.findUnique({
      where: { id: tenantId },
      select: { name: true, timeZone: true },
    });
    return {
      kind: 'staff',
      userId,
      tenantId,
      personId,
      ...standing,
      ...(institution && { institutionName: institution.name, timeZone: institution.timeZone }),
    };
  });
}
