import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findUserIdBySession, openSession } from '@/lib/db/sessions';
import { listPeople, PersonSearch } from '@/lib/usecases/person/list-people';
import { addPerson, AddPerson, savePerson, SavePerson } from '@/lib/usecases/person/save-person';
import { suspendPerson } from '@/lib/usecases/person/suspend-person';
import { viewPerson } from '@/lib/usecases/person/view-person';
import { countAuditEntries, lastAuditEntry } from '@/tests/support/audit-trail';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

async function aHouse() {
  const institution = await anInstitution();
  const [administrator, registrar, reviewer] = [
    await aPerson(institution, 'administrator'),
    await aPerson(institution, 'registrar'),
    await aPerson(institution, 'reviewer'),
  ];
  return { institution, administrator, registrar, reviewer };
}
const suspend = (personId: string, expectedVersion = 1) => ({
  personId,
  expectedVersion,
  status: 'suspended' as const,
  reason: 'Left the university',
});
async function aClaimedAccount(personId: string) {
  const userId = randomUUID();
  await queryAsSuperuser('INSERT INTO auth_user (id) VALUES ($1)', [userId]);
  await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = $2', [userId, personId]);
  return openSession(ctxOf().database, userId);
}

describe('two records that look like one person', () => {
  it('are pointed out on the list and on the page of either, once the second is added, and refused never', async () => {
    const { institution, administrator } = await aHouse();
    const add = (name: string, email: string) => addPerson(ctxOf(administrator), { name, email });
    const first = await add('Daniel Reyes', 'daniel.reyes@example.test');
    const lookAlikes = async (id: string) => (await viewPerson(ctxOf(administrator), id)).lookAlikes;
    expect(await lookAlikes(first.id)).toEqual([]);
    const second = await add('D. Reyes', 'dreyes@example.test');
    const third = await add('Somebody Else', 'd.reyes+2@example.test');
    const elsewhere = await anInstitution();
    await addPerson(ctxOf(await aPerson(elsewhere, 'administrator')), {
      name: 'Daniel Reyes',
      email: 'daniel.reyes@example.test',
    });
    expect(await lookAlikes(first.id)).toEqual([{ id: second.id, name: 'D. Reyes', reason: 'name' }]);
    expect(await lookAlikes(second.id)).toEqual([
      { id: first.id, name: 'Daniel Reyes', reason: 'name' },
      { id: third.id, name: 'Somebody Else', reason: 'mailbox' },
    ]);
    const list = await listPeople(ctxOf(administrator), { words: 'Daniel' });
    expect(list.rows.map(({ id, lookAlikes }) => [id, lookAlikes])).toEqual([
      [first.id, [{ id: second.id, name: 'D. Reyes', reason: 'name' }]],
    ]);
    await suspendPerson(ctxOf(administrator), suspend(second.id));
    expect(await lookAlikes(first.id)).toEqual([]);
    expect(await lookAlikes(second.id)).toEqual([]);
    expect(await countAuditEntries(institution.id)).toBe(4);
  });
});

describe('adding somebody to the staff', () => {
  it('puts them there, with an audit entry, once for one key', async () => {
    const { institution, administrator } = await aHouse();
    const ctx = ctxOf(administrator, { idempotencyKey: 'add-person-1' });
    const input = { name: 'Ada', email: 'ada@example.test' };
    const { id } = await addPerson(ctx, input);
    expect(await addPerson(ctx, input)).toEqual({ id });
    expect((await viewPerson(ctxOf(administrator), id)).person).toMatchObject({
      name: 'Ada',
      email: 'ada@example.test',
      status: 'active',
      roles: [],
      userId: null,
    });
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'person.save',
      object_id: id,
      actor_id: administrator.id,
      after: input,
    });
    expect(await countAuditEntries(institution.id)).toBe(1);
  });

  it('refuses an address twice in one institution, and takes it in another', async () => {
    const [here, there] = [await aHouse(), await aHouse()];
    await addPerson(ctxOf(here.administrator), { name: 'Ada', email: 'ada@example.test' });
    await expect(
      addPerson(ctxOf(here.administrator), { name: 'Ada', email: 'ada@example.test' }),
    ).rejects.toMatchObject({ code: 'conflict', reason: 'person/email-taken' });
    await expect(
      addPerson(ctxOf(there.administrator), { name: 'Ada', email: 'ada@example.test' }),
    ).resolves.toHaveProperty('id');
  });

  it('takes a name in one spelling, and none with letters that nobody sees', () => {
    const email = 'ada@example.test';
    expect(AddPerson.parse({ name: ' Ａda Zoe\u0308 ', email }).name).toBe('Ada Zoë');
    for (const schema of [AddPerson, SavePerson.omit({ personId: true, expectedVersion: true })])
      expect(schema.safeParse({ name: 'Ada\u202e', email }).success).toBe(false);
  });

  it('is the administrator’s alone, and takes no other field', async () => {
    const { registrar } = await aHouse();
    await expect(addPerson(ctxOf(registrar), { name: 'Ada', email: 'a@example.test' })).rejects.toMatchObject(
      { code: 'forbidden', reason: 'access/role-missing' },
    );
    await expect(addPerson(ctxOf(), { name: 'Ada', email: 'a@example.test' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    for (const extra of [{ isDemonstration: true }, { userId: randomUUID() }, { tenantId: randomUUID() }]) {
      expect(AddPerson.safeParse({ name: 'Ada', email: 'a@example.test', ...extra }).success).toBe(false);
    }
  });
});

describe('correcting a person', () => {
  it('saves name and address, and shows both in the trail', async () => {
    const { institution, administrator, reviewer } = await aHouse();
    await savePerson(ctxOf(administrator), {
      personId: reviewer.id,
      expectedVersion: 1,
      name: 'New Name',
      email: 'new@example.test',
    });
    expect((await viewPerson(ctxOf(administrator), reviewer.id)).person).toMatchObject({
      name: 'New Name',
      rowVersion: 2,
    });
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      before: { name: reviewer.name },
      after: { name: 'New Name', email: 'new@example.test' },
    });
  });

  it('refuses what is stale, taken, proved, foreign or not theirs to do', async () => {
    const { administrator, registrar, reviewer } = await aHouse();
    const input = { personId: reviewer.id, expectedVersion: 1, name: 'X', email: 'x@example.test' };
    await expect(savePerson(ctxOf(administrator), { ...input, expectedVersion: 7 })).rejects.toMatchObject({
      reason: 'person/changed-meanwhile',
    });
    const [{ email }] = (await queryAsSuperuser<{ email: string }>('SELECT email FROM person WHERE id = $1', [
      registrar.id,
    ])) as [{ email: string }];
    await expect(savePerson(ctxOf(administrator), { ...input, email })).rejects.toMatchObject({
      reason: 'person/email-taken',
    });
    await expect(savePerson(ctxOf(registrar), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(savePerson(ctxOf((await aHouse()).administrator), input)).rejects.toMatchObject({
      code: 'not_found',
    });
    await aClaimedAccount(reviewer.id);
    await expect(savePerson(ctxOf(administrator), input)).rejects.toMatchObject({
      reason: 'person/address-proved',
    });
  });
});

describe('suspending somebody', () => {
  it('ends their sessions at once, says why in the trail, and can be taken back', async () => {
    const { institution, administrator, reviewer } = await aHouse();
    const { token } = await aClaimedAccount(reviewer.id);
    await suspendPerson(ctxOf(administrator), suspend(reviewer.id));
    expect(await findUserIdBySession(ctxOf().database, token, new Date().toISOString())).toBeNull();
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'person.suspend',
      before: { status: 'active' },
      after: { status: 'suspended', reason: 'Left the university' },
    });
    await suspendPerson(ctxOf(administrator), {
      ...suspend(reviewer.id, 2),
      status: 'active',
      reason: 'Came back',
    });
    expect((await viewPerson(ctxOf(administrator), reviewer.id)).person.status).toBe('active');
  });

  it('refuses oneself, the stale, the done, the foreign and the wrong role', async () => {
    const { administrator, registrar, reviewer } = await aHouse();
    await expect(suspendPerson(ctxOf(administrator), suspend(administrator.id))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/oneself',
    });
    await expect(suspendPerson(ctxOf(administrator), suspend(reviewer.id, 3))).rejects.toMatchObject({
      reason: 'person/changed-meanwhile',
    });
    await expect(
      suspendPerson(ctxOf(administrator), { ...suspend(reviewer.id), status: 'active' }),
    ).rejects.toMatchObject({ reason: 'person/status-already' });
    await expect(suspendPerson(ctxOf(registrar), suspend(reviewer.id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      suspendPerson(ctxOf((await aHouse()).administrator), suspend(reviewer.id)),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('never leaves an institution without an administrator, not even by two at the same moment', async () => {
    const institution = await anInstitution();
    const [one, two] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'administrator'),
    ];
    const outcomes = await Promise.allSettled([
      suspendPerson(ctxOf(one), suspend(two.id)),
      suspendPerson(ctxOf(two), suspend(one.id)),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const active = await queryAsSuperuser(`SELECT 1 FROM person WHERE id = ANY($1) AND status = 'active'`, [
      [one.id, two.id],
    ]);
    expect(active).toHaveLength(1);
  });
});

describe('the list of people', () => {
  it('finds by words, role and state, one page at a time, and only one’s own', async () => {
    const { institution, administrator, reviewer } = await aHouse();
    await addPerson(ctxOf(administrator), { name: '100% Sure_', email: 'sure@example.test' });
    const names = async (search: object) =>
      (await listPeople(ctxOf(administrator), PersonSearch.parse(search))).rows.map(({ name }) => name);
    expect(await names({ words: '100%' })).toEqual(['100% Sure_']);
    // A sign alone is no word.
    expect(await names({ words: '_', role: '' })).toEqual([]);
    expect(await names({ role: 'reviewer' })).toEqual([reviewer.name]);
    expect(await names({ status: 'suspended' })).toEqual([]);
    expect((await listPeople(ctxOf(administrator), {})).total).toBe(6);
    expect(
      (await listPeople(ctxOf((await aHouse()).administrator), {})).rows.some(({ id }) => id === reviewer.id),
    ).toBe(false);
    await expect(listPeople(ctxOf(reviewer), {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(institution.id).toBeTruthy();
  });
});
