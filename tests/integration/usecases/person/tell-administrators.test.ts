import { describe, expect, test } from 'vitest';
import type { Role } from '@/lib/access/actor';
import { addPerson, savePerson } from '@/lib/usecases/person/save-person';
import { giveRole } from '@/lib/usecases/role/give-role';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

async function aHouse() {
  const institution = await anInstitution();
  const [actor, second, third] = [
    await aPerson(institution, 'administrator'),
    await aPerson(institution, 'administrator'),
    await aPerson(institution, 'administrator'),
  ];
  await aPerson(institution, 'registrar');
  const told = async () =>
    (
      await queryAsSuperuser<{ kind: string; id: string; subject: string; text: string; path: string }>(
        `select m.kind, p.id, m.payload->>'subject' as subject, m.payload->>'text' as text, m.payload->>'path' as path
           from outbox_message m join person p on p.tenant_id = m.tenant_id and p.email = m.payload->>'to' where m.tenant_id = $1 order by m.created_at, p.name`,
        [institution.id],
      )
    ).map(({ text, ...mail }) => ({ ...mail, names: text.includes(actor.name) }));
  return { institution, actor, others: [second, third], told };
}

describe('the other administrators, and nobody else, are told', () => {
  test.each<[Role, string]>([
    ['administrator', 'New administrator'],
    ['registrar', 'New registrar'],
  ])('of a new %s, by whom', async (role, subject) => {
    const { institution, actor, others, told } = await aHouse();
    const person = await aPerson(institution);
    await giveRole(ctxOf(actor), { personId: person.id, role });
    const mails = (await told()).filter(({ id }) => id !== person.id);
    expect(mails).toEqual(
      others.map(({ id }) => ({
        kind: 'role.given',
        id,
        subject: `${subject}: ${person.name}`,
        path: `/administration/people/${person.id}`,
        names: true,
      })),
    );
  });

  test('not of other roles, and not when it is refused', async () => {
    const { institution, actor, told } = await aHouse();
    const person = await aPerson(institution);
    await giveRole(ctxOf(actor), { personId: person.id, role: 'evaluator' });
    await expect(giveRole(ctxOf(actor), { personId: actor.id, role: 'registrar' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await told()).toEqual([]);
  });

  test('of a second mailbox of one person, added or renamed into', async () => {
    const { actor, others, told } = await aHouse();
    await addPerson(ctxOf(actor), { name: 'Ada Lovelace', email: 'ada.lovelace@example.test' });
    expect(await told()).toEqual([]);
    const { id } = await addPerson(ctxOf(actor), { name: 'Ada Lovelace', email: 'ada2@example.test' });
    const mail = {
      kind: 'person.secondRecord',
      subject: 'Perhaps one person twice: Ada Lovelace',
      names: true,
    };
    const first = others.map((one) => ({ ...mail, id: one.id, path: `/administration/people/${id}` }));
    expect(await told()).toEqual(first);
    const later = await addPerson(ctxOf(actor), { name: 'Grace Hopper', email: 'grace@example.test' });
    expect(await told()).toEqual(first);
    await savePerson(ctxOf(actor), {
      personId: later.id,
      expectedVersion: 1,
      name: 'A. Lovelace',
      email: 'grace@example.test',
    });
    expect((await told()).slice(2)).toEqual(
      others.map((one) => ({
        ...mail,
        subject: 'Perhaps one person twice: A. Lovelace',
        id: one.id,
        path: `/administration/people/${later.id}`,
      })),
    );
  });
});
