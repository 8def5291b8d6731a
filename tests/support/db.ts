import pg from 'pg';
import { inject } from 'vitest';
import { parseConnection, type Connection } from '@/scripts/database/connection';
import { connectionOf } from '@/scripts/database/roles';

/** The database of this test file, a fresh copy of the migrated template, reached as each role. */
export const superuserConnection: Connection = parseConnection(requireUrl('TEST_ADMIN_DATABASE_URL'));
export const appConnection: Connection = parseConnection(requireUrl('APP_DATABASE_URL'));
export const publicConnection: Connection = parseConnection(requireUrl('PUBLIC_DATABASE_URL'));
/** Its sessions act as app_owner, the owner of every object. */
export const ownerConnection: Connection = connectionOf(
  'app_migrate',
  superuserConnection,
  superuserConnection.database,
  process.env['TEST_DATABASE_SECRET'] ?? inject('databaseServer').secret,
);

const superuser = new pg.Pool({ ...superuserConnection, max: 2 });
// A proof may kill the server under an idle connection; whoever asks next gets a new one.
superuser.on('error', () => undefined);

/** Asks as superuser, past row-level security and privileges: for arranging a test and for looking at what is really stored. */
export async function queryAsSuperuser<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await superuser.query<Row>(sql, values)).rows;
}

/** Runs the work in a transaction that is rolled back afterwards, on a connection of that role. */
export async function inRolledBackTransaction<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('begin');
    return await work(client);
  } finally {
    await client.query('rollback').catch(() => undefined);
    await client.end();
  }
}

function requireUrl(name: string): string {
  const url = process.env[name];
  if (!url)
    throw new Error(
      `${name} is not set: this file belongs to integration tests, which tests/vitest.config.ts prepares.`,
    );
  return url;
}
