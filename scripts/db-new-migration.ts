import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diffMigrations } from './database/migrate';
import { openServer, provision } from './database/server';
import { homeFolder, inProject } from './project';

// Writes the next migration: what the schema says and the migrations do not say yet. Read the SQL before committing it.
const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Usage: npm run db:new-migration -- <context>_<verb>   (lower case, digits and underscores)');
  process.exit(2);
}
const migrations = inProject('prisma', 'migrations');
const lock = path.join(migrations, 'migration_lock.toml');
mkdirSync(migrations, { recursive: true });
if (!existsSync(lock))
  writeFileSync(
    lock,
    '# Tells Prisma which database the migrations are written for.\nprovider = "postgresql"\n',
  );

const server = await openServer(homeFolder());
try {
  await provision(server);
  const script = await diffMigrations(
    server.as('app_migrate'),
    server.admin,
    migrations,
    inProject('prisma', 'schema'),
  );
  if (script === null) {
    console.log('Nothing to write: the migrations already say what the schema says.');
  } else {
    const folder = path.join(
      migrations,
      `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`,
    );
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'migration.sql'), `${script}\n`);
    console.log(`Wrote ${path.relative(inProject(), folder)}/migration.sql`);
  }
} finally {
  await server.leave();
}
