import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { toUrl, withClient, type Connection } from '@/scripts/database/connection';
import { connectionOf, type LoginRole } from '@/scripts/database/roles';
import { openBundledServer, type DatabaseServer } from '@/scripts/database/server';
import { writeTables } from '@/scripts/database/table-files';
import { readManifest, restoreDatabase, writeBackup } from '@/scripts/database/backup-folder';
import { inProject } from '@/scripts/project';
import { throwAwayHome } from '@/tests/support/throw-away';
import { openBench, useForBuilders } from './support/bench';
import { conclude } from './support/evidence';
import { isFinalNo, Ledger } from './support/ledger';
import { startProduct } from './support/product';
import { pick } from './support/scale';
import { findDamage } from './support/whole';

// A backup is taken while people decide, by the command that an operator gives; it is restored into an empty place by the other one.
const drills = pick({ slice: 1, ci: 3, campaign: Number(process.env['PROOF_DRILLS'] ?? 20) });
/** @units milliseconds @source docs/operations.md, "Restore" */
const quickEnough = 60_000;
const run = promisify(execFile);
const folders: string[] = [];
const folder = (what: string) => {
  const made = throwAwayHome(what);
  folders.push(made);
  return made;
};

const bench = await openBench('proof-restore');
useForBuilders(bench);
const { aWorkplace } = await import('./support/workload');
const { aDepartment, aMicroCredential, anInstitution } = await import('@/tests/support/builders');
const { queryAsSuperuser } = await import('@/tests/support/db');
afterAll(async () => {
  await bench.discard();
  for (const made of folders) rmSync(made, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** The operator's command, in a process of its own with nothing but what an operator has. */
async function npmRun(
  script: 'backup' | 'restore',
  argument: string,
  home: string,
  own?: Connection,
): Promise<string> {
  const { APP_DATABASE_URL: _, PUBLIC_DATABASE_URL: __, DATABASE_URL: ___, ...inherited } = process.env;
  const env = {
    ...inherited,
    CROSSWALK_HOME: home,
    ...(own && { DATABASE_URL: toUrl(own), CROSSWALK_SECRET: bench.secret }),
  };
  return (
    await run(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, argument], {
      cwd: inProject(),
      env: env as NodeJS.ProcessEnv,
    })
  ).stdout;
}

const refusedWith = (work: Promise<unknown>) =>
  work.then(
    () => 'it was not refused',
    (error: { stderr?: string }) => error.stderr ?? String(error),
  );

async function digestsOf(admin: Connection): Promise<unknown> {
  return withClient(admin, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    return writeTables(client, null);
  });
}

async function inside<T>(home: string, look: (server: DatabaseServer) => Promise<T>): Promise<T> {
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    return await look(server);
  } finally {
    await server.leave();
  }
}

/** An empty database of its own on the bench's server, as a server of an operator's own would be given. */
async function anEmptyDatabase(name: string): Promise<DatabaseServer> {
  await queryAsSuperuser(`create database ${name}`);
  const admin = { ...bench.admin, database: name };
  return {
    ...bench.server,
    cluster: undefined,
    admin,
    database: name,
    as: (role: LoginRole) => connectionOf(role, admin, name, bench.secret),
  };
}

test('a backup taken under load has every command acknowledged before it, comes back the same to the last byte, and is served', async () => {
  // Characters, binaries and JSON that a careless format would change.
  const here = await anInstitution({ name: 'Universität „Zürich“ \\n \u2028 😀' });
  const odd = await aMicroCredential(here, { title: 'Backslash \\ quote " tab \t line\nend' });
  await queryAsSuperuser('update micro_credential set skills = $1 where id = $2', [
    ['a,b', 'c"d', '', '{}'],
    odd.id,
  ]);
  const ledger = new Ledger();
  const people = await aWorkplace(3, 2 * drills);
  let goesOn = true;
  const working = people.map(async (lane) => {
    while (goesOn) await ledger.deliver(lane.next(), isFinalNo, () => goesOn);
  });
  let [slowest, restored] = [0, ''];
  try {
    for (let n = 0; n < drills; n += 1) {
      const before = ledger.entries.length;
      await expect
        .poll(() => ledger.entries.length - before, {
          timeout: 180_000,
          interval: 5,
          message: ledger.refused[0] ?? 'nothing was answered',
        })
        .toBeGreaterThan(10);
      const acknowledged = [...ledger.entries];
      const to = path.join(folder('backup'), 'today');
      await writeBackup(bench.server, bench.home, to);
      const home = path.join(folder('restored'), 'home');
      const startedAt = performance.now();
      expect(await npmRun('restore', to, home)).toContain('each table has the digest it had');
      slowest = Math.max(slowest, performance.now() - startedAt);
      restored = home;
      await inside(home, async (server) => {
        expect(await digestsOf(server.admin)).toEqual(readManifest(to).tables);
        expect(await findDamage(server.admin, acknowledged)).toMatchObject({
          lost: [],
          doubled: [],
          broken: [],
        });
      });
    }
  } finally {
    goesOn = false;
    await Promise.all(working);
  }
  conclude('restore', {
    drills,
    acknowledged: ledger.entries.length,
    lost: 0,
    slowestRestoreMs: Math.round(slowest),
  });
  expect(ledger.refused).toEqual([]);
  expect(slowest).toBeLessThan(quickEnough);
  await serves(restored);
});

/** The product serves what was restored, with the secrets it had. */
async function serves(home: string): Promise<void> {
  expect(readFileSync(path.join(home, 'secrets.json'), 'utf8')).toBe(
    readFileSync(path.join(bench.home, 'secrets.json'), 'utf8'),
  );
  await inside(home, async (server) => {
    mkdirSync(path.join(home, 'log'), { recursive: true });
    const product = await startProduct({ ...bench, home, admin: server.admin, as: server.as, server });
    try {
      const [{ slug, name } = { slug: '', name: '' }] = await withClient(
        server.admin,
        async (client) =>
          (
            await client.query<{ slug: string; name: string }>(
              "select slug, name from institution where name like 'Universit%Z%' limit 1",
            )
          ).rows,
      );
      const page = await fetch(`${product.address}/institutions/${slug}`);
      expect([page.status, (await page.text()).includes('Zürich')]).toEqual([200, name.includes('Zürich')]);
      expect((await fetch(`${product.address}/api/health/ready`)).status).toBe(200);
    } finally {
      await product.stop();
    }
  });
}

test('with a server of one’s own: the same commands, from there and to there; what is kept apart is said', async () => {
  const [{ admin: source }, target] = [
    await anEmptyDatabase('own_source'),
    await anEmptyDatabase('own_target'),
  ];
  const first = path.join(folder('backup'), 'first');
  await writeBackup(bench.server, bench.home, first);
  const home = path.join(folder('own'), 'home');
  await npmRun('restore', first, home, source);
  const second = path.join(folder('backup'), 'second');
  expect(await npmRun('backup', second, home, source)).toContain('CROSSWALK_SECRET');
  await restoreDatabase(target, second, readManifest(second));
  expect(await digestsOf(target.admin)).toEqual(await digestsOf(source));
  expect(readManifest(second).tables).toEqual(readManifest(first).tables);
});

test('nothing is overwritten: neither a folder, nor a home, nor a database that is not empty', async () => {
  const to = path.join(folder('backup'), 'today');
  await writeBackup(bench.server, bench.home, to);
  await expect(writeBackup(bench.server, bench.home, to)).rejects.toThrow('exists already');
  const home = folder('occupied');
  writeFileSync(path.join(home, 'something'), 'of somebody');
  expect(await refusedWith(npmRun('restore', to, home))).toContain('is not empty');
  expect(readdirSync(home)).toEqual(['something']);
  const before = await digestsOf(bench.admin);
  await expect(restoreDatabase(bench.server, to, readManifest(to))).rejects.toThrow('is not empty');
  expect(await digestsOf(bench.admin)).toEqual(before);
  expect(() => readManifest(home)).toThrow('holds no backup');
});

test('a damaged backup is told of in a sentence before anything is made of it', async () => {
  const to = path.join(folder('backup'), 'today');
  await writeBackup(bench.server, bench.home, to);
  const damages: Record<string, [(at: string) => void, RegExp]> = {
    'no manifest': [(at) => rmSync(path.join(at, 'manifest.json')), /holds no backup: there is no manifest/],
    'half a manifest': [
      (at) => truncateSync(path.join(at, 'manifest.json'), 200),
      /manifest\.json is damaged: .*Take another backup/,
    ],
    'a table that is missing': [
      (at) => rmSync(path.join(at, 'tables', 'person.ndjson.gz')),
      /is damaged: person\.ndjson\.gz missing, cut off or changed/,
    ],
    'a table that was cut off': [
      (at) => truncateSync(path.join(at, 'tables', 'person.ndjson.gz'), 40),
      /is damaged: person\.ndjson\.gz missing, cut off or changed/,
    ],
    'a table with other bytes': [
      (at) => writeFileSync(path.join(at, 'tables', 'person.ndjson.gz'), gzipSync('{}\n')),
      /is damaged: person\.ndjson\.gz missing, cut off or changed/,
    ],
  };
  for (const [what, [damage, says]] of Object.entries(damages)) {
    const damaged = path.join(folder('damaged'), 'backup');
    cpSync(to, damaged, { recursive: true });
    damage(damaged);
    const home = path.join(folder('restored'), 'home');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/restore.ts', damaged],
      { cwd: inProject(), env: { ...process.env, CROSSWALK_HOME: home }, encoding: 'utf8' },
    );
    expect([what, status, stdout, existsSync(home)]).toEqual([what, 2, '', false]);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^ +at /m);
  }
});

test('control: a backup that lacks one row, or in which one letter differs, is not restored', async () => {
  const to = path.join(folder('backup'), 'today');
  await writeBackup(bench.server, bench.home, to);
  const changes = [
    (text: string) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1),
    (text: string) => text.replace('"code":"INF"', '"code":"INX"'),
  ];
  for (const [n, change] of changes.entries()) {
    const changed = path.join(folder('changed'), 'backup');
    cpSync(to, changed, { recursive: true });
    const file = path.join(changed, 'tables', 'department.ndjson.gz');
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(file, gzipSync(change(text)));
    const target = await anEmptyDatabase(`changed_${n}`);
    await expect(restoreDatabase(target, changed, readManifest(changed))).rejects.toThrow(
      'What was read is not what was saved: department',
    );
    expect(
      await withClient(
        target.admin,
        async (client) => (await client.query('select 1 from institution')).rowCount,
      ),
    ).toBe(0);
  }
});

test('a restore that fails half way leaves nothing that would be taken for an installation', async () => {
  await aDepartment(await anInstitution());
  const to = path.join(folder('backup'), 'today');
  await writeBackup(bench.server, bench.home, to);
  // Whole by its digests, and yet not what a database takes: seen only while it is restored.
  const file = path.join(to, 'tables', 'department.ndjson.gz');
  const text = gunzipSync(readFileSync(file)).toString('utf8').replace('{', '{"nothing_of_ours":1,');
  writeFileSync(file, gzipSync(text));
  const manifest = JSON.parse(readFileSync(path.join(to, 'manifest.json'), 'utf8')) as {
    tables: { table: string; sha256: string }[];
  };
  for (const one of manifest.tables)
    if (one.table === 'department') one.sha256 = createHash('sha256').update(text).digest('hex');
  writeFileSync(path.join(to, 'manifest.json'), JSON.stringify(manifest));
  const place = folder('restored');
  expect(await refusedWith(npmRun('restore', to, path.join(place, 'home')))).toContain(
    'What was read is not what was saved: department',
  );
  expect(readdirSync(place)).toEqual([]);
});

test('a backup that is interrupted leaves no folder that looks like one', async () => {
  const to = path.join(folder('backup'), 'today');
  const broken = { ...bench.server, admin: { ...bench.admin, password: 'wrong' } };
  await expect(writeBackup(broken, bench.home, to)).rejects.toThrow();
  expect(existsSync(to)).toBe(false);
  appendFileSync(path.join(path.dirname(to), 'note'), ''); // the folder itself is writable
  expect(readdirSync(path.dirname(to))).toEqual(['note']);
});
