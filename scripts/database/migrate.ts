import { withClient, type Connection } from './connection';
import { readMigrations, readSchema, withEngine } from './schema-engine';

const everything = { externalTables: [], externalEnums: [] };

/** Applies what is not applied yet, as `prisma migrate deploy` does. Returns the names applied. */
export async function applyMigrations(connection: Connection, admin: Connection, folder: string): Promise<string[]> {
  const applied = await withEngine(connection, admin, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: readMigrations(folder), filters: everything });
    return appliedMigrationNames;
  });
  // The record of migrations is the engine's own table, so no migration can open it: the health check reads it.
  await withClient(connection, (client) => client.query('grant select (migration_name, finished_at, rolled_back_at) on _prisma_migrations to app_public'));
  return applied;
}

/** The SQL that leads from the migrations to the schema, or null when they say the same. */
export async function diffMigrations(connection: Connection, admin: Connection, migrations: string, schema: string): Promise<string | null> {
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
