import { randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { toUrl } from '@/scripts/database/connection';
import { applyMigrations } from '@/scripts/database/migrate';
import { inProject } from '@/scripts/project';
import { openBench, useForBuilders } from './support/bench';
import { Caller } from './support/call';
import { conclude } from './support/evidence';
import { buildNextVersion } from './support/next-version';
import { type Product, startProduct } from './support/product';
import { pick, scale } from './support/scale';

// Two instances of the built product serve readers and writers while a migration that only adds is applied to their database; at
// the larger sizes one of them is a different build, of the version that wants the migration.
const migrations = pick({ slice: 1, ci: 10, campaign: 50 });
/** @units milliseconds @source docs/operations.md, "Upgrade" */
const longestWait = 500;

const bench = await openBench('proof-migration');
useForBuilders(bench);
const { aCourse, aMicroCredential, anInstitution, aPerson, aRule, oneForOne } = await import(
  '@/tests/support/builders'
);
const { queryAsSuperuser } = await import('@/tests/support/db');
const { signedIn } = await import('./support/signed-in');
const database = openDatabase({ app: toUrl(bench.as('app_rw')), public: toUrl(bench.as('app_public')) });
const instances: Product[] = [];
const cookies: string[] = [];
let pages: string[] = [];

beforeAll(async () => {
  const here = await anInstitution();
  const [author, registrar, course, certificate] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'registrar'),
    await aCourse(here),
    await aMicroCredential(here),
  ];
  await aRule(here, author, {
    definition: oneForOne(certificate.id, course.code),
    status: 'published',
    publishedBy: registrar,
  });
  for (let n = 0; n < 8; n += 1)
    cookies.push(
      (await signedIn(database, await aPerson(here, 'administrator', 'registrar', 'auditor'))).cookie,
    );
  pages = [
    '/',
    '/catalog',
    '/catalog?q=certificate',
    `/catalog/${certificate.slug}`,
    `/institutions/${here.slug}`,
    '/api/v1/catalog',
    '/administration/departments',
    '/administration/people',
    '/registrar/rules',
    '/audit',
  ];
  for (const name of ['old', 'new']) instances.push(await startProduct(bench, { name }));
});
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
  await database.close();
  await bench.discard();
});

interface Load {
  requests: number;
  failed: string[];
  stop: () => Promise<void>;
}

/** Readers and writers of these instances, until stopped. */
function load(serving: readonly Product[] = instances): Load {
  const state: Load = { requests: 0, failed: [], stop: () => Promise.resolve() };
  let goesOn = true;
  const lane = async (once: (n: number) => Promise<void>) => {
    for (let n = 0; goesOn; n += 1) {
      await once(n).catch((error: unknown) => state.failed.push(String(error)));
      state.requests += 1;
    }
  };
  // Forms as the old build served them, at the next one too: nobody loses what they were writing when the update came.
  const callers = serving.map(({ address }) => new Caller(address));
  const lanes = serving.flatMap((instance, at) => [
    lane(async (n) => {
      const page = pages[n % pages.length] ?? '/';
      const answer = await fetch(instance.address + page, {
        headers: { cookie: cookies[n % cookies.length] ?? '' },
        redirect: 'manual',
      });
      await answer.text();
      if (answer.status !== 200) state.failed.push(`${page}: ${answer.status}`);
    }),
    lane(async (n) => {
      const key = randomUUID();
      await callers[at]?.act(
        'addDepartmentAction',
        cookies[n % cookies.length] ?? '',
        { code: key.slice(0, 13), name: key, idempotencyKey: key },
        '/administration/departments',
      );
      await pause(100);
    }),
  ]);
  state.stop = async () => {
    goesOn = false;
    await Promise.all(lanes);
    for (const caller of callers) caller.close();
  };
  return state;
}

/** The longest that anybody, the migration among them, waited for a table while the work was done. @units milliseconds */
async function longestWaitDuring(work: () => Promise<unknown>): Promise<number> {
  const watcher = new pg.Client(bench.admin);
  await watcher.connect();
  let [longest, goesOn] = [0, true];
  const watching = (async () => {
    while (goesOn) {
      const { rows } = await watcher.query<{ ms: number | null }>(
        "select max(extract(epoch from clock_timestamp() - waitstart) * 1000)::float8 as ms from pg_locks where not granted and locktype = 'relation'",
      );
      longest = Math.max(longest, rows[0]?.ms ?? 0);
      await pause(5);
    }
  })();
  try {
    await work();
  } finally {
    goesOn = false;
    await watching;
    await watcher.end();
  }
  return Math.round(longest);
}

let made = 0;
let migrationsBefore = inProject('prisma', 'migrations');
/** Applies, as a start does, a migration that exists only here: a column in each of the tables everybody uses, an index, and a table with its policy. */
async function migrate(): Promise<void> {
  made += 1;
  const folder = path.join(bench.home, `migrations-${made}`);
  cpSync(migrationsBefore, folder, { recursive: true });
  for (let n = 1; n <= made; n += 1) {
    const name = `2099010100${String(n).padStart(4, '0')}_proof_adds_column`;
    mkdirSync(path.join(folder, name));
    const steps = [
      ...['department', 'rule_version', 'person', 'auth_session'].map(
        (table) => `ALTER TABLE "${table}" ADD COLUMN "proof_${n}" text;`,
      ),
      `CREATE INDEX "department_proof_${n}_idx" ON "department" ("tenant_id", "proof_${n}");`,
      `CREATE TABLE "proof_${n}" ("tenant_id" uuid NOT NULL, "id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"), FOREIGN KEY ("tenant_id") REFERENCES "institution" ("id"));`,
      `ALTER TABLE "proof_${n}" ENABLE ROW LEVEL SECURITY;`,
      `CREATE POLICY "tenant" ON "proof_${n}" TO app_rw USING (tenant_id = current_tenant());`,
    ];
    writeFileSync(path.join(folder, name, 'migration.sql'), steps.join('\n'));
  }
  expect(await applyMigrations(bench.as('app_migrate'), bench.admin, folder)).toHaveLength(1);
  rmSync(folder, { recursive: true });
}

/** A transaction, such as that of a large import, which has used a table and goes on until it is let go. */
async function userOf(
  table: string,
): Promise<{ read: (other: string) => Promise<unknown>; letGo: () => Promise<void> }> {
  const client = new pg.Client(bench.admin);
  await client.connect();
  await client.query(`begin; select count(*) from ${table}`);
  return { read: (other) => client.query(`select count(*) from ${other}`), letGo: () => client.end() };
}

const waitingFor = (table: string) => () =>
  queryAsSuperuser(`select 1 from pg_locks where not granted and relation = '${table}'::regclass`);

// First, since the migrations that are made up below come after those of the next version.
if (scale !== 'slice') {
  test('the old build and the next one serve side by side on the migrated schema, and the old one alone again', async () => {
    const next = await buildNextVersion(path.join(bench.home, 'next-version'));
    const [old] = instances;
    if (!old) throw new Error('The product did not start.');
    const motto = async (is: 'null' | 'not null') =>
      queryAsSuperuser<{ id: string; name: string; code: string }>(
        `select id, name, code from department where code like '%-%' and motto is ${is} order by id desc`,
      );
    const pageOf = async (of: Product) =>
      (
        await fetch(`${of.address}/administration/departments`, { headers: { cookie: cookies[0] ?? '' } })
      ).text();
    const busy = load([old]);
    let sideBySide = 0;
    try {
      await expect.poll(() => busy.requests, { timeout: 120_000 }).toBeGreaterThan(20);
      const longest = await longestWaitDuring(() =>
        applyMigrations(bench.as('app_migrate'), bench.admin, next.migrations),
      );
      migrationsBefore = next.migrations;
      const newer = await startProduct(bench, { name: 'next', build: next.build });
      onTestFinished(() => newer.stop());
      const busyToo = load([newer]);
      try {
        await expect
          .poll(() => busyToo.requests, { timeout: 240_000 })
          .toBeGreaterThan(pick({ slice: 0, ci: 200, campaign: 2_000 }));
      } finally {
        await busyToo.stop();
      }
      sideBySide = busyToo.requests;
      // Each reads what the other has written: the old one without the motto, the next one with it.
      const [withMotto, without] = [await motto('not null'), await motto('null')];
      const [oldPage, nextPage] = [await pageOf(old), await pageOf(newer)];
      const [theirs, ours] = [withMotto[0], without[0]];
      expect(nextPage).toContain(`${theirs?.name} (motto of ${theirs?.code})`);
      expect(nextPage).toContain(ours?.name);
      expect(oldPage).toContain(theirs?.name);
      expect(oldPage).not.toContain('motto of');
      await newer.stop();
      // The way back: the old one changes what the next one has written, and leaves alone what it does not know.
      const caller = new Caller(old.address);
      await caller.act('saveDepartmentAction', cookies[0] ?? '', {
        departmentId: theirs?.id ?? '',
        expectedVersion: '1',
        code: theirs?.code ?? '',
        name: 'Renamed',
      });
      caller.close();
      expect(await motto('not null')).toContainEqual({ ...theirs, name: 'Renamed' });
      const before = busy.requests;
      await expect.poll(() => busy.requests - before, { timeout: 120_000 }).toBeGreaterThan(25);
      conclude('migration-two-builds', {
        oldRequests: busy.requests,
        nextRequests: sideBySide,
        failed: busy.failed.length + busyToo.failed.length,
        writtenByOld: without.length,
        writtenByNext: withMotto.length,
        longestLockWaitMs: longest,
      });
      expect(busyToo.failed).toEqual([]);
      expect(longest).toBeLessThanOrEqual(longestWait);
    } finally {
      await busy.stop();
    }
    expect(busy.failed).toEqual([]);
  });
}

test('no request fails while a migration is applied under two instances at work, and nobody waits long for a table', async () => {
  const busy = load();
  let longest = 0;
  try {
    await expect.poll(() => busy.requests, { timeout: 120_000 }).toBeGreaterThan(40);
    for (let n = 0; n < migrations; n += 1) {
      const before = busy.requests;
      longest = Math.max(longest, await longestWaitDuring(() => migrate()));
      await expect.poll(() => busy.requests - before, { timeout: 120_000 }).toBeGreaterThan(25);
    }
  } finally {
    await busy.stop();
  }
  conclude('migration', {
    instances: instances.length,
    migrations,
    requests: busy.requests,
    failed: busy.failed.length,
    longestLockWaitMs: longest,
  });
  expect(busy.failed).toEqual([]);
  expect(longest).toBeLessThanOrEqual(longestWait);
  for (const instance of instances)
    expect((await fetch(`${instance.address}/api/health/ready`)).status).toBe(200);
});

test('a migration lets those go first who use its tables for long, and nobody waits long behind it', async () => {
  const holder = await userOf('department');
  let done = false;
  const longest = await longestWaitDuring(async () => {
    const migrated = migrate().then(() => (done = true));
    for (let tries = 0; tries < 5; tries += 1) {
      await expect.poll(waitingFor('department'), { timeout: 30_000, interval: 5 }).toHaveLength(1);
      await queryAsSuperuser('select count(*) from department');
      expect(done).toBe(false);
    }
    await holder.letGo();
    await migrated;
  });
  expect(longest).toBeLessThanOrEqual(longestWait);
});

test('a migration gives way to whoever takes the same tables the other way round', async () => {
  const reader = await userOf('person');
  const migrated = migrate();
  await expect.poll(waitingFor('person'), { timeout: 30_000, interval: 5 }).toHaveLength(1);
  await reader.read('department');
  await reader.letGo();
  await migrated;
});

test('control: whoever changes a table without giving way makes everybody wait, and the proof sees it', async () => {
  const holder = await userOf('department');
  const owner = new pg.Client(bench.admin);
  await owner.connect();
  const longest = await longestWaitDuring(async () => {
    const changed = owner.query('alter table department add column control text');
    await expect.poll(waitingFor('department'), { timeout: 30_000, interval: 5 }).toHaveLength(1);
    await pause(2 * longestWait);
    await holder.letGo();
    await changed;
  });
  await owner.end();
  expect(longest).toBeGreaterThan(longestWait);
});

test('control: a migration that takes away what the product reads makes requests fail, and the proof sees it', async () => {
  const owner = new pg.Client(bench.admin);
  await owner.connect();
  const busy = load();
  await expect.poll(() => busy.requests, { timeout: 60_000 }).toBeGreaterThan(5);
  await owner.query('alter table department rename column name to title');
  await expect.poll(() => busy.failed.length, { timeout: 60_000 }).toBeGreaterThan(0);
  await owner.query('alter table department rename column title to name');
  await busy.stop();
  await owner.end();
});
