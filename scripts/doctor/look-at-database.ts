import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { askRoleRights, type RoleRights } from '@/lib/db/role-rights';
import { parseKey, verifyTrail } from '../audit-verify.mjs';
import { type Connection, toUrl, withClient } from '../database/connection';
import { inProject } from '../project';
import { broken, type Finding, look, reasonOf } from './finding';
import {
  judgeClocks,
  judgeMigrations,
  judgePostgres,
  judgeRoles,
  judgeSeparation,
  judgeTrails,
  type MigrationState,
  type VerifiedTrails,
} from './judge-database';

/** How the application reaches its data: as its two roles, and as nobody who may do more. */
export interface Ways {
  app_rw: Connection;
  app_public: Connection;
}

/** Everything that the database itself can tell; it is only read. */
export async function lookAtDatabase(
  ways: Ways,
  home: string,
  newestFile: number | null,
): Promise<Finding[]> {
  try {
    const inOne = await reading(ways.app_rw, async (client) => ({
      version: (await one<{ v: number }>(client, `SELECT current_setting('server_version_num')::int AS v`)).v,
      rights: await one<RoleRights>(client, askRoleRights),
      ahead: await secondsAhead(client),
    }));
    const ofPublic = await reading(ways.app_public, async (client) => ({
      rights: await one<RoleRights>(client, askRoleRights),
      migrations: await migrationsOf(client),
    }));
    const known = readdirSync(inProject('prisma', 'migrations')).filter((name) => /^\d/.test(name));
    const migrations = judgeMigrations(known, ofPublic.migrations);
    const of = await lookInside(ways, home, migrations.state !== 'broken');
    return [
      judgePostgres(inOne.version),
      migrations,
      judgeRoles(inOne.rights, ofPublic.rights),
      judgeClocks({ database: inOne.ahead, newestFile, newestEntry: of.newestEntry }),
      ...of.findings,
    ];
  } catch (error) {
    return [
      broken('Database', `cannot be asked as the application would (${reasonOf(error)}). ${adviceOn(error)}`),
    ];
  }
}

/** @source https://www.postgresql.org/docs/18/errcodes-appendix.html */
function adviceOn(error: unknown): string {
  const { code } = error as { code?: string };
  if (code === '28P01' || code === '28000')
    return 'Its passwords come from the secret: is CROSSWALK_SECRET, or secrets.json, the one that it was set up with? npm start renews them.';
  if (code === '3D000' || code === '42P01') return 'It was never set up: npm start does that.';
  return 'See log/postgres.log, or the log of your own server.';
}

/** A connection that can only read, so that looking changes nothing. */
function reading<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(connection, async (client) => {
    await client.query('BEGIN READ ONLY');
    return work(client);
  });
}

async function one<Row extends pg.QueryResultRow>(
  client: pg.Client,
  sql: string,
  values: unknown[] = [],
): Promise<Row> {
  const [row] = (await client.query<Row>(sql, values)).rows;
  if (row === undefined) throw new Error('The database answered nothing.');
  return row;
}

/** From the middle of question and answer. @units seconds */
async function secondsAhead(client: pg.Client): Promise<number> {
  const asked = Date.now();
  const { now } = await one<{ now: number }>(
    client,
    'SELECT extract(epoch FROM clock_timestamp())::float8 AS now',
  );
  return now - (asked + Date.now()) / 2000;
}

async function migrationsOf(client: pg.Client): Promise<MigrationState[]> {
  const { rows } = await client.query<MigrationState>(
    'SELECT migration_name AS name, finished_at IS NOT NULL AS "isFinished" FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return rows;
}

/** What only the database client reads: trails, and who holds which roles. */
async function lookInside(
  ways: Ways,
  home: string,
  isMigrated: boolean,
): Promise<{ findings: Finding[]; newestEntry: number | null }> {
  const unread = (why: string) => ({
    findings: [look('Audit trail', `was not read: ${why}`)],
    newestEntry: null,
  });
  if (!isMigrated) return unread('the migrations come first.');
  if (!existsSync(inProject('lib', 'db', 'generated')))
    return unread('the database client is made by the first npm start.');
  const trails = await verifiedTrails(ways, home);
  // Not there before the first start, so it is asked for only now.
  const { undoneSeparations } = await import('./undone-separations');
  const undone = await undoneSeparations(readOnly(ways.app_rw), readOnly(ways.app_public));
  return { findings: [judgeTrails(trails), judgeSeparation(undone)], newestEntry: trails.newestEntry };
}

async function verifiedTrails(
  ways: Ways,
  home: string,
): Promise<VerifiedTrails & { newestEntry: number | null }> {
  const { exportedTrails } = await import('./exported-trails');
  const found: VerifiedTrails & { bad: string[] } = { trails: 0, entries: 0, checkpoints: 0, bad: [] };
  let newestEntry: number | null = null;
  for await (const { slug, text } of exportedTrails(readOnly(ways.app_rw), readOnly(ways.app_public))) {
    try {
      const [checkpoints, key] = checkpointsIn(path.join(home, 'checkpoints', slug));
      const { entries } = verifyTrail(text, checkpoints, key);
      found.trails += entries > 0 ? 1 : 0;
      found.entries += entries;
      found.checkpoints += checkpoints.length;
      const at = /"at":"([^"]+)"/.exec(text.trimEnd().split('\n').at(-1) ?? '')?.[1];
      if (at !== undefined)
        newestEntry = Math.max(newestEntry ?? -Infinity, (Date.parse(at) - Date.now()) / 1_000);
    } catch (error) {
      found.bad.push(`${slug}: ${reasonOf(error)}`);
    }
  }
  return { ...found, newestEntry };
}

function readOnly(connection: Connection): string {
  const url = new URL(toUrl(connection));
  url.searchParams.set('options', '-c default_transaction_read_only=on');
  return url.href;
}

/** What `npm run audit:checkpoint` wrote there. */
function checkpointsIn(
  folder: string,
): [readonly [string, string][], ReturnType<typeof parseKey> | undefined] {
  if (!existsSync(path.join(folder, 'key.vkey'))) return [[], undefined];
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return [names.sort().map((name) => [name, read(name)]), parseKey(read('key.vkey'))];
}
