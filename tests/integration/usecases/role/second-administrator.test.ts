import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import type { Role } from '@/lib/access/actor';
import { listWaitingRoles } from '@/lib/usecases/person/list-people';
import { addPerson, savePerson } from '@/lib/usecases/person/save-person';
import { suspendPerson } from '@/lib/usecases/person/suspend-person';
import { viewPerson } from '@/lib/usecases/person/view-person';
import { confirmRole } from '@/lib/usecases/role/confirm-role';
import { declineRole } from '@/lib/usecases/role/decline-role';
import { endRole } from '@/lib/usecases/role/end-role';
import { giveRole } from '@/lib/usecases/role/give-role';
import { withdrawRole } from '@/lib/usecases/role/withdraw-role';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { aDepartment, anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser, superuserConnection } from '@/tests/support/db';
import { refusal } from '../review/arrange';

async function aHouse(administrators = 3) {
  const institution = await anInstitution();
  const people: BuiltPerson[] = [];
  for (let n = 0; n < administrators; n++) people.push(await aPerson(institution, 'administrator'));
  const [first, second, third] = people as [BuiltPerson, BuiltPerson, BuiltPerson];
  const registrar = await aPerson(institution, 'registrar');
  const mails = async (kind: string) =>
    (
      await queryAsSuperuser<{ id: string }>(
        `select p.id from outbox_message m join person p on p.tenant_id = m.tenant_id and p.email = m.payload->>'to' where m.tenant_id = $1 and m.kind = $2 order by p.name`,
        [institution.id, kind],
      )
    ).map(({ id }) => id);
  return { institution, first, second, third, registrar, mails };
}
const rolesOf = async (person: { id: string }) =>
  (
    await queryAsSuperuser<{ role: string }>(
      'select role from role_grant where person_id = $1 and ended_at is null order by role',
      [person.id],
    )
  ).map(({ role }) => role);
const called = (person: { id: string }, name: string) =>
  queryAsSuperuser('update person set name = $2 where id = $1', [person.id, name]);
const give = (by: BuiltPerson, to: { id: string }, role: Role) =>
  giveRole(ctxOf(by), { personId: to.id, role });

describe('a role that would undo separation', () => {
  test('waits, counts for nothing, is on record, and the other administrators are told', async () => {
    const { institution, first, second, third, registrar, mails } = await aHouse();
    const { id, waits } = await give(first, registrar, 'administrator');
    expect(waits).toBe(true);
    expect(await rolesOf(registrar)).toEqual(['registrar']);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'role.propose',
      object_id: registrar.id,
      after: { proposalId: id, role: 'administrator', why: 'appoints', otherPersonId: registrar.id },
    });
    expect(await mails('role.proposed')).toEqual([second.id, third.id]);
    expect(await mails('role.given')).toEqual([]);
    const { waiting } = await viewPerson(ctxOf(first), registrar.id);
    expect(waiting).toMatchObject([
      {
        id,
        role: 'administrator',
        why: 'appoints',
        proposedByName: first.name,
        confirmers: [second.name, third.name],
        may: { confirm: false, decline: false, withdraw: true },
      },
    ]);
    expect((await listWaitingRoles(ctxOf(second))).map(({ may }) => may)).toEqual([
      { confirm: true, decline: true, withdraw: false },
    ]);
    await expect(give(second, registrar, 'administrator')).rejects.toEqual(
      refusal('conflict', 'role/proposed-already'),
    );
  });

  test('is given as proposed once another administrator confirms, and the others are told', async () => {
    const { institution, first, second, third, registrar, mails } = await aHouse();
    const userId = randomUUID();
    await queryAsSuperuser('insert into auth_user (id) values ($1)', [userId]);
    await queryAsSuperuser('update person set user_id = $1 where id = $2', [userId, registrar.id]);
    await queryAsSuperuser(
      "insert into auth_session (session_token, user_id, expires) values ('t', $1, now() + interval '1 hour')",
      [userId],
    );
    const { id } = await give(first, registrar, 'administrator');
    const { id: grantId } = await confirmRole(ctxOf(second), { proposalId: id });
    expect(await rolesOf(registrar)).toEqual(['administrator', 'registrar']);
    expect(await queryAsSuperuser('select from auth_session where user_id = $1', [userId])).toEqual([]);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'role.confirm',
      after: { proposalId: id, grantId, role: 'administrator', proposedById: first.id },
    });
    expect(
      (await viewPerson(ctxOf(third), registrar.id)).person.roles.find(
        ({ role }) => role === 'administrator',
      ),
    ).toMatchObject({
      grantedByName: first.name,
    });
    expect(await mails('role.confirmed')).toEqual([first.id, third.id, registrar.id]);
    expect(await listWaitingRoles(ctxOf(third))).toEqual([]);
    await expect(confirmRole(ctxOf(third), { proposalId: id })).rejects.toEqual(
      refusal('conflict', 'role/settled-already'),
    );
    // Each further one waits by itself.
    expect(await give(first, registrar, 'evaluator')).toMatchObject({ waits: true });
  });

  test('is confirmed by nobody who may be the proposer or whom it is about, nor by anybody else than an administrator', async () => {
    const { institution, first, second, third, registrar } = await aHouse();
    const { id } = await give(first, registrar, 'administrator');
    const confirm = (by: BuiltPerson) => confirmRole(ctxOf(by), { proposalId: id });
    await expect(confirm(first)).rejects.toEqual(refusal('forbidden', 'access/involved'));
    await expect(confirm(registrar)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(confirm(await aPerson(institution, 'auditor'))).rejects.toEqual(
      refusal('forbidden', 'access/role-missing'),
    );
    const elsewhere = await aHouse();
    await expect(confirm(elsewhere.first)).rejects.toMatchObject({ code: 'not_found' });
    await called(first, 'Ada Lovelace');
    await called(second, 'A. Lovelace');
    await expect(confirm(second)).rejects.toEqual(refusal('forbidden', 'access/involved'));
    await queryAsSuperuser(
      "update person set email = (select replace(email, '@', '+two@') from person where id = $1) where id = $2",
      [registrar.id, third.id],
    );
    await expect(confirm(third)).rejects.toEqual(refusal('forbidden', 'access/involved'));
    expect(await rolesOf(registrar)).toEqual(['registrar']);
    expect((await viewPerson(ctxOf(first), registrar.id)).waiting[0]?.confirmers).toEqual([]);
    await confirm(await aPerson(institution, 'administrator'));
    expect(await rolesOf(registrar)).toEqual(['administrator', 'registrar']);
  });

  test('is declined with a reason by another, and taken back by whoever proposed it', async () => {
    const { institution, first, second, third, registrar, mails } = await aHouse();
    const { id } = await give(first, registrar, 'administrator');
    const no = (by: BuiltPerson) => declineRole(ctxOf(by), { proposalId: id, reason: 'Not both.' });
    await expect(no(first)).rejects.toEqual(refusal('forbidden', 'access/proposer'));
    await expect(withdrawRole(ctxOf(second), { proposalId: id })).rejects.toEqual(
      refusal('forbidden', 'access/not-proposer'),
    );
    await expect(no(registrar)).rejects.toMatchObject({ code: 'forbidden' });
    await no(second);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'role.decline',
      after: { proposalId: id, reason: 'Not both.' },
    });
    expect(await mails('role.declined')).toEqual([first.id, third.id]);
    await expect(confirmRole(ctxOf(third), { proposalId: id })).rejects.toEqual(
      refusal('conflict', 'role/settled-already'),
    );
    const again = await give(first, registrar, 'administrator');
    await withdrawRole(ctxOf(first), { proposalId: again.id });
    expect(await lastAuditEntry(institution.id)).toMatchObject({ action: 'role.withdraw' });
    await expect(confirmRole(ctxOf(third), { proposalId: again.id })).rejects.toEqual(
      refusal('conflict', 'role/settled-already'),
    );
    expect(await rolesOf(registrar)).toEqual(['registrar']);
    await expect(withdrawRole(ctxOf(first), { proposalId: randomUUID() })).rejects.toEqual(
      refusal('not_found', 'role/no-such-proposal'),
    );
  });

  test('is not confirmed once the person is suspended, the proposer has gone, or the department has been archived', async () => {
    const { institution, first, second, third } = await aHouse();
    const department = await aDepartment(institution);
    const { id } = await giveRole(ctxOf(first), {
      personId: second.id,
      role: 'chair',
      departmentId: department.id,
    });
    const confirm = () => confirmRole(ctxOf(third), { proposalId: id });
    const set = (sql: string, of: { id: string }) => queryAsSuperuser(sql, [of.id]);
    await set("update person set status = 'suspended' where id = $1", second);
    await expect(confirm()).rejects.toEqual(refusal('rule_violation', 'person/suspended'));
    await set("update person set status = 'active' where id = $1", second);
    await set("update person set status = 'suspended' where id = $1", first);
    await expect(confirm()).rejects.toEqual(refusal('rule_violation', 'role/proposer-gone'));
    await set("update person set status = 'active' where id = $1", first);
    await set('update department set is_archived = true where id = $1', department);
    await expect(confirm()).rejects.toEqual(refusal('not_found', 'department/not-found'));
    await set('update department set is_archived = false where id = $1', department);
    await confirm();
    expect(await rolesOf(second)).toEqual(['administrator', 'chair']);
  });
});

describe('the roads to one person with both', () => {
  test('a second mailbox of one’s own, known or only alike, for any role', async () => {
    const { first, second, third } = await aHouse();
    await called(first, 'Ada Lovelace');
    const alike = await addPerson(ctxOf(first), { name: 'A. Lovelace', email: 'mail2@example.test' });
    for (const role of ['registrar', 'auditor', 'administrator'] as const)
      expect(await give(first, alike, role), role).toMatchObject({ waits: true });
    expect(await give(second, alike, 'registrar').catch((error: unknown) => error)).toEqual(
      refusal('conflict', 'role/proposed-already'),
    );
    expect(await give(second, alike, 'evaluator')).toMatchObject({ waits: true });
    expect(await rolesOf(alike)).toEqual([]);
    const { waiting } = await viewPerson(ctxOf(third), alike.id);
    expect(waiting.find(({ role }) => role === 'registrar')).toMatchObject({
      why: 'ownLikeness',
      otherPersonId: first.id,
    });
  });

  test('a suspended record keeps its roles in the count, so that taking the suspension back leads nowhere new', async () => {
    const { institution, first, second } = await aHouse();
    const [mapper, again] = [await aPerson(institution, 'evaluator'), await aPerson(institution)];
    await called(mapper, 'Grace Hopper');
    await called(again, 'G. Hopper');
    await suspendPerson(ctxOf(first), {
      personId: mapper.id,
      expectedVersion: 1,
      status: 'suspended',
      reason: 'Has left',
    });
    const { id, waits } = await give(first, again, 'administrator');
    expect(waits).toBe(true);
    await confirmRole(ctxOf(second), { proposalId: id });
    const back = (personId: string) =>
      suspendPerson(ctxOf(first), { personId, expectedVersion: 2, status: 'active', reason: 'Is back' });
    await expect(back(mapper.id)).resolves.toEqual({ id: mapper.id });
  });

  test('a suspended record comes back beside a role from before only when one of the two has ended', async () => {
    const { institution, first } = await aHouse();
    const [mapper, boss] = [
      await aPerson(institution, 'evaluator'),
      await aPerson(institution, 'administrator'),
    ];
    await called(mapper, 'Grace Hopper');
    await called(boss, 'G. Hopper');
    await queryAsSuperuser("update person set status = 'suspended' where id = $1", [mapper.id]);
    const back = () =>
      suspendPerson(ctxOf(first), {
        personId: mapper.id,
        expectedVersion: 1,
        status: 'active',
        reason: 'Is back',
      });
    await expect(back()).rejects.toEqual(refusal('rule_violation', 'person/return-undoes-separation'));
    const [grant] = await queryAsSuperuser<{ id: string }>('select id from role_grant where person_id = $1', [
      mapper.id,
    ]);
    await endRole(ctxOf(first), { grantId: grant?.id ?? '' });
    await expect(back()).resolves.toEqual({ id: mapper.id });
  });

  test('an address corrected into another’s mailbox', async () => {
    const { institution, first } = await aHouse();
    const [boss, mapper] = [
      await aPerson(institution, 'administrator'),
      await aPerson(institution, 'evaluator'),
    ];
    await queryAsSuperuser("update person set email = 'boss@example.test' where id = $1", [boss.id]);
    const correct = (email: string) =>
      savePerson(ctxOf(first), { personId: mapper.id, expectedVersion: 1, name: 'Mapper', email });
    await expect(correct('boss+maps@example.test')).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'person/tie-undoes-separation',
    });
    await expect(correct('another@example.test')).resolves.toEqual({ id: mapper.id });
  });

  test('two administrators at the same instant, a role each, to two records of one person', async () => {
    const { institution, first, second } = await aHouse();
    const [person, again] = [await aPerson(institution), await aPerson(institution)];
    await queryAsSuperuser(
      "update person set email = (select replace(email, '@', '+two@') from person where id = $1) where id = $2",
      [person.id, again.id],
    );
    // Both wait here until the other has begun as well.
    const holder = new pg.Client(superuserConnection);
    await holder.connect();
    await holder.query('begin');
    await holder.query('select one_change_of_roles($1)', [institution.id]);
    const both = Promise.all([give(first, person, 'administrator'), give(second, again, 'registrar')]);
    await expect
      .poll(
        () =>
          queryAsSuperuser(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
          ),
        { timeout: 10_000, interval: 20 },
      )
      .toHaveLength(2);
    await holder.query('commit');
    await holder.end();
    const given = await both;
    expect(given.map(({ waits }) => waits).sort()).toEqual([false, true]);
    expect([...(await rolesOf(person)), ...(await rolesOf(again))]).toHaveLength(1);
  });
});

describe('a sole administrator', () => {
  test('appoints everybody who is nobody else, and waits for a second for the rest', async () => {
    const { institution, first, registrar } = await aHouse(1);
    for (const role of ['evaluator', 'registrar', 'dean', 'auditor', 'catalog_editor'] as const)
      expect(await give(first, await aPerson(institution), role), role).toMatchObject({ waits: false });
    const { id, waits } = await give(first, registrar, 'administrator');
    expect(waits).toBe(true);
    expect((await viewPerson(ctxOf(first), registrar.id)).waiting[0]).toMatchObject({ confirmers: [] });
    const newcomer = await aPerson(institution);
    expect(await give(first, newcomer, 'administrator')).toMatchObject({ waits: false });
    expect((await viewPerson(ctxOf(first), registrar.id)).waiting[0]?.confirmers).toEqual([newcomer.name]);
    await confirmRole(ctxOf(newcomer), { proposalId: id });
    expect(await rolesOf(registrar)).toEqual(['administrator', 'registrar']);
  });
});
