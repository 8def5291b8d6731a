import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findStaffMember, findUserIdBySession, listMemberships } from '@/lib/db/sessions';
import { listDemonstrationPeople } from '@/lib/usecases/account/list-demonstration-people';
import { SignInDemonstration, signInDemonstration } from '@/lib/usecases/account/sign-in-demonstration';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

async function aDemonstration() {
  const [tenantId, personId] = [randomUUID(), randomUUID()];
  await queryAsSuperuser(
    `INSERT INTO institution (id, slug, name, short_name, country, home_unit, time_zone, is_demonstration) VALUES ($1, $2, 'Demo', 'D', 'NL', 'ECTS', 'UTC', true)`,
    [tenantId, `demo-${tenantId}`],
  );
  await queryAsSuperuser(
    `INSERT INTO person (tenant_id, id, name, email, is_demonstration) VALUES ($1, $2, 'Ada Demo', $3, true)`,
    [tenantId, personId, `ada-${personId}@demo.test`],
  );
  await queryAsSuperuser(`INSERT INTO role_grant (tenant_id, person_id, role) VALUES ($1, $2, 'registrar')`, [
    tenantId,
    personId,
  ]);
  return { tenantId, personId };
}
const on = { demonstration: true };
const inputOf = (person: { tenantId: string; personId: string }) => ({ person });
const now = () => new Date().toISOString();

describe('signing in as a demonstration person', () => {
  it('opens a session that is theirs, and makes their account only once', async () => {
    const person = await aDemonstration();
    const first = await signInDemonstration(ctxOf(), inputOf(person), on);
    const second = await signInDemonstration(ctxOf(), inputOf(person), on);
    const userId = await findUserIdBySession(ctxOf().database, first.token, now());
    expect(userId).not.toBeNull();
    expect(await findUserIdBySession(ctxOf().database, second.token, now())).toBe(userId);
    const [membership] = await listMemberships(ctxOf().database, userId ?? '');
    expect(await findStaffMember(ctxOf().database, userId ?? '', membership ?? person)).toMatchObject({
      name: 'Ada Demo',
      isDemonstration: true,
      roles: [{ role: 'registrar' }],
    });
    expect(await queryAsSuperuser('SELECT email FROM auth_user WHERE id = $1', [userId])).toEqual([
      { email: null },
    ]);
  });

  it('ends the session this browser held before', async () => {
    const person = await aDemonstration();
    const first = await signInDemonstration(ctxOf(), inputOf(person), on);
    await signInDemonstration(ctxOf(), inputOf(person), { ...on, earlierToken: first.token });
    expect(await findUserIdBySession(ctxOf().database, first.token, now())).toBeNull();
  });

  it('keeps no token that could be used', async () => {
    const { token } = await signInDemonstration(ctxOf(), inputOf(await aDemonstration()), on);
    expect(await queryAsSuperuser('SELECT 1 FROM auth_session WHERE session_token = $1', [token])).toEqual(
      [],
    );
  });

  it('refuses outside a demonstration, and lists nobody', async () => {
    const person = await aDemonstration();
    await expect(
      signInDemonstration(ctxOf(), inputOf(person), { demonstration: false }),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'account/no-demonstration' });
    expect(await listDemonstrationPeople(ctxOf(), { demonstration: false })).toEqual([]);
  });

  it('refuses a real person, even in a demonstration installation', async () => {
    const institution = await anInstitution();
    const { id } = await aPerson(institution, 'registrar');
    const refused = { code: 'not_found', reason: 'account/not-a-demonstration-person' };
    await expect(
      signInDemonstration(ctxOf(), inputOf({ tenantId: institution.id, personId: id }), on),
    ).rejects.toMatchObject(refused);
    const listed = await listDemonstrationPeople(ctxOf(), on);
    expect(listed.some(({ tenantId }) => tenantId === institution.id)).toBe(false);
  });

  it('refuses a suspended person, and one whose account reaches a real person', async () => {
    const refused = { reason: 'account/not-a-demonstration-person' };
    const suspended = await aDemonstration();
    await queryAsSuperuser(`UPDATE person SET status = 'suspended' WHERE id = $1`, [suspended.personId]);
    await expect(signInDemonstration(ctxOf(), inputOf(suspended), on)).rejects.toMatchObject(refused);

    const tied = await aDemonstration();
    const { token } = await signInDemonstration(ctxOf(), inputOf(tied), on);
    const userId = await findUserIdBySession(ctxOf().database, token, now());
    const real = await aPerson(await anInstitution(), 'registrar');
    await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = $2', [userId, real.id]);
    await expect(signInDemonstration(ctxOf(), inputOf(tied), on)).rejects.toMatchObject(refused);
  });

  it('takes nothing but an institution and a person', () => {
    for (const person of ['', 'a/b', `${randomUUID()}`, `${randomUUID()}/${randomUUID()}/x`])
      expect(SignInDemonstration.safeParse({ person }).success).toBe(false);
    expect(
      SignInDemonstration.safeParse({ person: `${randomUUID()}/${randomUUID()}`, role: 'registrar' }).success,
    ).toBe(false);
  });
});
