import * as accounts from '@/lib/db/accounts';
import { listSessions } from '@/lib/db/sessions';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import type { Context } from '../context';

export interface AccountView {
  name: string;
  email: string | null;
  isDemonstration: boolean;
  /** Where one is at work now. */
  tenantId: string | null;
  institutions: accounts.AccountInstitution[];
  sessions: { openedAt: string }[];
}

/** Who is signed in here, where that person works and with which roles. @refuses unauthenticated */
export async function viewAccount(ctx: Context): Promise<AccountView> {
  authorize(ctx, 'account.view', { tenantId: null });
  const { actor } = ctx;
  if (actor.kind === 'visitor') refuse('unauthenticated', 'access/sign-in-first');
  const [owner, institutions, sessions] = await Promise.all([
    accounts.findAccountOwner(ctx.database, actor.userId),
    accounts.listAccountInstitutions(ctx.database, actor.userId),
    listSessions(ctx.database, actor.userId, ctx.now),
  ]);
  const staff = actor.kind === 'staff' ? actor : null;
  return {
    name: staff?.name ?? owner?.name ?? owner?.email ?? '',
    email: owner?.email ?? null,
    isDemonstration: staff?.isDemonstration ?? false,
    tenantId: staff?.tenantId ?? null,
    institutions,
    sessions,
  };
}
