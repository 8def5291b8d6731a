import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { World } from './row';

/** Tables that say whose a row is, with the column that says it. */
export interface OwnedTable {
  name: string;
  owner: 'tenant_id' | 'steward_tenant_id' | 'id';
  /** Everybody reads the shared catalog and the names of institutions. */
  isShared: boolean;
}

export async function ownedTables(admin: pg.Pool): Promise<OwnedTable[]> {
  const { rows } = await admin.query<{ name: string; owner: OwnedTable['owner'] | null }>(`
    SELECT c.relname AS name, (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('tenant_id', 'steward_tenant_id')) AS owner
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1`);
  return rows.map(({ name, owner }) => ({ name, owner: owner ?? 'id', isShared: owner !== 'tenant_id' }));
}

/** Tables with an owner in them that row-level security does not hold. Must be none. */
export async function unguardedTables(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(`
    SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('tenant_id', 'steward_tenant_id')
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`);
  return rows.map(({ name }) => name);
}

export interface SqlPools {
  admin: pg.Pool;
  /** As the application, app_rw. */
  app: pg.Pool;
  /** As app_public. */
  everybody: pg.Pool;
}

/**
 * Tries as the application's own role, at work in one institution, to read, change, remove and add rows of the other one, in every
 * table; and to read without an institution. Returns what was possible, and how many attempts there were.
 */
export async function crossings(
  { admin, app }: SqlPools,
  world: World,
  tables: readonly OwnedTable[],
): Promise<{ problems: string[]; attempts: number }> {
  const problems: string[] = [];
  let attempts = 0;
  for (const table of tables) {
    for (const [from, to] of [
      [world[0].id, world[1].id],
      [world[1].id, world[0].id],
    ] as const) {
      const row = await rowOf(admin, table, to);
      if (row === null) {
        problems.push(`${table.name}: there is no row to try it with`);
        continue;
      }
      const foreign = `${table.owner} = '${to}'`;
      const tries: [string, string, unknown[]?][] = [
        ...(table.isShared
          ? []
          : ([['read', `SELECT count(*)::int AS n FROM ${table.name} WHERE ${foreign}`]] as [
              string,
              string,
            ][])),
        ['change', `UPDATE ${table.name} SET ${table.owner} = ${table.owner} WHERE ${foreign}`],
        ['take over', `UPDATE ${table.name} SET ${table.owner} = '${from}' WHERE ${foreign}`],
        ['remove', `DELETE FROM ${table.name} WHERE ${foreign}`],
        [
          'add',
          `INSERT INTO ${table.name} (${row.columns}) SELECT ${row.columns} FROM jsonb_populate_record(null::${table.name}, $1)`,
          [row.values],
        ],
      ];
      for (const [what, sql, values] of tries) {
        attempts += 1;
        const done = await attempt(app, from, sql, values ?? []);
        if (done > 0) problems.push(`${table.name}: could ${what} ${done} of another institution`);
      }
      if (!table.isShared) {
        attempts += 1;
        const seen = await attempt(app, '', `SELECT count(*)::int AS n FROM ${table.name}`, []);
        if (seen > 0) problems.push(`${table.name}: could read ${seen} without an institution`);
      }
    }
  }
  return { problems, attempts };
}

async function rowOf(
  admin: pg.Pool,
  { name, owner }: OwnedTable,
  tenantId: string,
): Promise<{ columns: string; values: string } | null> {
  const { rows } = await admin.query<{ columns: string; values: string }>(
    `
    SELECT (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = '${name}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
           to_jsonb(t)::text AS "values" FROM ${name} t WHERE ${owner} = $1 LIMIT 1`,
    [tenantId],
  );
  const [row] = rows;
  return row === undefined
    ? null
    : { ...row, values: JSON.stringify(withFreshKeys(JSON.parse(row.values) as Record<string, unknown>)) };
}

/** The same row under keys of its own, so that only whose it is can stand in the way. */
function withFreshKeys(row: Record<string, unknown>): Record<string, unknown> {
  const suffix = randomBytes(4).toString('hex');
  const fresh: Record<string, (value: unknown) => unknown> = {
    id: () => randomUUID(),
    position: () => 900,
    version: () => 900,
    ordinal: () => 900,
    line: () => 900,
    seq: () => 900_000,
  };
  for (const name of ['slug', 'natural_key', 'label', 'code', 'email', 'dedupe_key', 'key'])
    fresh[name] = (value) => `${String(value)}-${suffix}`;
  if ('whole_id' in row)
    Object.assign(fresh, { whole_id: () => row['part_id'], part_id: () => row['whole_id'] });
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, fresh[name]?.(value) ?? value]),
  );
}

/** Refusals that are right: no privilege or no such row for this institution (42501), or a guard that spoke before (class 23). */
const refusal = /^(42501|23[0-9P]\d\d)$/;

/** How many rows the statement reached, in a transaction that is taken back. */
async function attempt(pool: pg.Pool, tenantId: string, sql: string, values: unknown[]): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
    const { rows, rowCount } = await client.query<{ n?: number }>(sql, values);
    return rows[0]?.n ?? rowCount ?? 0;
  } catch (error) {
    if (refusal.test((error as { code?: string }).code ?? '')) return 0;
    throw error;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Every column that the public role can read, as `table.column`, and everything it can do beyond reading. */
export async function publicSurface(admin: pg.Pool): Promise<string[]> {
  const { rows } = await admin.query<{ line: string }>(`
    SELECT c.relname || '.' || a.attname AS line FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm') AND has_column_privilege('app_public', c.oid, a.attnum, 'SELECT')
    UNION ALL
    SELECT c.relname || ' may ' || p FROM pg_class c, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm') AND has_table_privilege('app_public', c.oid, p)
    UNION ALL
    SELECT 'execute ' || p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('app_public', p.oid, 'EXECUTE')
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

/** Which rows of an institution are public, in each table that the public reads only in part. */
const inPart: Record<string, string> = {
  department: 'NOT is_archived',
  policy_version: `status = 'adopted'`,
  rule_version: `status IN ('published', 'suspended', 'revoked')`,
  rule_source: `EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = t.tenant_id AND v.id = t.rule_version_id AND (v.status IN ('published', 'suspended', 'revoked') OR EXISTS (SELECT FROM rule_rejection r WHERE r.tenant_id = v.tenant_id AND r.rule_version_id = v.id)))`,
  equivalency_rule: `EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = t.tenant_id AND v.rule_id = t.id AND v.status IN ('published', 'suspended', 'revoked'))`,
};

/** Tables of which the public sees more or fewer rows than are public. */
export async function wrongPublicRows({ admin, everybody }: SqlPools): Promise<string[]> {
  const problems: string[] = [];
  for (const [table, condition] of Object.entries(inPart)) {
    const count = async (pool: pg.Pool, where: string) =>
      (await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} t WHERE ${where}`)).rows[0]
        ?.n ?? 0;
    const [shown, right, all] = [
      await count(everybody, 'true'),
      await count(admin, condition),
      await count(admin, 'true'),
    ];
    if (right === all) problems.push(`${table}: there is nothing kept to try it with`);
    if (shown !== right) problems.push(`${table}: the public sees ${shown} rows, and ${right} are public`);
  }
  return problems;
}

/** Reads, as the public, every row of every column it may read, and returns the tables in which something is found that is kept. */
export async function keptInPublic({ admin, everybody }: SqlPools, world: World): Promise<string[]> {
  const columns = new Map<string, string[]>();
  for (const line of await publicSurface(admin)) {
    const [table = '', column] = line.split('.');
    if (column) columns.set(table, [...(columns.get(table) ?? []), `"${column}"`]);
  }
  const problems: string[] = [];
  for (const [table, names] of columns) {
    const { rows } = await everybody.query<{ line: string }>(
      `SELECT row_to_json(t)::text AS line FROM (SELECT ${names.join(', ')} FROM "${table}") t`,
    );
    for (const { canary } of world)
      if (rows.some(({ line }) => line.includes(canary)))
        problems.push(`${table}: the public role reads what is kept`);
  }
  return problems;
}
