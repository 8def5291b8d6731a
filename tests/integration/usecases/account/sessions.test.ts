import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { findUserIdBySession, openSession } from '@/lib/db/sessions';
import { chooseInstitution } from '@/lib/usecases/account/choose-institution';
import { endSessions } from '@/lib/usecases/account/end-sessions';
import { signOut } from '@/lib/usecases/account/sign-out';
import { viewAccount } from '@/lib/usecases/account/view-account';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const { database } = ctxOf();
const hour = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

async function anAccount(...people: { id: string }[]): Promise<string> {
  const userId = randomUUID();
  await queryAsSuperuser('INSERT INTO auth_user (id, email) VALUES ($1, $2)', [
    userId,
    `${userId}@example.test`,
  ]);
  for (const { id } of people)
    await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = $2', [userId, id]);
  return userId;
}
const guest = (userId: string): Actor => ({ kind: 'guest', userId });

describe('a session', () => {
  it('ends after two idle hours', async () => {
    const { token } = await openSession(database, await anAccount());
    expect(await findUserIdBySession(database, token, inHours(1.9))).not.toBeNull();
    expect(await findUserIdBySession(database, token, inHours(1.9 + 2.1))).toBeNull();
  });

  it('has a token of 256 bits, never the same', async () => {
    const userId = await anAccount();
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async () => (await openSession(database, userId)).token),
    );
    expect(new Set(tokens).size).toBe(50);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('is kept open by use, and ends twelve hours after signing in all the same', async () => {
    const { token } = await openSession(database, await anAccount());
    for (let at = 1.5; at < 12; at += 1.5)
      expect(await findUserIdBySession(database, token, inHours(at))).not.toBeNull();
    expect(await findUserIdBySession(database, token, inHours(12.01))).toBeNull();
  });

  it('ends by signing out, and the other sessions stay', async () => {
    const userId = await anAccount();
    const [here, there] = [await openSession(database, userId), await openSession(database, userId)];
    await signOut(ctxOf(guest(userId)), here.token);
    expect(await findUserIdBySession(database, here.token, inHours(0))).toBeNull();
    expect(await findUserIdBySession(database, there.token, inHours(0))).toBe(userId);
  });

  it('ends everywhere at once, for oneself only', async () => {
    const [mine, other] = [await anAccount(), await anAccount()];
    const [a, b, c] = [
      await openSession(database, mine),
      await openSession(database, mine),
      await openSession(database, other),
    ];
    await endSessions(ctxOf(guest(mine)));
    expect(await findUserIdBySession(database, a.token, inHours(0))).toBeNull();
    expect(await findUserIdBySession(database, b.token, inHours(0))).toBeNull();
    expect(await findUserIdBySession(database, c.token, inHours(0))).toBe(other);
    await expect(endSessions(ctxOf())).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('an account', () => {
  it('knows the institutions and roles of its owner, and chooses among them only', async () => {
    const [here, there, foreign] = [await anInstitution(), await anInstitution(), await anInstitution()];
    const [one, two] = [await aPerson(here, 'chair'), await aPerson(there, 'registrar')];
    const userId = await anAccount(one, two);
    await openSession(database, userId);
    const view = await viewAccount({ ...ctxOf(guest(userId)), now: inHours(0) });
    expect(
      view.institutions.map(({ tenantId, roles }) => [
        tenantId,
        roles.map((held) => [held.role, held.departmentName]),
      ]),
    ).toEqual([
      [here.id, [['chair', 'Informatics']]],
      [there.id, [['registrar', null]]],
    ]);
    expect(view.sessions).toHaveLength(1);
    expect(await chooseInstitution(ctxOf(guest(userId)), { tenantId: there.id })).toEqual({
      tenantId: there.id,
    });
    await expect(chooseInstitution(ctxOf(guest(userId)), { tenantId: foreign.id })).rejects.toMatchObject({
      code: 'not_found',
      reason: 'account/not-a-member',
    });
    await expect(chooseInstitution(ctxOf(), { tenantId: here.id })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(viewAccount(ctxOf())).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
