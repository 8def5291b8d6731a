import type { Tx } from '@/lib/db/tx';

/** Everything after this belongs to that institution, as far as the database is concerned. */
export async function actIn(tx: Tx, tenantId: string): Promise<void> {
  await tx.$queryRaw`SELECT set_config('app.tenant_id', ${tenantId}, true)`;
}
