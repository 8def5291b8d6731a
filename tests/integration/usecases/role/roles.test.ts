import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findStaffMember, findUserIdBySession, openSession } from '@/lib/db/sessions';
import { endRole } from '@/lib/usecases/role/end-role';
import { giveRole } from '@/lib/usecases/role/give-role';
import { viewPerson } from '@/lib/usecases/person/view-person';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { aDepartment, anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

async function aHouse() {
  const institution = await anInstitution();
  return {
    institution,
    administrator: await aPerson(institution, 'administrator'),
    person: await aPerson(institution),
  };
}
const grantOf = async (personId: string, role: string) =>
  (
    await queryAsSuperuser<{ id: string }>('SELECT id FROM role_grant WHERE person_id = $1 AND role = $2', [
      personId,
      role,
    ])
  )[0]?.id ?? '';

describe('giving a role', () => {
  it('counts from then on, ends open sessions, and is on record', async () => {
    const { institution, administrator, person } = await aHouse();
    const userId = randomUUID();
    await queryAsSuperuser('INSERT INTO auth_user (id) VALUES ($1)', [userId]);
    await queryAsSuperuser('UPDATE person SET user_id = $1 WHERE id = $2', [userId, person.id]);
    const { token } = await openSession(ctxOf().database, userId);
    const { id } = await giveRole(ctxOf(administrator), {
      personId: person.id,
      role: 'chair',
      departmentId: institution.departmentId,
    });
    expect(await findUserIdBySession(ctxOf().database, token, new Date().toISOString())).toBeNull();
    const staff = await findStaffMember(ctxOf().database, userId, {
      tenantId: institution.id,
      personId: person.id,
    });
    expect(staff?.roles).toEqual([{ role: 'chair', departmentId: institution.departmentId }]);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'role.give',
      object_id: person.id,
      after: { grantId: id, role: 'chair', departmentId: institution.departmentId },
    });
    expect((await viewPerson(ctxOf(administrator), person.id)).person.roles[0]).toMatchObject({
      departmentName: 'Informatics',
      grantedByName: administrator.name,
      endedAt: null,
    });
  });

  it('never reaches oneself, not even past the application', async () => {
    const { institution, administrator } = await aHouse();
    await expect(
      giveRole(ctxOf(administrator), { personId: administrator.id, role: 'registrar' }),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'access/oneself' });
    const direct = queryAsSuperuser(
      `INSERT INTO role_grant (tenant_id, person_id, role, granted_by_id) VALUES ($1, $2, 'registrar', $2)`,
      [institution.id, administrator.id],
    );
    await expect(direct).rejects.toThrow('role_grant_not_to_oneself');
  });

  it('refuses a department where none belongs, its lack where one does, a foreign or archived one, and a role held already', async () => {
    const { institution, administrator, person } = await aHouse();
    const give = (input: Omit<Parameters<typeof giveRole>[1], 'personId'>) =>
      giveRole(ctxOf(administrator), { personId: person.id, ...input });
    await expect(give({ role: 'reviewer' })).rejects.toMatchObject({ reason: 'role/department-needed' });
    await expect(give({ role: 'dean', departmentId: institution.departmentId })).rejects.toMatchObject({
      reason: 'role/department-not-for-it',
    });
    await expect(
      give({ role: 'chair', departmentId: (await anInstitution()).departmentId }),
    ).rejects.toMatchObject({ code: 'not_found' });
    const archived = await aDepartment(institution);
    await queryAsSuperuser('UPDATE department SET is_archived = true WHERE id = $1', [archived.id]);
    await expect(give({ role: 'chair', departmentId: archived.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await give({ role: 'dean' });
    await expect(give({ role: 'dean' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'role/held-already',
    });
  });

  it('refuses a suspended person, a foreign one, and anybody but an administrator', async () => {
    const { institution, administrator, person } = await aHouse();
    await expect(
      giveRole(ctxOf(await aPerson(institution, 'registrar')), { personId: person.id, role: 'dean' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      giveRole(ctxOf((await aHouse()).administrator), { personId: person.id, role: 'dean' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await queryAsSuperuser(`UPDATE person SET status = 'suspended' WHERE id = $1`, [person.id]);
    await expect(giveRole(ctxOf(administrator), { personId: person.id, role: 'dean' })).rejects.toMatchObject(
      { reason: 'person/suspended' },
    );
  });
});

describe('ending a role', () => {
  it('takes effect at the next request and stays on record', async () => {
    const { institution, administrator, person } = await aHouse();
    const { id } = await giveRole(ctxOf(administrator), { personId: person.id, role: 'dean' });
    await endRole(ctxOf(administrator), { grantId: id });
    const view = await viewPerson(ctxOf(administrator), person.id);
    expect(view.person.roles).toMatchObject([{ role: 'dean', endedAt: '2026-11-25T12:00:00.000Z' }]);
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'role.end',
      before: { grantId: id, role: 'dean', departmentId: null },
    });
    await expect(endRole(ctxOf(administrator), { grantId: id })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'role/ended-already',
    });
    await expect(
      giveRole(ctxOf(administrator), { personId: person.id, role: 'dean' }),
    ).resolves.toHaveProperty('id');
  });

  it('refuses the last administrator, the foreign, the unknown and the wrong role', async () => {
    const { institution, administrator, person } = await aHouse();
    const own = await grantOf(administrator.id, 'administrator');
    await expect(endRole(ctxOf(administrator), { grantId: own })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'person/last-administrator',
    });
    await giveRole(ctxOf(administrator), { personId: person.id, role: 'administrator' });
    await expect(endRole(ctxOf((await aHouse()).administrator), { grantId: own })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(endRole(ctxOf(administrator), { grantId: randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      endRole(ctxOf(await aPerson(institution, 'registrar')), { grantId: own }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(endRole(ctxOf(administrator), { grantId: own })).resolves.toEqual({ id: own });
  });
});
