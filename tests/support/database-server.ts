import { rmSync } from 'node:fs';
import type { ProvidedContext } from 'vitest';
import type { TestProject } from 'vitest/node';
import type { Connection } from '@/scripts/database/connection';
import { openBundledServer } from '@/scripts/database/server';
import { letTestsChooseTheDay } from './chosen-day';
import { migratedHome } from './prepared-home';
import { fastAndUnsafe } from './throw-away';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: { admin: Connection; template: string; secret: string };
  }
}

/** Starts PostgreSQL for this run and prepares the template every test file copies; what runs beside it shares them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Somebody who runs the tests many times keeps one server for all of them.
  const given = process.env['TEST_DATABASE_SERVER'];
  if (given !== undefined) {
    const place = JSON.parse(given) as ProvidedContext['databaseServer'];
    await letTestsChooseTheDay({ ...place.admin, database: place.template });
    project.provide('databaseServer', place);
    return () => Promise.resolve();
  }
  const home = await migratedHome('test');
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  const place = { admin: server.admin, template: server.database, secret: server.secret };
  await letTestsChooseTheDay({ ...place.admin, database: place.template });
  project.provide('databaseServer', place);
  process.env['TEST_DATABASE_SERVER'] = JSON.stringify(place);
  return async () => {
    delete process.env['TEST_DATABASE_SERVER'];
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  };
}
