import type pg from 'pg';
import { withClient, type Connection } from './connection';
import { readMigrations, readSchema, withEngine } from './schema-engine';

const everything = { externalTables: [], externalEnums: [] };

/** The advisory lock that the engine holds while it migrates. @source the engine's own message when it waits for it in vain */
const engineLock = 72_707_369;

/**
 * Applies what is not applied yet, as `prisma migrate deploy` does. Returns the names applied. A migration is one transaction: one
 * that failed or was cut off by a crash has not happened, and is tried again.
 */
export async function applyMigrations(
  connection: Connection,
  admin: Connection,
  folder: string,
): Promise<string[]> {
  await withClient(connection, giveUpUnfinished);
  const applied = await withEngine(connection, admin, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(folder),
      filters: everything,
    });
    return appliedMigrationNames;
  });
  // The record of migrations is the engine's own table, so no migration can open it: the health check reads it.
  await withClient(connection, (client) =>
    client.query(
      'grant select (migration_name, finished_at, rolled_back_at) on _prisma_migrations to app_public',
    ),
  );
  return applied;
}

/** The engine applies nothing while a migration is noted that has started and not ended. Whoever works on one holds the lock. */
async function giveUpUnfinished(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [engineLock]);
  const { rows } = await client.query<{ exists: boolean }>(
    "select to_regclass('_prisma_migrations') is not null as exists",
  );
  if (rows[0]?.exists)
    await client.query(
      'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null',
    );
}

/** The SQL that leads from the migrations to the schema, or null when they say the same. */
export async function diffMigrations(
  connection: Connection,
  admin: Connection,
  migrations: string,
  schema: string,
): Promise<string | null> {
  return withEngine(connection, admin, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...readMigrations(migrations) },
      to: { tag: 'schemaDatamodel', files: readSchema(schema) },
      script: true,
      exitCode: null,
      filters: everything,
    });
    const script = (stdout ?? '').trim();
    return script === '' || script.includes('This is an empty migration') ? null : script;
  });
}
