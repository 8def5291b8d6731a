import pg from 'pg';
import * as departments from '@/lib/db/departments';
import { expect, test } from 'vitest';
import { authorize } from '@/lib/usecases/authorize';
import { command } from '@/lib/usecases/command';
import { addDepartment } from '@/lib/usecases/department/save-department';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser, superuserConnection } from '@/tests/support/db';

test('whoever waits too long for what another holds is told so, and nothing was written', async () => {
  const administrator = await aPerson(await anInstitution(), 'administrator');
  const holder = new pg.Client(superuserConnection);
  await holder.connect();
  await holder.query('begin; lock table department in share row exclusive mode');
  const input = { code: 'WAIT', name: 'Waiting' };
  await expect(addDepartment(ctxOf(administrator), input)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'command/busy',
  });
  await holder.query('commit');
  await holder.end();
  expect(await queryAsSuperuser("select 1 from department where code = 'WAIT'")).toEqual([]);
  await expect(addDepartment(ctxOf(administrator), input)).resolves.toMatchObject({
    id: expect.any(String) as string,
  });
});

test('a command that breaks off, whatever broke, leaves nothing behind and can be sent again', async () => {
  const administrator = await aPerson(await anInstitution(), 'administrator');
  const ctx = ctxOf(administrator, { idempotencyKey: 'breaks-off-0001' });
  let breaks = true;
  const attempt = () =>
    command(ctx, 'department.save', {}, async (tx, actor, ctx) => {
      authorize(ctx, 'department.save', { tenantId: actor.tenantId });
      const id = ctx.newId();
      await departments.insertDepartment(tx, {
        tenantId: actor.tenantId,
        id,
        code: 'BREAK',
        name: 'Breaking off',
      });
      if (breaks) throw new TypeError('something that nobody thought of');
      return { id };
    });
  await expect(attempt()).rejects.toThrow('nobody thought of');
  expect(await queryAsSuperuser("select 1 from department where code = 'BREAK'")).toEqual([]);
  breaks = false;
  await expect(attempt()).resolves.toMatchObject({ id: expect.any(String) as string });
});

test('a refusal names the command that refused, also to whoever is not signed in', async () => {
  const reviewer = await aPerson(await anInstitution(), 'reviewer');
  for (const ctx of [ctxOf(reviewer), ctxOf()])
    await expect(addDepartment(ctx, { code: 'NONE', name: 'None' })).rejects.toMatchObject({
      command: 'department.save',
    });
});
