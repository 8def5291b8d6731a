import { openSession } from '@/lib/db/sessions';
import type { Database } from '@/lib/db/client';
import { queryAsSuperuser } from '@/tests/support/db';

/** Gives a person an account and an open session, as after signing in; the cookie that the browser would hold, and the token in it. */
export async function signedIn(
  database: Database,
  person: { id: string; name: string },
): Promise<{ cookie: string; token: string }> {
  const [account] = await queryAsSuperuser<{ id: string }>(
    'insert into auth_user (email, name) values ($1, $2) returning id',
    [`${person.id}@example.test`, person.name],
  );
  await queryAsSuperuser('update person set user_id = $1 where id = $2', [account?.id, person.id]);
  const { token } = await openSession(database, account?.id ?? '', 12);
  return { cookie: `crosswalk-session=${token}`, token };
}
