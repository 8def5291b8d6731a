import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { generateClient } from '@/scripts/database/generate';
import { applyMigrations } from '@/scripts/database/migrate';
import { openBundledServer, provision } from '@/scripts/database/server';
import { inProject } from '@/scripts/project';
import type { Connection } from '@/scripts/database/connection';
import { fastAndUnsafe, throwAwayHome } from './throw-away';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: { admin: Connection; template: string; secret: string };
  }
}

/** Starts PostgreSQL for this run and prepares the template every test file copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await generateClient();
  const home = throwAwayHome('test');
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  const discard = async () => {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
  } catch (error) {
    await discard();
    throw error;
  }
  project.provide('databaseServer', {
    admin: server.admin,
    template: server.database,
    secret: server.secret,
  });
  return discard;
}
