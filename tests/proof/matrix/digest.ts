import type pg from 'pg';

/**
 * One text that changes with every committed change of any row of any table, in any column: the number of rows and the sum of
 * their hashes, a table each, over the rows' content and the transaction that wrote them. A write that was rolled back, and a
 * lock that was only held, change nothing of it.
 */
export async function databaseDigest(pool: pg.Pool): Promise<string> {
  statement ??= await statementFor(pool);
  const { rows } = await pool.query<{ digest: string }>(statement);
  return rows[0]?.digest ?? '';
}

/** What differs between two digests, as the names of the tables. */
export function changedTables(before: string, after: string): string[] {
  const parts = new Set(before.split(' '));
  return after
    .split(' ')
    .filter((part) => !parts.has(part))
    .map((part) => part.split('=')[0] ?? '');
}

let statement: string | undefined;

async function statementFor(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const parts = rows.map(
    ({ name }) =>
      `(SELECT '${name}=' || count(*) || ':' || coalesce(sum(hashtextextended(t.xmin::text || t::text, 0)), 0) FROM ${name} t)`,
  );
  return `SELECT ${parts.join(` || ' ' || `)} AS digest`;
}
