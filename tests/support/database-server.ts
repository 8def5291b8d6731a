import { rmSync } from 'node:fs';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import type { Connection } from '@/scripts/database/connection';
import { openBundledServer } from '@/scripts/database/server';
import { migratedHome } from './prepared-home';
import { fastAndUnsafe } from './throw-away';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: { admin: Connection; template: string; secret: string };
  }
}

/** Starts PostgreSQL for this run and prepares the template every test file copies. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Somebody who runs the tests many times keeps one server for all of them.
  const given = process.env['TEST_DATABASE_SERVER'];
  if (given !== undefined) {
    project.provide('databaseServer', JSON.parse(given) as ProvidedContext['databaseServer']);
    return () => Promise.resolve();
  }
  const home = await migratedHome('test');
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  const discard = async () => {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  };
  project.provide('databaseServer', {
    admin: server.admin,
    template: server.database,
    secret: server.secret,
  });
  return discard;
}
