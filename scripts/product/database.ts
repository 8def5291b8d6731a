import { toUrl } from '../database/connection';
import { applyMigrations } from '../database/migrate';
import { openServer, provision, type DatabaseServer } from '../database/server';
import { inProject } from '../project';
import { step } from '../progress';
import { unlessStopped } from '../told-to-stop';
import { checkClock } from './clock';

/**
 * Opens the database and brings roles and schema up to date, saying what it does. Told to stop meanwhile it does not wait for the rest: a
 * migration is one transaction, and what was cut off is done by the next start.
 */
export async function prepareDatabase(home: string): Promise<DatabaseServer> {
  const server = await step(
    'PostgreSQL',
    () => openServer(home),
    ({ cluster }) =>
      cluster === undefined
        ? 'your own server'
        : cluster.adopted
          ? 'joined the running server'
          : cluster.created
            ? 'created and started'
            : 'started',
  );
  try {
    await step(
      'Roles and database',
      () => unlessStopped(provision(server)),
      (isNew) => (isNew ? 'created' : 'current'),
    );
    await checkClock(server.admin, new Date());
    await step(
      'Migrations',
      () =>
        unlessStopped(
          applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations')),
        ),
      (names) => (names.length > 0 ? `applied ${names.length}` : 'current'),
    );
    return server;
  } catch (error) {
    await server.leave();
    throw error;
  }
}

export type Person = { institution: string; name: string; email: string; roles: string[] };

/** Loads the demonstration data when the database has none yet. Returns whom one may be. */
export async function prepareDemonstration(server: DatabaseServer): Promise<Person[]> {
  // Imported late: it reaches the database client, which the first start has just generated.
  const { seedDemonstration } = await import('@/prisma/seed/index');
  const urls = {
    owner: server.as('app_migrate'),
    app: toUrl(server.as('app_rw')),
    public: toUrl(server.as('app_public')),
  };
  const { people } = await step(
    'Demonstration data',
    () => seedDemonstration(urls),
    ({ seeded }) => (seeded ? 'loaded' : 'current'),
  );
  return people;
}
