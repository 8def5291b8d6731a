import { describe, expect, inject, test } from 'vitest';
import { assertLeastPrivilege, openDatabase } from '@/lib/db/client';
import { toUrl, withClient } from '@/scripts/database/connection';
import { provisionRoles } from '@/scripts/database/roles';
import {
  appConnection,
  ownerConnection,
  publicConnection,
  queryAsSuperuser,
  superuserConnection,
} from '@/tests/support/db';

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

describe('what a role can change of itself', () => {
  const secret = () => process.env['TEST_DATABASE_SECRET'] ?? inject('databaseServer').secret;
  const renew = () => provisionRoles({ ...superuserConnection, database: 'postgres' }, secret());
  const signsIn = (connection: typeof appConnection) =>
    withClient(connection, async (client) => (await client.query('select 1')).rowCount === 1);
  // Roles are the whole server's, so the public one: only this file and those that read public pages sign in as it.
  const other = `alter role app_public password 'another' `;

  test('its password lasts until the next start, which takes it back and says so', async () => {
    await renew();
    expect(await renew()).toEqual([]);
    await withClient(publicConnection, async (client) => {
      await client.query('set transaction_read_only = off');
      await client.query('set default_transaction_read_only = off');
      await client.query(other);
    });
    try {
      await expect(signsIn(publicConnection)).rejects.toThrow('password authentication failed');
    } finally {
      expect(await renew()).toEqual([
        'The password of the database role app_public was not ours. It is ours again.',
      ]);
    }
    await expect(signsIn(publicConnection)).resolves.toBe(true);
  });

  test('so do its settings, for all databases or one', async () => {
    const { database } = publicConnection;
    for (const where of ['', ` in database "${database}"`]) {
      await withClient(publicConnection, async (client) => {
        await client.query('set default_transaction_read_only = off');
        await client.query(`alter role app_public${where} set search_path = 'elsewhere'`);
      });
      expect(await renew()).toEqual([
        'The settings of the database role app_public were other ones. They are ours again.',
      ]);
    }
    await withClient(publicConnection, async (client) => {
      const { rows } = await client.query(
        "select current_setting('search_path') as path, current_setting('default_transaction_read_only') as reads",
      );
      expect(rows).toEqual([{ path: '"$user", public', reads: 'on' }]);
    });
  });
});

describe('the application refuses to work as more than it needs', () => {
  const name = 'app_too_much';
  const asOther = async (arrange: string) => {
    await queryAsSuperuser(`create role ${name} login password 'x'`);
    await queryAsSuperuser(`grant connect on database "${appConnection.database}" to ${name}`);
    await queryAsSuperuser(`grant usage, create on schema public to ${name}`);
    await queryAsSuperuser(arrange);
    const database = openDatabase({
      app: toUrl({ ...appConnection, user: name, password: 'x' }),
      public: toUrl(publicConnection),
    });
    try {
      await assertLeastPrivilege(database);
    } finally {
      await database.close();
      await queryAsSuperuser(`drop owned by ${name}`);
      await queryAsSuperuser(`drop role ${name}`);
    }
  };

  test.each([
    ['a superuser', `alter role ${name} superuser`],
    ['past row-level security', `alter role ${name} bypassrls`],
    ['a member of the owner', `grant app_owner to ${name}`],
    [
      'an owner of a table',
      `do $$ begin create table public.own (id int); alter table public.own owner to ${name}; end $$`,
    ],
  ])('%s', async (_what, arrange) => {
    await expect(asOther(arrange)).rejects.toThrow('may do too much');
  });

  test('with a role for public data that writes', async () => {
    const database = openDatabase({ app: toUrl(appConnection), public: toUrl(appConnection) });
    await expect(assertLeastPrivilege(database)).rejects.toThrow(/app_rw may write [1-9]\d* tables/);
    await database.close();
  });

  test('and as less or as much as it needs it works', async () => {
    await expect(asOther('select 1')).resolves.toBeUndefined();
  });
});

test('the role for public pages writes nothing, also where it was granted something', async () => {
  await queryAsSuperuser('grant insert on rule_status_move to app_public');
  try {
    await withClient(publicConnection, async (client) => {
      await expect(client.query("insert into rule_status_move values ('x', 'y')")).rejects.toMatchObject({
        code: '25006',
      });
    });
  } finally {
    await queryAsSuperuser('revoke insert on rule_status_move from app_public');
  }
});

test('text sorts and folds as people expect, whatever the machine is set to', async () => {
  expect(
    await queryAsSuperuser(
      "select lower('Ä') as folded, (select string_agg(w, ' ' order by w) from unnest(array['Zürich', 'éclair', 'apple', 'Ärzte']) w) as sorted",
    ),
  ).toEqual([{ folded: 'ä', sorted: 'apple Ärzte éclair Zürich' }]);
});
