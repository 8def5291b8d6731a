import 'server-only';
import { hasMigration } from '@/lib/db/schema-version';
import { newestMigration } from '@/lib/env';
import { logError } from './log';
import { database } from './shared-database';

export type Readiness = 'ready' | 'database slow or away' | 'migrations missing';

/** @units milliseconds @source docs/operations.md, "Start and stop" */
const patience = 300;

/** Whether requests can be served well: the database answers in time and has the migrations this build was made for. */
export async function readiness(): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<'database slow or away'>((resolve) => {
    timer = setTimeout(resolve, patience, 'database slow or away');
  });
  return Promise.race([ask(), tooLong]).finally(() => clearTimeout(timer));
}

async function ask(): Promise<Readiness> {
  try {
    return (await hasMigration(await database(), newestMigration())) ? 'ready' : 'migrations missing';
  } catch (error) {
    logError('readiness', '', error);
    return 'database slow or away';
  }
}
