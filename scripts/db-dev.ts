import { applyMigrations } from './database/migrate';
import { generateClient } from './database/generate';
import { toUrl } from './database/connection';
import { openServer, provision } from './database/server';
import { homeFolder, inProject } from './project';
import { derive } from './secrets';
import { goOnWithoutConsole, step } from './progress';
import { toldToStop } from './told-to-stop';

// The database alone, for work on the code: start, roles, migrations, client; then stay until told to stop.
goOnWithoutConsole();
await step('Database client', generateClient, (made) => (made ? 'generated' : 'current'));
const server = await step(
  'PostgreSQL',
  () => openServer(homeFolder()),
  ({ cluster }) => (cluster?.adopted ? 'joined the running server' : 'started'),
);
await step('Roles and database', () => provision(server));
await step(
  'Migrations',
  () => applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations')),
  (names) => (names.length > 0 ? `applied ${names.join(', ')}` : 'current'),
);

console.log(`
APP_DATABASE_URL=${toUrl(server.as('app_rw'))}
CROSSWALK_SIGNING_SECRET=${derive(server.secret, 'signing').toString('base64url')}
PUBLIC_DATABASE_URL=${toUrl(server.as('app_public'))}
MIGRATE_DATABASE_URL=${toUrl(server.as('app_migrate'))}
ADMIN_DATABASE_URL=${toUrl(server.admin)}
`);

console.log('Ctrl-C ends this; the database stops when nobody uses it any more.');
// The server runs on its own, so nothing else keeps this process; ended without a word, it would not count as a user any more.
const stay = setInterval(() => undefined, 60_000);
await toldToStop();
clearInterval(stay);
await server.leave();
process.exit(0);
