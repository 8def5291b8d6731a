import { assertLeastPrivilege, type Database, openDatabase } from '@/lib/db/client';
import { env } from '@/lib/env';

// One pool a process: pages and the guard in front of them are built apart, and `next dev` loads modules again.
const shared = globalThis as { crosswalkDatabase?: Promise<Database> };

/** The database as the application may use it. */
export function database(): Promise<Database> {
  shared.crosswalkDatabase ??= open();
  return shared.crosswalkDatabase;
}

async function open(): Promise<Database> {
  const opened = openDatabase({ app: env().APP_DATABASE_URL, public: env().PUBLIC_DATABASE_URL });
  await assertLeastPrivilege(opened);
  return opened;
}
