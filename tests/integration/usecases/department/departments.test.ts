import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { listDepartments } from '@/lib/usecases/department/list-departments';
import {
  addDepartment,
  AddDepartment,
  archiveDepartment,
  saveDepartment,
} from '@/lib/usecases/department/save-department';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import { aCourse, aDepartment, anInstitution, aPerson, aProgram } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser, superuserConnection } from '@/tests/support/db';

describe('departments', () => {
  it('are added, renamed, archived and taken back, each on record', async () => {
    const institution = await anInstitution();
    const ctx = ctxOf(await aPerson(institution, 'registrar'));
    const { id } = await addDepartment(ctx, { code: 'MAT', name: 'Mathematics' });
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      action: 'department.save',
      object_id: id,
      after: { code: 'MAT' },
    });
    await saveDepartment(ctx, { departmentId: id, expectedVersion: 1, code: 'MATH', name: 'Mathematics' });
    expect(await lastAuditEntry(institution.id)).toMatchObject({
      before: { code: 'MAT' },
      after: { code: 'MATH' },
    });
    await archiveDepartment(ctx, { departmentId: id, expectedVersion: 2, isArchived: 'yes' });
    await archiveDepartment(ctx, { departmentId: id, expectedVersion: 3, isArchived: 'no' });
    expect((await listDepartments(ctx)).departments).toMatchObject([
      { code: 'INF' },
      { code: 'MATH', isArchived: false, rowVersion: 4 },
    ]);
  });

  it('refuse a code twice, a stale page, an archive while in use, the foreign and the wrong role', async () => {
    const institution = await anInstitution();
    const ctx = ctxOf(await aPerson(institution, 'administrator'));
    await aPerson(institution, 'chair');
    const other = await aDepartment(institution, { code: 'BIO' });
    const at = { departmentId: institution.departmentId, expectedVersion: 1 };
    await expect(addDepartment(ctx, { code: 'INF', name: 'Again' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'department/code-taken',
    });
    await expect(saveDepartment(ctx, { ...at, code: 'BIO', name: 'x' })).rejects.toMatchObject({
      reason: 'department/code-taken',
    });
    await expect(
      saveDepartment(ctx, { ...at, expectedVersion: 9, code: 'X', name: 'x' }),
    ).rejects.toMatchObject({ reason: 'department/changed-meanwhile' });
    await expect(archiveDepartment(ctx, { ...at, isArchived: 'yes' })).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'department/in-use',
      details: { roles: 1, openCases: 0 },
    });
    const foreign = ctxOf(await aPerson(await anInstitution(), 'administrator'));
    await expect(
      saveDepartment(foreign, { departmentId: other.id, expectedVersion: 1, code: 'X', name: 'x' }),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      addDepartment(ctxOf(await aPerson(institution, 'reviewer')), { code: 'X', name: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(AddDepartment.safeParse({ code: '<b>', name: 'x' }).success).toBe(false);
  });
});

describe('what a department has', () => {
  it('is counted before it is archived', async () => {
    const institution = await anInstitution();
    const ctx = ctxOf(await aPerson(institution, 'registrar'));
    await aCourse(institution);
    await aCourse(institution);
    await aCourse({ id: institution.id });
    await aProgram(institution);
    expect((await listDepartments(ctx)).departments).toMatchObject([
      { code: 'INF', uses: { courses: 2, programs: 1, mappings: 0, openCases: 0 } },
    ]);
  });
});

describe('archiving a department', () => {
  it('waits for a role that is being given in it, and sees that role', async () => {
    const institution = await anInstitution();
    const administrator = ctxOf(await aPerson(institution, 'administrator'));
    const reviewer = await aPerson(institution);
    const holder = new pg.Client(superuserConnection);
    await holder.connect();
    await holder.query('begin');
    await holder.query(
      "insert into role_grant (tenant_id, person_id, role, department_id) values ($1, $2, 'reviewer', $3)",
      [institution.id, reviewer.id, institution.departmentId],
    );
    const archiving = archiveDepartment(administrator, {
      departmentId: institution.departmentId,
      expectedVersion: 1,
      isArchived: 'yes',
    }).then(
      () => 'archived',
      ({ reason }: { reason: string }) => reason,
    );
    const waits = async () =>
      (
        await queryAsSuperuser(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
      ).length;
    await expect.poll(waits, { timeout: 10_000, interval: 20 }).toBe(1);
    await holder.query('commit');
    await holder.end();
    expect(await archiving).toBe('department/in-use');
  });
});
