import type { Database } from './client';
import type { Prisma } from './generated/client';

/** One transaction with row-level security on; every repository function takes it first. */
export type Tx = Prisma.TransactionClient;

export interface Tenancy {
  tenantId: string;
}

const attempts = 3;

/**
 * The only door to tenant data: one transaction whose first statement names the tenant.
 * A transaction that lost a race (40001, 40P01) is run again, at most three times in all.
 */
export async function withTenant<T>(database: Database, tenancy: Tenancy, run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.prisma.$transaction(
        async (tx) => {
          await tx.$queryRaw`SELECT set_config('app.tenant_id', ${tenancy.tenantId}, true)`;
          return run(tx);
        },
        { maxWait: 5_000, timeout: 20_000 },
      );
    } catch (error) {
      if (attempt === attempts || !isLostRace(error)) throw error;
    }
  }
}

function isLostRace(error: unknown): boolean {
  return error instanceof Error && ('code' in error ? error.code === 'P2034' : /40001|40P01/.test(error.message));
}
