import type { Adapter, AdapterAccount, AdapterUser } from 'next-auth/adapters';
import type { Database } from '@/lib/db/client';
import { addIdentity, createUser, findUserByIdentity } from '@/lib/db/identities';
import { insertSession } from '@/lib/db/sessions';

/**
 * Our accounts and sessions, as next-auth asks for them. An identity is (issuer, subject). Never found by e-mail address,
 * and never added to whoever happens to be signed in: the one who comes back from the provider may be somebody else.
 */
export function providerAdapter(database: Database, issuer: string): Adapter {
  const asUser = (user: { id: string; name: string | null; email: string | null }): AdapterUser => ({
    ...user,
    email: user.email ?? '',
    emailVerified: null,
  });
  return {
    async getUserByAccount({ providerAccountId }) {
      const user = await findUserByIdentity(database, { provider: issuer, subject: providerAccountId });
      return user && asUser(user);
    },
    getUserByEmail: async () => null,
    async createUser({ name, email }: Omit<AdapterUser, 'id'>) {
      const given = { name: name ?? null, email: email ? email : null };
      return asUser({ ...given, ...(await createUser(database, given)) });
    },
    async linkAccount({ userId, providerAccountId }: AdapterAccount) {
      await addIdentity(database, userId, { provider: issuer, subject: providerAccountId });
    },
    async createSession({ sessionToken, userId }) {
      const { expires } = await insertSession(database, sessionToken, userId);
      return { sessionToken, userId, expires };
    },
    getSessionAndUser: async () => null,
    getUser: async () => null,
    updateUser: async (user) => asUser({ name: null, email: null, ...user }),
    updateSession: async () => null,
    deleteSession: async () => null,
  };
}
