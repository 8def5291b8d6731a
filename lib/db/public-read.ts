import type { Database } from './client';

/** Reads public data, as the role that can see nothing else. One statement a call; parameters only. */
export async function publicRead<Row extends object>(
  database: Database,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await database.publicPool.query<Row>(text, [...values]);
  return rows;
}
