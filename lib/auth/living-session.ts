import type { Database } from '@/lib/db/client';
import { findUserIdBySession } from '@/lib/db/sessions';
import { env } from '@/lib/env';
import { sessionCookieName } from './cookie-name';

/** Whether these cookies hold a session that has not ended: a made-up one is none. */
export async function hasLivingSession(
  database: () => Promise<Database>,
  cookies: { get(name: string): { value: string } | undefined },
): Promise<boolean> {
  const token = cookies.get(sessionCookieName(env().NEXTAUTH_URL))?.value;
  if (token === undefined) return false;
  return (await findUserIdBySession(await database(), token, new Date().toISOString())) !== null;
}
