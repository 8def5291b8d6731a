import 'server-only';
import { hasMigration } from '@/lib/db/schema-version';
import { newestMigration } from '@/lib/env';
import { logError } from './log';
import { database } from './shared-database';

export type Readiness = 'ready' | 'database slow or away' | 'migrations missing';

/** @units milliseconds @source docs/operations.md, "Health" */
const patience = 300;

/** What the database says, or null where it takes longer than whoever asks for a page should wait. */
export async function soonEnough<T>(said: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  return Promise.race([said, tooLong]).finally(() => clearTimeout(timer));
}

/** Whether requests can be served well: the database answers in time and has the migrations this build was made for. */
export async function readiness(): Promise<Readiness> {
  return (await soonEnough(ask())) ?? 'database slow or away';
}

async function ask(): Promise<Readiness> {
  try {
    return (await hasMigration(await database(), newestMigration())) ? 'ready' : 'migrations missing';
  } catch (error) {
    logError('readiness', '', error);
    return 'database slow or away';
  }
}
