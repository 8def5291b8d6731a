import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { PrismaClient } from './generated/client';
import { OneAtATime } from './one-at-a-time';
import { statementName } from './planned-anew';
import { askRoleRights, type RoleRights, tooMuchFor } from './role-rights';

export interface Database {
  /** Tenant data, as app_rw; reached only through withTenant. */
  prisma: PrismaClient;
  /** The connections of `prisma`, for whoever watches them or asks what their role may do. */
  appPool: Pool;
  /** Public data, as app_public, which can read nothing else. */
  publicPool: Pool;
  close(): Promise<void>;
}

/** Each pool keeps some open: on a disk without a byte left PostgreSQL can refuse a new connection. @source relcache.c, write_item */
const kept = 2;

/** Opens both doors to the data. The caller closes them. Pools are small: two cores serve few statements at once. */
export function openDatabase(urls: { app: string; public: string }): Database {
  const appPool = new Pool({ connectionString: urls.app, min: kept, max: 10, Client: OneAtATime });
  const prisma = new PrismaClient({
    adapter: new PrismaPg(appPool, {
      disposeExternalPool: true,
      statementNameGenerator: ({ sql }) => statementName(sql),
    }),
  });
  const publicPool = new Pool({
    connectionString: urls.public,
    min: kept,
    max: 10,
    statement_timeout: 5_000,
  });
  // An idle connection that the server drops (a restart, a failover) tells the pool, which opens another; unheard it would end the process.
  for (const pool of [appPool, publicPool]) pool.on('error', () => undefined);
  return {
    prisma,
    appPool,
    publicPool,
    close: async () => {
      await Promise.all([prisma.$disconnect(), publicPool.end()]);
    },
  };
}

/** Refuses to work with a role that may do more than its work. @refuses in words */
export async function assertLeastPrivilege({ appPool, publicPool }: Database): Promise<void> {
  const tooMuch = (
    await Promise.all(
      (
        [
          ['tenants', appPool],
          ['public', publicPool],
        ] as const
      ).map(async ([door, pool]) =>
        (await pool.query<RoleRights>(askRoleRights)).rows.flatMap((role) => tooMuchFor(door, role)),
      ),
    )
  ).flat();
  if (tooMuch.length > 0)
    throw new Error(
      `A role of the application may do too much: ${tooMuch.join('; ')}. Connect as app_rw and app_public.`,
    );
}
