import 'server-only';
import { listMemberships } from '@/lib/db/sessions';
import { callerAddress } from '@/lib/next/request-context';
import { callerMark, idsOf, logSecurity, type SecurityFacts } from '@/lib/next/security-log';
import type { Context } from '@/lib/usecases/context';

/** Puts a sign-in on record: who, by which way, and whether that person works anywhere. */
export async function noteSignedIn(
  ctx: Context,
  by: NonNullable<SecurityFacts['by']>,
  userId: string,
): Promise<void> {
  const institutions = (await listMemberships(ctx.database, userId)).length;
  logSecurity('signed in', ctx.requestId, {
    by,
    userId,
    institutions,
    caller: callerMark(await callerAddress()),
  });
}

/** Puts on record that the provider, or what came back from it, signed nobody in. Its own words may be somebody's data and stay out. */
export async function noteProviderFailed(ctx: Context, error: string): Promise<void> {
  logSecurity('sign-in failed', ctx.requestId, {
    by: 'provider',
    reason: `provider/${error}`,
    ...idsOf(ctx.actor),
    caller: callerMark(await callerAddress()),
  });
}

/** Puts the end of a session, or of all of them, on record; whoever had none ended none. */
export async function noteEnded(ctx: Context, event: 'signed out' | 'all sessions ended'): Promise<void> {
  if (ctx.actor.kind !== 'visitor')
    logSecurity(event, ctx.requestId, { ...idsOf(ctx.actor), caller: callerMark(await callerAddress()) });
}
