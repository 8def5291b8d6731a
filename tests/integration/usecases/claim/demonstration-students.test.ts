import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { demonstrationStudents } from '@/lib/access/demonstration-students';
import { findAccountMailbox } from '@/lib/db/identities';
import { listMemberships } from '@/lib/db/sessions';
import { SignInDemonstration, signInDemonstration } from '@/lib/usecases/account/sign-in-demonstration';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aPlace, begin, ownClaim } from './arrange';

const on = { demonstration: true };
const [first, second] = demonstrationStudents;
const inputOf = (person: string) => SignInDemonstration.parse({ person });

describe('a student of the demonstration', () => {
  it('is signed in with a confirmed mailbox, as nobody on a staff, in one account however often', async () => {
    const input = inputOf(`student/${first.key}`);
    const [one, again] = await Promise.all([
      signInDemonstration(ctxOf(), input, on),
      signInDemonstration(ctxOf(), input, on),
    ]);
    expect(again.userId).toBe(one.userId);
    expect(one.tenantId).toBeUndefined();
    expect(await findAccountMailbox(ctxOf().database, one.userId)).toBe(first.mailbox);
    expect(await listMemberships(ctxOf().database, one.userId)).toEqual([]);
  });

  it('is nobody where this is no demonstration, and no name that is not on the list is one', async () => {
    await expect(
      signInDemonstration(ctxOf(), inputOf(`student/${first.key}`), { demonstration: false }),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'account/no-demonstration' });
    for (const person of ['student/', 'student/nobody', 'student/x/y', first.key, first.mailbox])
      expect(SignInDemonstration.safeParse({ person }).success).toBe(false);
  });

  it('is refused where the account works on a staff, or can be reached in another way', async () => {
    const refused = { code: 'not_found', reason: 'account/not-a-demonstration-person' };
    const { userId } = await signInDemonstration(ctxOf(), inputOf(`student/${second.key}`), on);
    const { id } = await aPerson(await anInstitution(), 'registrar');
    await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = $2', [userId, id]);
    await expect(signInDemonstration(ctxOf(), inputOf(`student/${second.key}`), on)).rejects.toMatchObject(
      refused,
    );
    await queryAsSuperuser('UPDATE person SET user_id = NULL WHERE id = $1', [id]);
    await queryAsSuperuser(
      `INSERT INTO auth_account (user_id, type, provider, provider_account_id) VALUES ($1, 'oidc', 'https://idp.example', $2)`,
      [userId, randomUUID()],
    );
    await expect(signInDemonstration(ctxOf(), inputOf(`student/${second.key}`), on)).rejects.toMatchObject(
      refused,
    );
  });

  it('claims at an invented institution, and at no other', async () => {
    const { institution, certificate } = await aPlace();
    const { userId } = await signInDemonstration(ctxOf(), inputOf(`student/${first.key}`), on);
    const student = { kind: 'guest' as const, userId };
    await expect(begin(student, institution, certificate.slug)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'claim/demonstration-elsewhere',
    });
    await queryAsSuperuser(
      `WITH off AS (SELECT set_config('session_replication_role', 'replica', true)) UPDATE institution SET is_demonstration = true FROM off WHERE id = $1`,
      [institution.id],
    );
    const claim = await begin(student, institution, certificate.slug);
    expect((await ownClaim(student, claim)).view.claim.student.mailbox).toBe(first.mailbox);
  });
});
