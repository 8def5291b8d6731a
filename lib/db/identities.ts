import type { Database } from './client';

/**
 * Who somebody is: the identity provider (its issuer address, or 'email' for a mailbox) and the name it knows them by.
 * An e-mail address that a provider mentions is never an identity.
 */
export interface Identity {
  provider: string;
  subject: string;
}

/** The account of an identity. */
export async function findUserByIdentity(
  database: Database,
  { provider, subject }: Identity,
): Promise<{ id: string; name: string | null; email: string | null } | null> {
  const account = await database.prisma.account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId: subject } },
    select: { user: { select: { id: true, name: true, email: true } } },
  });
  return account?.user ?? null;
}

/** Makes an account. The address is for showing; it is left out when another account shows it already. */
export async function createUser(
  database: Database,
  given: { name: string | null; email: string | null },
): Promise<{ id: string }> {
  const taken =
    given.email !== null && (await database.prisma.user.count({ where: { email: given.email } })) > 0;
  return database.prisma.user.create({
    data: { name: given.name, email: taken ? null : given.email },
    select: { id: true },
  });
}

export async function addIdentity(
  database: Database,
  userId: string,
  { provider, subject }: Identity,
): Promise<void> {
  await database.prisma.account.create({
    data: { userId, type: provider === 'email' ? 'email' : 'oidc', provider, providerAccountId: subject },
  });
}

export async function listIdentities(database: Database, userId: string): Promise<Identity[]> {
  const accounts = await database.prisma.account.findMany({
    where: { userId },
    select: { provider: true, providerAccountId: true },
    orderBy: { provider: 'asc' },
  });
  return accounts.map(({ provider, providerAccountId }) => ({ provider, subject: providerAccountId }));
}

/**
 * Ties the staff records of a proved address to an account; only those that nobody has claimed. Returns how many. One whose roles would
 * undo separation together with those of the account is left, and says beside which record it waits.
 */
export async function claimMemberships(
  database: Database,
  userId: string,
  provedEmail: string,
): Promise<number> {
  const [row] = await database.prisma.$queryRaw<
    { n: number }[]
  >`SELECT claim_memberships(${userId}::uuid, ${provedEmail}) AS n`;
  return row?.n ?? 0;
}

export async function isKnownMailbox(database: Database, email: string): Promise<boolean> {
  const [row] = await database.prisma.$queryRaw<
    { known: boolean }[]
  >`SELECT is_known_mailbox(${email}) AS known`;
  return row?.known === true;
}

/** The mailbox that the owner of an account has confirmed by a link; null where none was. */
export async function findAccountMailbox(database: Database, userId: string): Promise<string | null> {
  const account = await database.prisma.account.findFirst({
    where: { userId, provider: 'email' },
    select: { providerAccountId: true },
    orderBy: { providerAccountId: 'asc' },
  });
  return account?.providerAccountId ?? null;
}
