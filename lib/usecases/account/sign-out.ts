import { closeSession } from '@/lib/db/sessions';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** Ends the session of this browser. */
export async function signOut(ctx: Context, token: string | undefined): Promise<void> {
  authorize(ctx, 'account.endSessions', { tenantId: null });
  if (token) await closeSession(ctx.database, token);
}
