import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { claimRecords } from '@/lib/usecases/account/claim-records';
import { viewInstitution } from '@/lib/usecases/institution/view-institution';
import { listUndoneSeparation } from '@/lib/usecases/person/list-people';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const nothing = { held: [], unclaimed: [] };

describe('roles from before a second administrator was asked for', () => {
  test('are listed to the administrators until one of the two has ended', async () => {
    const institution = await anInstitution();
    const boss = ctxOf(await aPerson(institution, 'administrator'));
    expect(await listUndoneSeparation(boss)).toEqual(nothing);
    const both = await aPerson(institution, 'administrator', 'registrar', 'auditor');
    const listed = {
      held: [
        {
          why: 'appoints',
          id: both.id,
          name: both.name,
          role: 'administrator',
          otherId: both.id,
          otherName: both.name,
          otherRole: 'registrar',
        },
      ],
      unclaimed: [],
    };
    expect(await listUndoneSeparation(boss)).toEqual(listed);
    expect((await viewInstitution(boss)).undone).toEqual(listed);
    const auditor = ctxOf(await aPerson(institution, 'auditor'));
    expect((await viewInstitution(auditor)).undone).toBeNull();
    await queryAsSuperuser(
      `update role_grant set ended_at = now() where person_id = $1 and role = 'registrar'`,
      [both.id],
    );
    expect(await listUndoneSeparation(boss)).toEqual(nothing);
  });
});

describe('a record that a proved address does not claim', () => {
  test('is told to the administrators once, is listed, and is claimed when one of the roles has ended', async () => {
    const institution = await anInstitution();
    const [boss, second, registrar] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'registrar'),
    ];
    const [account] = await queryAsSuperuser<{ id: string }>(
      'insert into auth_user default values returning id',
    );
    await queryAsSuperuser('update person set user_id = $1 where id = $2', [account?.id, boss.id]);
    const proved = `${randomUUID()}@example.test`;
    await queryAsSuperuser('update person set email = $1 where id = $2', [proved, registrar.id]);
    const mails = () =>
      queryAsSuperuser<{ id: string; subject: string; text: string; path: string }>(
        `select p.id, m.payload->>'subject' as subject, m.payload->>'text' as text, m.payload->>'path' as path
           from outbox_message m join person p on p.tenant_id = m.tenant_id and p.email = m.payload->>'to'
          where m.tenant_id = $1 and m.kind = 'person.unclaimed' order by p.name`,
        [institution.id],
      );
    const signIn = () => claimRecords(ctxOf(), account?.id ?? '', proved.toUpperCase());
    await signIn();
    await signIn();
    const told = await mails();
    expect(told.map(({ id }) => id)).toEqual([boss.id, second.id]);
    expect(told[0]).toMatchObject({
      subject: `Nobody could claim the record of ${registrar.name}`,
      path: `/administration/people/${registrar.id}`,
      text: expect.stringContaining(boss.name) as string,
    });
    expect(await listUndoneSeparation(ctxOf(second))).toEqual({
      held: [],
      unclaimed: [
        { id: registrar.id, name: registrar.name, email: proved, beside: { id: boss.id, name: boss.name } },
      ],
    });
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [registrar.id]);
    await signIn();
    expect(await listUndoneSeparation(ctxOf(second))).toEqual(nothing);
    const [claimed] = await queryAsSuperuser<{ user_id: string }>(
      'select user_id from person where id = $1',
      [registrar.id],
    );
    expect(claimed?.user_id).toBe(account?.id);
    expect(await mails()).toHaveLength(2);
  });

  test('tells nobody of records that are claimed, or of another institution', async () => {
    const [here, there] = [await anInstitution(), await anInstitution()];
    const [boss, registrar] = [await aPerson(here, 'administrator'), await aPerson(there, 'registrar')];
    const [account] = await queryAsSuperuser<{ id: string }>(
      'insert into auth_user default values returning id',
    );
    await queryAsSuperuser('update person set user_id = $1 where id = $2', [account?.id, boss.id]);
    const proved = `${randomUUID()}@example.test`;
    await queryAsSuperuser('update person set email = $1 where id = $2', [proved, registrar.id]);
    await claimRecords(ctxOf(), account?.id ?? '', proved);
    expect(
      await queryAsSuperuser(`select 1 from outbox_message where tenant_id = any($1)`, [[here.id, there.id]]),
    ).toEqual([]);
  });
});
