import * as z from 'zod';
import * as identities from '@/lib/db/identities';
import { openSession, type OpenedSession, sessionHours } from '@/lib/db/sessions';
import { redeemLink } from '@/lib/db/sign-in-links';
import { isPrintedToken } from '@/lib/kernel/printed-token';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { claimRecords } from './claim-records';

export const RedeemSignInLink = z.strictObject({
  token: z.string().min(1).max(100),
  next: z.string().max(2_000).optional(),
});
export type RedeemSignInLink = z.infer<typeof RedeemSignInLink>;

/**
 * Signs in by a link from a mail, once, in the browser that asked for it; by one that the operator's command printed, in any browser.
 * The proved mailbox claims its staff records.
 * @refuses forbidden `account/link-elsewhere` · forbidden `account/link-expired` · forbidden `account/link-not-valid`
 */
export async function redeemSignInLink(
  ctx: Context,
  input: RedeemSignInLink,
  given: { browserSecret?: string | undefined; earlierToken?: string | undefined },
): Promise<OpenedSession> {
  authorize(ctx, 'account.signIn', { tenantId: null });
  const browserSecret = isPrintedToken(input.token) ? input.token : given.browserSecret;
  if (!browserSecret) refuse('forbidden', 'account/link-elsewhere');
  const link = await redeemLink(ctx.database, { token: input.token, browserSecret }, ctx.now);
  if (link?.hasExpired) refuse('forbidden', 'account/link-expired');
  // A mailbox that is known to nobody gets no account but to claim credit: otherwise its link was never sent, so only a guess could come here.
  if (!link || !(link.opensAccount || (await identities.isKnownMailbox(ctx.database, link.email))))
    refuse('forbidden', 'account/link-not-valid');
  const userId = await accountOf(ctx, link.email);
  await claimRecords(ctx, userId, link.email);
  return openSession(ctx.database, userId, sessionHours.idle, given.earlierToken);
}

async function accountOf(ctx: Context, email: string): Promise<string> {
  const identity: identities.Identity = { provider: 'email', subject: email };
  const known = await identities.findUserByIdentity(ctx.database, identity);
  if (known) return known.id;
  const { id } = await identities.createUser(ctx.database, { name: null, email });
  await identities.addIdentity(ctx.database, id, identity);
  return id;
}
