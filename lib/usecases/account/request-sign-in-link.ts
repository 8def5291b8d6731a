import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Mailbox } from '@/lib/kernel/mailbox';
import { isKnownMailbox } from '@/lib/db/identities';
import { keepLink } from '@/lib/db/sign-in-links';
import { authorize } from '../authorize';
import type { Context } from '../context';

export const RequestSignInLink = z.strictObject({
  email: Mailbox,
  next: z.string().max(2_000).optional(),
  /** Asked for in order to claim credit: the mailbox need not be known, and gets an account when its link is opened. */
  purpose: z.literal('claim').optional(),
});
export type RequestSignInLink = z.infer<typeof RequestSignInLink>;

/**
 * Minutes a link counts, how many may be open for one mailbox, and with how many minutes left another is sent all the same.
 * @source OWASP ASVS 5.0.0, 6.5.5 and 6.6.2; docs/security.md, "Limits"
 */
export const linkLimits = { minutes: 10, openLinks: 3, fadingMinutes: 5 } as const;

/** What the browser that asked must keep, and the mail to send, if any. The answer to the person is the same either way. */
export interface RequestedLink {
  browserSecret: string;
  mail: { to: string; token: string } | null;
}

/**
 * Prepares a sign-in link for a mailbox that belongs to somebody, or by which somebody wants to claim credit; for others, does as much and sends nothing. Where enough links are
 * open, this browser can open those. A browser that asked before keeps its secret, so that the mails from before still count in it.
 */
export async function requestSignInLink(
  ctx: Context,
  input: RequestSignInLink,
  earlierSecret?: string,
): Promise<RequestedLink> {
  authorize(ctx, 'account.signIn', { tenantId: null });
  const token = newSecret();
  const browserSecret = isSecret(earlierSecret) ? earlierSecret : newSecret();
  const inMinutes = (minutes: number) => new Date(Date.parse(ctx.now) + minutes * 60_000).toISOString();
  const known = await isKnownMailbox(ctx.database, input.email);
  const kept = await keepLink(
    ctx.database,
    input.email,
    { token, browserSecret, opensAccount: input.purpose === 'claim' },
    { now: ctx.now, expires: inMinutes(linkLimits.minutes) },
    { most: linkLimits.openLinks, fadingBefore: inMinutes(linkLimits.fadingMinutes) },
  );
  return {
    browserSecret,
    mail: (known || input.purpose === 'claim') && kept ? { to: input.email, token } : null,
  };
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function isSecret(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/.test(text);
}
