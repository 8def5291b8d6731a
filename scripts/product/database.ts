import { applyMigrations } from '../database/migrate';
import { openServer, provision, type DatabaseServer } from '../database/server';
import { inProject } from '../project';
import { step } from '../progress';

/** Opens the database and brings roles and schema up to date, saying what it does. */
export async function prepareDatabase(home: string): Promise<DatabaseServer> {
  const server = await step('PostgreSQL', () => openServer(home), ({ cluster }) => (cluster === undefined ? 'your own server' : cluster.adopted ? 'joined the running server' : cluster.created ? 'created and started' : 'started'));
  try {
    await step('Roles and database', () => provision(server), (isNew) => (isNew ? 'created' : 'current'));
    await step('Migrations', () => applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations')), (names) => (names.length > 0 ? `applied ${names.length}` : 'current'));
    return server;
  } catch (error) {
    await server.leave();
    throw error;
  }
}
