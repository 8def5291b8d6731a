import type { Database } from './client';
import { publicRead } from './public-read';

const sql =
  'SELECT EXISTS (SELECT FROM _prisma_migrations WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL) AS applied';

/** Whether that migration is in the database. Newer ones may be there as well: they keep what this version needs. */
export async function hasMigration(database: Database, name: string): Promise<boolean> {
  const [row] = await publicRead<{ applied: boolean }>(database, sql, [name]);
  return row?.applied === true;
}
