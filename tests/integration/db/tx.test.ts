import pg from 'pg';
import { expect, test } from 'vitest';
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
  await expect(addDepartment(ctxOf(administrator), input)).rejects.toMatchObject({ code: 'conflict', reason: 'command/busy' });
  await holder.query('commit');
  await holder.end();
  expect(await queryAsSuperuser("select 1 from department where code = 'WAIT'")).toEqual([]);
  await expect(addDepartment(ctxOf(administrator), input)).resolves.toMatchObject({ id: expect.any(String) as string });
});
