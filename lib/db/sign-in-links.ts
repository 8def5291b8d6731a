import type { Database } from './client';
import { hashToken } from './sessions';

/** A link counts with both halves: what its mail carries, and what is kept in a browser that asked for one to the same mailbox. Of a printed one the token is both. */
export interface LinkSecrets {
  token: string;
  browserSecret: string;
}

/** How many links of a mailbox may be open, and when one is old enough for another to be sent all the same. @units moments in ISO 8601 */
export interface LinkLimits {
  most: number;
  fadingBefore: string;
}

/**
 * Lets this browser redeem what is sent to the mailbox, and keeps a new link unless as many are open as may be. Then none is needed: this
 * browser can open any of those, so whoever asks for links to the mailbox of somebody else takes nothing from the owner. What has expired goes.
 * Returns whether there is a new link to send.
 */
export async function keepLink(
  database: Database,
  email: string,
  { token, browserSecret, opensAccount = false }: LinkSecrets & { opensAccount?: boolean },
  { now, expires }: { now: string; expires: string },
  { most, fadingBefore }: LinkLimits,
): Promise<boolean> {
  const [at, until] = [new Date(now), new Date(expires)];
  return database.prisma.$transaction(async (tx) => {
    await tx.verificationToken.deleteMany({ where: { expires: { lt: at } } });
    await tx.linkBrowser.deleteMany({ where: { expires: { lt: at } } });
    // Of many requests at once, each counts those before it.
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`sign-in link ${email}`}, 0))`;
    const asked = { identifier: email, secret: hashToken(browserSecret) };
    await tx.linkBrowser.upsert({
      where: { identifier_secret: asked },
      create: { ...asked, expires: until },
      update: { expires: until },
    });
    const open = await tx.verificationToken.findMany({
      where: { identifier: email, expires: { gte: at } },
      select: { expires: true },
    });
    if (open.length >= most && open.some((link) => link.expires >= new Date(fadingBefore))) return false;
    await tx.verificationToken.create({
      data: { identifier: email, token: hashToken(token), expires: until, opensAccount },
    });
    return true;
  });
}

/** The mailbox a link was sent to, and whether it came too late; the link is gone afterwards. One statement, so that two presses redeem it once. */
export async function redeemLink(
  database: Database,
  { token, browserSecret }: LinkSecrets,
  now: string,
): Promise<{ email: string; hasExpired: boolean; opensAccount: boolean } | null> {
  const rows = await database.prisma.$queryRaw<
    { identifier: string; expires: Date; opensAccount: boolean }[]
  >`
    DELETE FROM auth_verification_token t WHERE t.token = ${hashToken(token)}
       AND EXISTS (SELECT FROM auth_link_browser b WHERE b.identifier = t.identifier AND b.secret = ${hashToken(browserSecret)})
    RETURNING t.identifier, t.expires, t.opens_account AS "opensAccount"`;
  const [row] = rows;
  return row
    ? { email: row.identifier, hasExpired: row.expires <= new Date(now), opensAccount: row.opensAccount }
    : null;
}
