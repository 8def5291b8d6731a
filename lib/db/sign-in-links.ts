import type { Database } from './client';
import { hashToken } from './sessions';

/** A link's token counts only together with the secret kept in the browser that asked; both are stored as one hash. */
export interface LinkSecrets {
  token: string;
  browserSecret: string;
}

const hashOf = ({ token, browserSecret }: LinkSecrets) => hashToken(`${token}.${browserSecret}`);

/** Keeps a link, unless the mailbox has as many open ones as it may. Expired links of everybody go. */
export async function keepLink(
  database: Database,
  email: string,
  secrets: LinkSecrets,
  times: { now: string; expires: string },
  most: number,
): Promise<boolean> {
  const { prisma } = database;
  await prisma.verificationToken.deleteMany({ where: { expires: { lt: new Date(times.now) } } });
  if ((await prisma.verificationToken.count({ where: { identifier: email } })) >= most) return false;
  await prisma.verificationToken.create({
    data: { identifier: email, token: hashOf(secrets), expires: new Date(times.expires) },
  });
  return true;
}

/** The mailbox a link was sent to, and whether it came too late; the link is gone afterwards. One statement, so that two presses redeem it once. */
export async function redeemLink(
  database: Database,
  secrets: LinkSecrets,
  now: string,
): Promise<{ email: string; hasExpired: boolean } | null> {
  const rows = await database.prisma.$queryRaw<{ identifier: string; expires: Date }[]>`
    DELETE FROM auth_verification_token WHERE token = ${hashOf(secrets)} RETURNING identifier, expires`;
  const [row] = rows;
  return row ? { email: row.identifier, hasExpired: row.expires <= new Date(now) } : null;
}
