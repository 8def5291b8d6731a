import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUserIdBySession, openSession } from '@/lib/db/sessions';
import { isDiskFull } from '@/lib/db/tx';
import { command, query, readOnRecord, workThrough } from '@/lib/usecases/command';
import { addDepartment } from '@/lib/usecases/department/save-department';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

// The database says that it has no room as PostgreSQL does: by SQLSTATE 53100, from any statement that writes.
const tables = ['department', 'auth_session', 'audit_event'] as const;
const noRoom = { code: 'no_room', reason: 'command/no-room' };

const institution = await anInstitution();
const administrator = await aPerson(institution, 'administrator');
const stored = async () =>
  (
    await queryAsSuperuser<{ departments: number; entries: number }>(
      'select (select count(*)::int from department where tenant_id = $1) as departments, (select count(*)::int from audit_event where tenant_id = $1) as entries',
      [institution.id],
    )
  )[0];

describe('a database without room', () => {
  beforeAll(async () => {
    await queryAsSuperuser(`create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100'; end $$`);
  });
  const fill = async (...full: readonly string[]) => {
    for (const table of tables) await queryAsSuperuser(`drop trigger if exists no_room on ${table}`);
    for (const table of full)
      await queryAsSuperuser(
        `create trigger no_room before insert or update on ${table} for each row execute function no_room()`,
      );
  };
  afterAll(() => fill());

  it.each(['department', 'audit_event'])(
    'at the write of %s refuses in words, and nothing is half done',
    async (table) => {
      const before = await stored();
      await fill(table);
      await expect(addDepartment(ctxOf(administrator), { code: 'FULL', name: 'Full' })).rejects.toMatchObject(
        noRoom,
      );
      expect(await stored()).toEqual(before);
      await fill();
      await addDepartment(ctxOf(administrator), { code: `OK${table.length}`, name: 'Room again' });
      expect(await stored()).toEqual({
        departments: (before?.departments ?? 0) + 1,
        entries: (before?.entries ?? 0) + 1,
      });
    },
  );

  it('lets somebody who is signed in go on reading, though the use of the session cannot be noted', async () => {
    const { database } = ctxOf(administrator);
    const [account] = await queryAsSuperuser<{ id: string }>(
      "insert into auth_user (email, name) values ('full@example.test', 'Full') returning id",
    );
    const { token } = await openSession(database, account?.id ?? '', 0.5);
    await fill('auth_session');
    expect(await findUserIdBySession(database, token, new Date().toISOString())).toBe(account?.id);
    const opening: unknown = await openSession(database, account?.id ?? '').catch((error: unknown) => error);
    expect(isDiskFull(opening)).toBe(true);
    await fill();
  });
});

describe('a disk that is nearly full', () => {
  const ctx = { ...ctxOf(administrator), hasRoom: () => Promise.resolve(false) };
  const nothing = () => Promise.resolve(null);

  it.each([
    ['a command', () => command(ctx, 'department.save', {}, nothing)],
    ['work through a file', () => workThrough(ctx, nothing)],
  ])('refuses %s before it begins', async (_, write) => {
    await expect(write()).rejects.toMatchObject(noRoom);
  });

  it('goes on reading', async () => {
    await expect(readOnRecord(ctx, nothing)).rejects.toMatchObject(noRoom);
    expect(await query(ctx, nothing)).toBeNull();
  });
});
