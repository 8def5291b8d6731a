import { applyMigrations } from './database/migrate';
import { generateClient } from './database/generate';
import { toUrl } from './database/connection';
import { openServer, provision } from './database/server';
import { homeFolder, inProject } from './project';
import { step } from './progress';

// The database alone, for work on the code: start, roles, migrations, client; then stay until told to stop.
await step('Database client', generateClient, (made) => (made ? 'generated' : 'current'));
const server = await step('PostgreSQL', () => openServer(homeFolder()), ({ cluster }) => (cluster?.adopted ? 'joined the running server' : 'started'));
await step('Roles and database', () => provision(server));
await step('Migrations', () => applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations')), (names) => (names.length > 0 ? `applied ${names.join(', ')}` : 'current'));

console.log(`
APP_DATABASE_URL=${toUrl(server.as('app_rw'))}
PUBLIC_DATABASE_URL=${toUrl(server.as('app_public'))}
MIGRATE_DATABASE_URL=${toUrl(server.as('app_migrate'))}
ADMIN_DATABASE_URL=${toUrl(server.admin)}
`);

if (server.cluster && !server.cluster.adopted) {
  const { stop } = server.cluster;
  console.log('Ctrl-C stops the database.');
  const parent = process.ppid;
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    // npm ends only the shell in between when it is told to stop; a changed parent says so.
    setInterval(() => process.ppid !== parent && resolve(), 500);
  });
  await stop();
  process.exit(0);
}
