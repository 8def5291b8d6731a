import type { Tx } from '@/lib/db/tx';

/** Tables and columns are names of this program's own; values travel as one JSON parameter. */
export async function insertRows(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).map((name) => `"${name}"`).join(', ');
  await tx.$executeRawUnsafe(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(null::"${table}", $1::jsonb)`,
    JSON.stringify(rows),
  );
}

/** Everything after this belongs to that institution, as far as the database is concerned. */
export async function actIn(tx: Tx, tenantId: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
}
