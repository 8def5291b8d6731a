import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { printedToken } from '@/lib/kernel/printed-token';

/** Minutes a printed link counts: longer than one in a mail, since whoever reads it here may have to hand it on. */
export const printedLinkMinutes = 60;

/**
 * Keeps a new sign-in link for the mailbox and returns its token, which exists nowhere else; what was printed for it before ends. The
 * token is kept as both halves of a link (lib/db/sign-in-links.ts), so that it opens in a browser that never asked for one.
 */
export async function keepPrintedLink(client: pg.Client, email: string): Promise<string> {
  const token = printedToken(randomBytes(32).toString('base64url'));
  const hash = createHash('sha256').update(token).digest('hex');
  await client.query(
    'delete from auth_verification_token t using auth_link_browser b where t.identifier = $1 and b.identifier = t.identifier and b.secret = t.token',
    [email],
  );
  for (const [table, column] of [
    ['auth_verification_token', 'token'],
    ['auth_link_browser', 'secret'],
  ])
    await client.query(
      `insert into ${table} (identifier, ${column}, expires) values ($1, $2, now() + make_interval(mins => $3))`,
      [email, hash, printedLinkMinutes],
    );
  return token;
}

/** What the operator hands to the person. */
export function printedLinkLine(who: string, address: string | null, token: string): string {
  const path = `/sign-in/link?token=${token}`;
  return `  ${who}: ${address === null ? path : new URL(path, address).href}`;
}
