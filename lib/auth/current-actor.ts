import 'server-only';
import { cookies } from 'next/headers';
import { type Actor, visitor } from '@/lib/access/actor';
import type { Database } from '@/lib/db/client';
import { findStaffMember, findUserIdBySession, listMemberships } from '@/lib/db/sessions';
import { env } from '@/lib/env';
import { cookieName, sessionCookieName } from './cookie-name';

/** Cookie that says in which institution somebody with several staff records is at work. */
export function institutionCookieName(): string {
  return cookieName(env().NEXTAUTH_URL, 'institution');
}

/** Who asks: read from the session on every request, so that ended roles and closed sessions count at once. */
export async function currentActor(database: Database): Promise<Actor> {
  const jar = await cookies();
  const token = jar.get(sessionCookieName(env().NEXTAUTH_URL))?.value;
  if (!token) return visitor;
  const userId = await findUserIdBySession(database, token, new Date().toISOString());
  if (!userId) return visitor;
  const memberships = await listMemberships(database, userId);
  const wanted = jar.get(institutionCookieName())?.value;
  const membership = memberships.find(({ tenantId }) => tenantId === wanted) ?? memberships[0];
  const staff = membership ? await findStaffMember(database, userId, membership) : null;
  return staff ?? { kind: 'guest', userId };
}
