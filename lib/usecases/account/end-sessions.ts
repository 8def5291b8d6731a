import { closeSessionsOf } from '@/lib/db/sessions';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** Ends every session of one's own account, on every device. @refuses unauthenticated */
export async function endSessions(ctx: Context): Promise<void> {
  authorize(ctx, 'account.endSessions', { tenantId: null });
  if (ctx.actor.kind === 'visitor') refuse('unauthenticated', 'access/sign-in-first');
  await closeSessionsOf(ctx.database, ctx.actor.userId);
}
