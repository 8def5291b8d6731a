import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Client } from 'pg';
import { derive } from '../secrets';
import { withClient, type Connection } from './connection';

const loginRoles = ['app_migrate', 'app_rw', 'app_public'] as const;
export type LoginRole = (typeof loginRoles)[number];

/** Everything a request may take from the database is bounded, so one bad query cannot hold the rest up. */
const roleSettings: Record<LoginRole, Record<string, string>> = {
  app_migrate: { role: 'app_owner' },
  app_rw: { statement_timeout: '5s', lock_timeout: '2s', idle_in_transaction_session_timeout: '10s' },
  app_public: {
    statement_timeout: '5s',
    lock_timeout: '2s',
    idle_in_transaction_session_timeout: '10s',
    default_transaction_read_only: 'on',
  },
};

/** Any two starts that provision at once would trip over each other's catalog rows; they take turns on this number. */
const provisioningLock = 7_263_541;

/**
 * Makes or renews the roles, their passwords and limits, for the whole server. PostgreSQL lets every role change its own password and
 * settings, and nothing in a database can forbid it: what a stranger in the application's place changed lasts until the next start.
 * @returns what was found changed since, a sentence each; passwords only where an administrator may look at them
 */
export async function provisionRoles(admin: Connection, secret: string): Promise<string[]> {
  return withClient(admin, async (client) => {
    await client.query('select pg_advisory_lock($1)', [provisioningLock]);
    const existing = new Set(
      (
        await client.query<{ rolname: string }>("select rolname from pg_roles where rolname like 'app\\_%'")
      ).rows.map((row) => row.rolname),
    );
    const isAboveAll = await isSuperuser(client);
    const attributes = isAboveAll ? ' nosuperuser nobypassrls' : '';
    const changed: string[] = [];
    if (!existing.has('app_owner')) await client.query('create role app_owner nologin');
    for (const role of loginRoles) {
      const password = rolePassword(secret, role);
      if (!existing.has(role)) await client.query(`create role ${role} nologin`);
      else if (isAboveAll && !(await hasPassword(client, role, password)))
        changed.push(`The password of the database role ${role} was not ours. It is ours again.`);
      await client.query(
        `alter role ${role} with login nocreatedb nocreaterole${attributes} password ${client.escapeLiteral(password)}`,
      );
    }
    await client.query('grant app_owner to app_migrate');
    await grantToSelf(client);
    for (const role of loginRoles)
      if ((await renewSettings(client, role)) && existing.has(role))
        changed.push(`The settings of the database role ${role} were other ones. They are ours again.`);
    return changed;
  });
}

/** Whether there was something to renew: another value, one that is missing, or one of somebody else's, also for a single database. */
async function renewSettings(client: Client, role: LoginRole): Promise<boolean> {
  const wanted = Object.entries(roleSettings[role]);
  const { rows } = await client.query<{ database: string | null; settings: string[] }>(
    `select d.datname as database, s.setconfig as settings from pg_db_role_setting s left join pg_database d on d.oid = s.setdatabase
      where s.setrole = $1::regrole`,
    [role],
  );
  const isAsWanted =
    rows.length === 1 &&
    rows[0]?.database === null &&
    [...rows[0].settings].sort().join() ===
      wanted
        .map(([name, value]) => `${name}=${value}`)
        .sort()
        .join();
  if (isAsWanted) return false;
  await client.query('begin');
  for (const { database } of rows)
    await client.query(
      `alter role ${role}${database === null ? '' : ` in database ${client.escapeIdentifier(database)}`} reset all`,
    );
  for (const [name, value] of wanted)
    await client.query(`alter role ${role} set ${name} = ${client.escapeLiteral(value)}`);
  await client.query('commit');
  return true;
}

/** Whether that is the password, by what the server keeps of it. @source RFC 5802, section 3: SaltedPassword, ClientKey, StoredKey */
async function hasPassword(client: Client, role: LoginRole, password: string): Promise<boolean> {
  const { rows } = await client.query<{ kept: string | null }>(
    'select rolpassword as kept from pg_authid where rolname = $1',
    [role],
  );
  const [, rounds = '', salt = '', storedKey = ''] =
    /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(rows[0]?.kept ?? '') ?? [];
  if (rounds === '') return false;
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  return createHash('sha256').update(clientKey).digest('base64') === storedKey;
}

/** Makes the database if it is missing and hands it to app_owner, who may then create trusted extensions in it. */
export async function provisionDatabase(
  admin: Connection,
  database: string,
  template?: string,
): Promise<boolean> {
  const created = await withClient(admin, async (client) => {
    const name = client.escapeIdentifier(database);
    await client.query('select pg_advisory_lock($1)', [provisioningLock]);
    const exists =
      (await client.query('select 1 from pg_database where datname = $1', [database])).rowCount === 1;
    // Copying the files is the quick way for the test server, which does not wait for the disk.
    if (!exists)
      await client.query(
        `create database ${name} owner app_owner${template ? ` template ${client.escapeIdentifier(template)} strategy file_copy` : ''}`,
      );
    else await client.query(`alter database ${name} owner to app_owner`);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to app_migrate, app_rw, app_public`);
    return !exists;
  });
  if (template) return created; // its schema came along, privileges and all
  await withClient({ ...admin, database }, async (client) => {
    await client.query('alter schema public owner to app_owner');
    await client.query('revoke create on schema public from public');
    await client.query('grant usage on schema public to app_rw, app_public');
  });
  return created;
}

/** How that role reaches that database. */
export function connectionOf(
  role: LoginRole,
  server: Connection,
  database: string,
  secret: string,
): Connection {
  return { ...server, user: role, password: rolePassword(secret, role), database };
}

function rolePassword(secret: string, role: LoginRole): string {
  return derive(secret, `database-role/${role}`).toString('base64url');
}

// A managed server gives out an administrator who is not a superuser and must be a member of a role to hand things to it.
async function grantToSelf(client: Client): Promise<void> {
  if (!(await isSuperuser(client))) await client.query('grant app_owner to current_user');
}

async function isSuperuser(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'select rolsuper from pg_roles where rolname = current_user',
  );
  return rows[0]?.rolsuper === true;
}
