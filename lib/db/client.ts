import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { createHash } from 'node:crypto';
import { PrismaClient } from './generated/client';
import { OneAtATime } from './one-at-a-time';

export interface Database {
  /** Tenant data, as app_rw; reached only through withTenant. */
  prisma: PrismaClient;
  /** The connections of `prisma`, for whoever watches them; nobody asks through it. */
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
      statementNameGenerator: (query) => createHash('sha256').update(query.sql).digest('base64url'),
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

/** Refuses to work as a superuser, as an owner of tables or with a role that bypasses row-level security. */
export async function assertLeastPrivilege(database: Database): Promise<void> {
  const rows = await database.prisma.$queryRaw<{ ok: boolean; name: string }[]>`
    SELECT r.rolname AS name,
           NOT r.rolsuper AND NOT r.rolbypassrls
           AND NOT EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)
           AND NOT pg_has_role(r.oid, 'app_owner', 'MEMBER') AS ok
      FROM pg_roles r WHERE r.rolname = current_user`;
  const [role] = rows;
  if (!role?.ok)
    throw new Error(`The database role ${role?.name ?? '(unknown)'} may do too much. Connect as app_rw.`);
}
