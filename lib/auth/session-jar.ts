import 'server-only';
import { cookies } from 'next/headers';
import type { OpenedSession } from '@/lib/db/sessions';
import { env } from '@/lib/env';
import type { Context } from '@/lib/usecases/context';
import { institutionCookieName } from './current-actor';
import { noteEnded, noteSignedIn } from './note-sign-in';
import { sessionCookieName } from './cookie-name';

/** Lax, so that a link in a mail finds its reader signed in, while a foreign form does not. */
export function cookieFlags() {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().NEXTAUTH_URL.startsWith('https:'),
    path: '/',
  } as const;
}

export async function sessionToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName(env().NEXTAUTH_URL))?.value;
}

/** Puts an opened session, and the institution it says, in this browser. */
export async function keepSession(
  ctx: Context,
  by: 'link' | 'demonstration',
  { userId, token, expires, tenantId }: OpenedSession,
): Promise<void> {
  (await cookies()).set(sessionCookieName(env().NEXTAUTH_URL), token, { ...cookieFlags(), expires });
  if (tenantId) await keepInstitution(tenantId);
  await noteSignedIn(ctx, by, userId);
}

/** Takes the session and the chosen institution off this browser. */
export async function dropSession(): Promise<void> {
  const jar = await cookies();
  jar.set(sessionCookieName(env().NEXTAUTH_URL), '', { ...cookieFlags(), maxAge: 0 });
  jar.set(institutionCookieName(), '', { ...cookieFlags(), maxAge: 0 });
}

export async function keepInstitution(tenantId: string): Promise<void> {
  (await cookies()).set(institutionCookieName(), tenantId, { ...cookieFlags(), maxAge: 31_536_000 });
}

type SignIn<Input> = (
  ctx: Context,
  input: Input,
  given: { earlierToken: string | undefined; demonstration: boolean },
) => Promise<OpenedSession>;

/** Carries out a sign-in of the demonstration and puts its session in this browser; the session that was there before has ended by then. */
export function intoSession<Input>(signIn: SignIn<Input>) {
  return async (ctx: Context, input: Input): Promise<void> => {
    const opened = await signIn(ctx, input, {
      earlierToken: await sessionToken(),
      demonstration: env().CROSSWALK_DEMONSTRATION === true,
    });
    await keepSession(ctx, 'demonstration', opened);
  };
}

/** Carries out an end of sessions and takes the one of this browser away. */
export function endedHere(
  event: 'signed out' | 'all sessions ended',
  end: (ctx: Context, token: string | undefined) => Promise<void>,
) {
  return async (ctx: Context): Promise<void> => {
    await end(ctx, await sessionToken());
    await dropSession();
    await noteEnded(ctx, event);
  };
}

/** Carries out the choice of an institution and remembers it in this browser. */
export function institutionKept<Input>(
  choose: (ctx: Context, input: Input) => Promise<{ tenantId: string }>,
) {
  return async (ctx: Context, input: Input): Promise<void> =>
    keepInstitution((await choose(ctx, input)).tenantId);
}
