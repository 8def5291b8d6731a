import { diffMigrations } from './database/migrate';
import { openServer, provision } from './database/server';
import { homeFolder, inProject } from './project';

// Fails when the schema and the migrations tell different stories.
const server = await openServer(homeFolder());
try {
  await provision(server);
  const script = await diffMigrations(
    server.as('app_migrate'),
    server.admin,
    inProject('prisma', 'migrations'),
    inProject('prisma', 'schema'),
  );
  if (script === null) {
    console.log('The migrations say what the schema says.');
  } else {
    console.error(`The migrations lack this (npm run db:new-migration writes it):\n\n${script}`);
    process.exitCode = 1;
  }
} finally {
  await server.leave();
}
