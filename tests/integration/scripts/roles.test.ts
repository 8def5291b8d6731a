import { describe, expect, test } from 'vitest';
import { withClient } from '@/scripts/database/connection';
import { appConnection, ownerConnection, publicConnection, queryAsSuperuser } from '@/tests/support/db';

describe('roles', () => {
  test('the application roles are no superusers, bypass nothing and own nothing', async () => {
    const rows = await queryAsSuperuser<{
      rolname: string;
      rolsuper: boolean;
      rolbypassrls: boolean;
      rolcreaterole: boolean;
      owned: string;
    }>(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, (select count(*) from pg_class where relowner = r.oid) as owned
       from pg_roles r where rolname in ('app_rw', 'app_public') order by rolname`,
    );
    expect(rows).toEqual([
      { rolname: 'app_public', rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: '0' },
      { rolname: 'app_rw', rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: '0' },
    ]);
  });

  test('what migrations make belongs to app_owner, which nobody can sign in as', async () => {
    const owners = await queryAsSuperuser<{ owner: string }>(
      "select distinct pg_get_userbyid(relowner) as owner from pg_class where relnamespace = 'public'::regnamespace",
    );
    expect(owners).toEqual([{ owner: 'app_owner' }]);
    expect(await queryAsSuperuser("select rolcanlogin from pg_roles where rolname = 'app_owner'")).toEqual([
      { rolcanlogin: false },
    ]);
  });

  test('a migration session acts as app_owner and may create trusted extensions', async () => {
    await withClient(ownerConnection, async (client) => {
      expect((await client.query('select current_user::text as name')).rows).toEqual([{ name: 'app_owner' }]);
      await client.query('begin');
      await expect(client.query('create extension hstore')).resolves.toBeDefined();
      await client.query('rollback');
    });
  });

  test.each([
    ['app_rw', appConnection],
    ['app_public', publicConnection],
  ])('%s may not create objects and its statements are bounded', async (_role, connection) => {
    await withClient(connection, async (client) => {
      await expect(client.query('create table public.intruder (id int)')).rejects.toMatchObject({
        code: /42501|25006/,
      });
      const { rows } = await client.query(
        "select current_setting('statement_timeout') as s, current_setting('lock_timeout') as l, current_setting('idle_in_transaction_session_timeout') as i, current_setting('synchronous_commit') as c",
      );
      expect(rows[0]).toMatchObject({ s: '5s', l: '2s', i: '10s' });
    });
  });
});

test('text sorts and folds as people expect, whatever the machine is set to', async () => {
  expect(
    await queryAsSuperuser(
      "select lower('Ä') as folded, (select string_agg(w, ' ' order by w) from unnest(array['Zürich', 'éclair', 'apple', 'Ärzte']) w) as sorted",
    ),
  ).toEqual([{ folded: 'ä', sorted: 'apple Ärzte éclair Zürich' }]);
});
