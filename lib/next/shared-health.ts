import type { Database } from '@/lib/db/client';
import { KeptHealth } from '@/lib/usecases/kept-health';
import { logError } from './log';

// One a process, as the database is.
const shared = globalThis as { crosswalkHealth?: KeptHealth };

/** What this process knows of the health of rule books. */
export function keptHealth(database: Database): KeptHealth {
  shared.crosswalkHealth ??= new KeptHealth(database, (error) => {
    logError('rule book not looked through', '', error);
  });
  return shared.crosswalkHealth;
}
