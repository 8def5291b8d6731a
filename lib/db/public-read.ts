import { createHash } from 'node:crypto';
import type { Database } from './client';

/**
 * Reads public data, as the role that can see nothing else. One statement a call; parameters only. A connection that has been asked the
 * same before knows the statement by its name: to plan one of these takes the server longer than to carry it out.
 */
export async function publicRead<Row extends object>(
  database: Database,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await database.publicPool.query<Row>({
    name: createHash('sha256').update(text).digest('base64url'),
    text,
    values: [...values],
  });
  return rows;
}
