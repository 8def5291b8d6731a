import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { openDatabase } from '@/lib/db/client';
import { openSession } from '@/lib/db/sessions';
import { freePort } from '@/scripts/database/cluster';
import { toUrl } from '@/scripts/database/connection';
import { openBundledServer } from '@/scripts/database/server';
import { appEnvironment } from '@/scripts/product/app-environment';
import { startApp } from '@/scripts/product/app-process';
import { seededHome } from '@/tests/support/prepared-home';
import { fastAndUnsafe } from '@/tests/support/throw-away';

/** The built product with its demonstration data, people who are signed in, and what there is to ask for. */
export interface Demonstration {
  /** Where it listens; how people would reach it may be another address (`settings.NEXTAUTH_URL`). */
  address: string;
  port: number;
  pid: number;
  home: string;
  admin: pg.Pool;
  /** How the product itself reaches the database. */
  as: (role: 'app_rw' | 'app_public') => string;
  people: {
    email: string;
    name: string;
    personId: string;
    tenantId: string;
    roles: string[];
    cookie: string;
  }[];
  /** Values for the parameters of addresses, by name. */
  things: Record<string, string[]>;
  log: () => string;
  /** Another one on the same database, of a copy of the built product that somebody has changed. */
  startBeside: (program: string) => Promise<Beside>;
  stop: () => Promise<void>;
}

export interface Beside {
  port: number;
  pid: number;
  stop: () => Promise<void>;
}

/** For proofs of the edge: one product, started by each file that needs it. Its database may lose everything; nothing here is about that. */
export async function openDemonstration(
  settings: Record<string, string> = {},
  cookieName = 'crosswalk-session',
): Promise<Demonstration> {
  const home = await seededHome('edge');
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  const discard = async () => {
    await server.leave();
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    const port = await freePort();
    const environmentAt = (at: number) => ({
      ...appEnvironment(server, { home, host: '127.0.0.1', port: at, demonstration: true }),
      ...settings,
    });
    const logFile = path.join(home, 'log', 'app.log');
    const app = await startApp(environmentAt(port), logFile);
    const startBeside = async (program: string): Promise<Beside> => {
      const at = await freePort();
      const { pid, stop } = await startApp(environmentAt(at), `${logFile}.beside`, undefined, program);
      return { port: at, pid, stop };
    };
    const admin = new pg.Pool({ connectionString: toUrl(server.admin), max: 2 });
    // The database ends before its last idle connection is told; that is no failure of the proof.
    admin.on('error', () => undefined);
    const database = openDatabase({
      app: toUrl(server.as('app_rw')),
      public: toUrl(server.as('app_public')),
    });
    const { rows } = await admin.query<{
      id: string;
      tenant_id: string;
      user_id: string | null;
      email: string;
      name: string;
      roles: string[];
    }>(`
      select p.id, p.tenant_id, p.user_id, p.email, p.name, array_agg(r.role) as roles
        from person p join role_grant r on r.tenant_id = p.tenant_id and r.person_id = p.id and r.ended_at is null group by p.id, p.tenant_id, p.user_id, p.email, p.name order by p.email`);
    const people: Demonstration['people'] = [];
    for (const { id, tenant_id: tenantId, user_id: userId, email, name, roles } of rows) {
      const account = userId ?? (await accountOf(admin, id, email, name));
      const { token } = await openSession(database, account, 12);
      people.push({ email, name, personId: id, tenantId, roles, cookie: `${cookieName}=${token}` });
    }
    await database.close();
    const stop = async () => {
      await app.stop();
      await admin.end();
      await discard();
    };
    return {
      address: `http://127.0.0.1:${port}`,
      port,
      pid: app.pid,
      home,
      admin,
      as: (role) => toUrl(server.as(role)),
      people,
      things: await thingsIn(admin),
      log: () => readFileSync(logFile, 'utf8'),
      startBeside,
      stop,
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function accountOf(admin: pg.Pool, personId: string, email: string, name: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    'insert into auth_user (email, name) values ($1, $2) on conflict (email) do update set name = excluded.name returning id',
    [email, name],
  );
  await admin.query('update person set user_id = $1 where id = $2', [rows[0]?.id, personId]);
  return rows[0]?.id ?? '';
}

async function thingsIn(admin: pg.Pool): Promise<Record<string, string[]>> {
  const list = async (sql: string) =>
    (
      await admin.query<{ value: string }>(`select value::text from (${sql}) as found (value) limit 40`)
    ).rows.map(({ value }) => value);
  return {
    slug: [
      ...(await list('select slug from micro_credential order by slug')),
      ...(await list('select slug from institution')),
    ],
    // Pages of a rule are found by the version that they show.
    ruleId: await list('select id from rule_version'),
    ruleVersionId: await list('select id from rule_version'),
    evidenceId: await list('select id from evidence'),
    caseId: await list('select id from review_case'),
    stageId: await list('select id from review_stage'),
    personId: await list('select id from person'),
    policyId: await list('select id from policy_version'),
    batchId: await list('select id from import_batch'),
    seq: ['1', '2', '5'],
    kind: ['courses', 'programs', 'micro_credentials', 'recommendations', 'equivalencies'],
  };
}
