import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { parsedJson } from '@/lib/kernel/parsed-json';
import { UsageError } from '../command-line';
import { inProject } from '../project';
import { withClient } from './connection';
import { applyMigrations } from './migrate';
import { provision, type DatabaseServer } from './server';
import { damagedFiles, loadTables, writeTables, type TableFile } from './table-files';

const Manifest = z.strictObject({
  format: z.literal('crosswalk-backup-1'),
  /** When the snapshot was taken, by the database's clock: every commit before it is in. */
  takenAt: z.string(),
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.strictObject({ table: z.string().regex(/^\w+$/), rows: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

const manifestOf = (folder: string) => path.join(folder, 'manifest.json');
const tablesOf = (folder: string) => path.join(folder, 'tables');
const secretsOf = (folder: string) => path.join(folder, 'secrets');
/** What a home folder keeps besides the database. */
const kept = ['secrets.json', 'keys'];

/** Writes one snapshot of the database to a new folder, complete or not at all; work goes on meanwhile. @refuses a folder that exists */
export async function writeBackup(server: DatabaseServer, home: string, folder: string): Promise<Manifest> {
  if (existsSync(folder)) throw new Error(`${folder} exists already. A backup goes to a new folder.`);
  const side = `${folder}.unfinished-${process.pid}`;
  mkdirSync(tablesOf(side), { recursive: true, mode: 0o700 });
  try {
    const manifest = await withClient(server.admin, async (client): Promise<Manifest> => {
      await client.query('begin isolation level repeatable read read only');
      const {
        rows: [taken],
      } = await client.query<{ at: Date }>('select now() as at');
      const { rows } = await client.query<{ name: string }>(
        'select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by 1',
      );
      const tables = await writeTables(client, tablesOf(side));
      return {
        format: 'crosswalk-backup-1',
        takenAt: taken?.at.toISOString() ?? '',
        migrations: rows.map(({ name }) => name),
        tables,
      };
    });
    for (const name of kept.filter((one) => existsSync(path.join(home, one)))) {
      mkdirSync(secretsOf(side), { recursive: true, mode: 0o700 });
      cpSync(path.join(home, name), path.join(secretsOf(side), name), {
        recursive: true,
        preserveTimestamps: true,
      });
    }
    writeFileSync(manifestOf(side), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(side, folder);
    return manifest;
  } catch (error) {
    rmSync(side, { recursive: true, force: true });
    throw error;
  }
}

/** What a backup says of itself. @refuses a folder that is none, or made by migrations that this version of the code does not know */
export function readManifest(folder: string): Manifest {
  if (!existsSync(manifestOf(folder)))
    throw new UsageError(`${folder} holds no backup: there is no manifest.json in it.`);
  const { data: manifest } = Manifest.safeParse(parsedJson(readFileSync(manifestOf(folder), 'utf8')));
  if (manifest === undefined)
    throw new UsageError(
      `${manifestOf(folder)} is damaged: it does not tell what is in the backup. Take another backup.`,
    );
  const unknown = manifest.migrations.filter((name) => !existsSync(inProject('prisma', 'migrations', name)));
  if (unknown.length > 0)
    throw new UsageError(
      `The backup was made by a newer version (migration ${unknown.join(', ')}). Restore it with that version or a later one.`,
    );
  return manifest;
}

/** Reads every file of a backup before anything is made of it. @refuses one that is missing, cut off, or not what was saved */
export async function checkBackup(folder: string, manifest: Manifest): Promise<void> {
  const damaged = await damagedFiles(tablesOf(folder), manifest.tables);
  if (damaged.length > 0)
    throw new UsageError(
      `The backup in ${folder} is damaged: ${damaged.join(', ')} missing, cut off or changed. Take another backup; nothing was changed here.`,
    );
}

/** Puts the secrets of a backup into an empty home folder. Returns what it put there; a backup of an own server may hold none. @refuses a home that has its own */
export function restoreSecrets(folder: string, home: string): string[] {
  const found = kept.filter((name) => existsSync(path.join(secretsOf(folder), name)));
  if (found.some((name) => existsSync(path.join(home, name))))
    throw new Error(`${home} has secrets of its own already. Nothing was changed.`);
  mkdirSync(home, { recursive: true });
  for (const name of found)
    cpSync(path.join(secretsOf(folder), name), path.join(home, name), {
      recursive: true,
      preserveTimestamps: true,
    });
  return found;
}

/**
 * Fills an empty database: the schema of the backup's own migrations, its rows, a check that they are the same to the last byte,
 * then the migrations that came later. @refuses a database that is not empty · a backup whose files are not what its manifest says
 */
export async function restoreDatabase(
  server: DatabaseServer,
  folder: string,
  manifest: Manifest,
): Promise<void> {
  await provision(server);
  await refuseUnlessEmpty(server);
  const some = mkdtempSync(path.join(tmpdir(), 'crosswalk-migrations-'));
  try {
    for (const name of ['migration_lock.toml', ...manifest.migrations])
      cpSync(inProject('prisma', 'migrations', name), path.join(some, name), { recursive: true });
    await applyMigrations(server.as('app_migrate'), server.admin, some);
  } finally {
    rmSync(some, { recursive: true, force: true });
  }
  await withClient(server.admin, async (client) => {
    await client.query('begin');
    await loadTables(client, tablesOf(folder), manifest.tables);
    const different = differences(manifest.tables, await writeTables(client, null));
    if (different.length > 0)
      throw new Error(`What was read is not what was saved: ${different.join(', ')}. Nothing was kept.`);
    await client.query('commit');
  });
  await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
}

function differences(wanted: readonly TableFile[], found: readonly TableFile[]): string[] {
  const digests = new Map(found.map(({ table, sha256 }) => [table, sha256]));
  return wanted.filter(({ table, sha256 }) => digests.get(table) !== sha256).map(({ table }) => table);
}

async function refuseUnlessEmpty(server: DatabaseServer): Promise<void> {
  const tables = await withClient(
    server.admin,
    async (client) =>
      (
        await client.query(
          "select 1 from pg_class where relkind in ('r', 'v', 'm') and relnamespace = 'public'::regnamespace limit 1",
        )
      ).rowCount,
  );
  if (tables !== 0)
    throw new Error(
      `The database ${server.database} is not empty. A backup is restored into an empty one; nothing was changed.`,
    );
}

/** Whether a folder is free to become a home: it is not there, or there is nothing in it. */
export function isFree(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}
