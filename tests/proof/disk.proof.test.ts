import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { fullBelow } from '@/lib/next/disk-room';
import { toUrl } from '@/scripts/database/connection';
import { waitForEnd } from '@/scripts/processes';
import { openBench, useForBuilders } from './support/bench';
import { Caller, SaidNo } from './support/call';
import { conclude } from './support/evidence';
import { type Product, startProduct } from './support/product';
import { pick } from './support/scale';

// The product on a disk of its own that is filled to the last byte: reading goes on, what cannot be saved is refused in words and leaves
// nothing behind, the log says what it lost, and all of it goes on by itself when there is room again. Whoever may not mount a disk gets
// a database that refuses as one on a full disk does; the log on a full disk is then left to its unit test.
const diskSize = 320_000_000;
const reads = pick({ slice: 60, ci: 600, campaign: 6_000 });
/** Each person has a budget, so that they take turns. */
const staff = Array.from({ length: 12 }, () => '');
/** @units milliseconds */
const slowFor = pick({ slice: 16_000, ci: 60_000, campaign: 120_000 });
/** @units seconds */
const longestCommit = pick({ slice: 12, ci: 30, campaign: 50 });
const rounds = pick({ slice: 1, ci: 3, campaign: 10 });

const mount = mkdtempSync(path.join(tmpdir(), 'crosswalk-disk-'));
const isOwnDisk = mountSmallDisk();
if (isOwnDisk) process.env['TMPDIR'] = mount;
const bench = await openBench('proof-disk');
if (isOwnDisk) delete process.env['TMPDIR'];
useForBuilders(bench);
const { anInstitution, aMicroCredential, aPerson } = await import('@/tests/support/builders');
const { queryAsSuperuser } = await import('@/tests/support/db');
const { signedIn } = await import('./support/signed-in');
const database = openDatabase({ app: toUrl(bench.as('app_rw')), public: toUrl(bench.as('app_public')) });
/** Was there before the disk was full: PostgreSQL can refuse a new connection without a byte left. */
const witness = new pg.Client(bench.admin);
const filler = path.join(mount, 'filler');

let product: Product;
/** The same, but not told where the data lies: it sees a full disk only when PostgreSQL says so. */
let unaware: Product;
let caller: Caller;
let unawareCaller: Caller;
let cookie = '';
let here: Awaited<ReturnType<typeof anInstitution>>;

beforeAll(async () => {
  await witness.connect();
  here = await anInstitution();
  await aMicroCredential(here);
  cookie = (await signedIn(database, await aPerson(here, 'administrator', 'registrar', 'auditor'))).cookie;
  for (const n of staff.keys())
    staff[n] = (
      await signedIn(database, await aPerson(here, 'administrator', 'registrar', 'auditor'))
    ).cookie;
  if (!isOwnDisk)
    await queryAsSuperuser(`create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'No space left on device' using errcode = '53100'; end $$`);
  product = await startProduct(bench);
  unaware = await startProduct(bench, { name: 'unaware', settings: { CROSSWALK_DATA_FOLDER: '' } });
  caller = new Caller(product.address);
  unawareCaller = new Caller(unaware.address);
});
afterAll(async () => {
  caller?.close();
  unawareCaller?.close();
  await product?.stop();
  await product?.ended();
  await unaware?.stop();
  await unaware?.ended();
  await witness.end();
  await database.close();
  rmSync(filler, { force: true });
  await bench.discard();
  if (isOwnDisk) execFileSync('umount', ['-l', mount]);
  rmSync(mount, { recursive: true, force: true });
});

function mountSmallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskSize},mode=755`, 'tmpfs', mount], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false;
  }
}

const free = () => {
  const { bavail, bsize } = statfsSync(mount);
  return bavail * bsize;
};
/** Leaves so many bytes on the disk. */
async function fillUpTo(left: number): Promise<void> {
  if (!isOwnDisk) {
    const verb = left < fullBelow ? 'create or replace' : 'drop';
    for (const table of ['department', 'audit_event'])
      await queryAsSuperuser(
        verb === 'drop'
          ? `drop trigger if exists no_room on ${table}`
          : `create or replace trigger no_room before insert on ${table} for each row execute function no_room()`,
      );
    return;
  }
  // What PostgreSQL keeps of its journal goes at once, and not while somebody counts on the disk being full.
  if (free() > left) await queryAsSuperuser('checkpoint');
  const file = openSync(filler, 'a');
  try {
    while (free() > left) writeSync(file, Buffer.alloc(Math.min(1 << 20, Math.max(4_096, free() - left)), 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(file);
  }
}
async function makeRoom(): Promise<void> {
  if (isOwnDisk) truncateSync(filler, 0);
  else await fillUpTo(Infinity);
}

let added = 0;
const addAs = (person: string, by = caller) => {
  added += 1;
  return by.act('addDepartmentAction', person, { code: `D${added}`, name: `Department ${added}` });
};
const add = (by = caller) => addAs(staff[added % staff.length] ?? '', by);
const stored = async () =>
  (
    await witness.query<{ departments: number; entries: number; keys: number }>(
      `select (select count(*)::int from department where tenant_id = $1) as departments,
              (select count(*)::int from audit_event where tenant_id = $1) as entries,
              (select count(*)::int from idempotency_key where tenant_id = $1) as keys`,
      [here.id],
    )
  ).rows[0];
const pages = [
  '/',
  '/catalog',
  '/catalog?q=a',
  '/api/v1/catalog',
  '/administration',
  '/administration/departments',
  '/audit',
];
let asked = 0;
async function statusesOfReads(count = reads): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (let n = 0; n < count; n++) {
    const at = pages[n % pages.length] ?? '';
    // Goes on where the last call ended, so that no one person's budget pays for the dearest page of every call.
    asked += 1;
    const answer = await fetch(product.address + at, {
      headers: { cookie: staff[asked % staff.length] ?? '' },
      signal: AbortSignal.timeout(10_000),
    });
    await answer.text();
    seen[answer.status] = (seen[answer.status] ?? 0) + 1;
  }
  return seen;
}
const health = async () =>
  (await fetch(`${product.address}/api/health/ready`).then((answer) => answer.json())) as Record<
    string,
    string
  >;
const logged = (event: string) =>
  readFileSync(product.logFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line['event'] === event);

test('a disk that is nearly full is told of, stops writing in words, and takes nothing from reading', async () => {
  await add();
  if (!isOwnDisk) return;
  expect(await health()).toEqual({ status: 'ready', disk: 'low' });
  await expect
    .poll(() => logged('room on the disk').map(({ room }) => room), { timeout: 10_000 })
    .toEqual(['low']);
  expect(
    await fetch(`${product.address}/administration`, { headers: { cookie } }).then((page) => page.text()),
  ).toContain('The disk is nearly full');
  await fillUpTo(fullBelow - 40_000_000);
  await expect.poll(async () => (await health())['disk'], { timeout: 10_000 }).toBe('full');
  const before = await stored();
  await expect(add()).rejects.toThrow('no_room command/no-room');
  const exported = await fetch(`${product.address}/audit/export`, { headers: { cookie } });
  expect([exported.status, exported.headers.get('content-type')]).toEqual([507, 'application/problem+json']);
  expect(await exported.json()).toMatchObject({
    title: 'command/no-room',
    detail: expect.stringContaining('no room left') as string,
  });
  expect(await stored()).toEqual(before);
  expect(await statusesOfReads()).toEqual({ 200: reads });
  // Control: what is not told where the data lies goes on to the last byte.
  await add(unawareCaller);
  await expect
    .poll(() => logged('room on the disk').map(({ room }) => room), { timeout: 10_000 })
    .toEqual(['low', 'full']);
  await makeRoom();
  await expect.poll(async () => (await health())['disk'], { timeout: 10_000 }).toBe('low');
  await add();
});

test('a disk without a byte left is read from, loses no acknowledged write, and is written to again by itself', async () => {
  const figures = { refused: 0, acknowledged: 0, read: 0 };
  for (let round = 0; round < rounds; round++) {
    await fillUpTo(0);
    const before = await stored();
    let acknowledged = 0;
    for (let n = 0; n < 40; n++) {
      const [mine, theirs] = await Promise.allSettled([add(), add(unawareCaller)]);
      for (const outcome of [mine, theirs])
        if (outcome.status === 'fulfilled') acknowledged += 1;
        else {
          expect(outcome.reason).toBeInstanceOf(SaidNo);
          expect(String(outcome.reason)).toContain('no_room command/no-room');
          figures.refused += 1;
        }
      await fetch(`${product.address}/account`); // a line in the log
    }
    figures.acknowledged += acknowledged;
    expect(await statusesOfReads()).toEqual({ 200: reads });
    figures.read += reads;
    expect((await stored())?.departments).toBe((before?.departments ?? 0) + acknowledged);
    expect((await stored())?.entries).toBe((before?.entries ?? 0) + acknowledged);
    await makeRoom();
    await expect
      .poll(
        () =>
          add().then(
            () => true,
            () => false,
          ),
        { timeout: 15_000 },
      )
      .toBe(true);
    await add(unawareCaller);
  }
  const lost = isOwnDisk ? await linesLost() : 0;
  conclude('disk', {
    ...figures,
    rounds,
    linesLost: lost,
    disk: isOwnDisk ? `${diskSize / 1e6} MB of its own` : 'refusals of the database',
  });
  expect(figures.refused).toBeGreaterThan(0);
  expect(await waitForEnd(product.pid(), 0)).toBe(false);
});

/**
 * Each commit that leaves an entry in the trail takes so long, as on a disk that is slow to say that it has written: PostgreSQL's limit of
 * time for a statement is over by then, as it is for a commit that waits for its disk. @units seconds
 * @source src/backend/tcop/postgres.c, finish_xact_command
 */
async function slowDown(seconds: number): Promise<void> {
  await queryAsSuperuser(`create or replace function slow_disk() returns trigger language plpgsql as $$
    begin perform pg_sleep(${seconds}); return null; end $$`);
  await queryAsSuperuser(`create constraint trigger slow_disk after insert on audit_event deferrable initially deferred
    for each row execute function slow_disk()`);
}

test('a disk that takes seconds to write is read from as before; who cannot save in time is told so, and whoever hears that it is saved finds it', async () => {
  // Of institutions of their own: within one, who comes second is told after two seconds that somebody else is changing it.
  const houses = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const house = await anInstitution();
      const { cookie: held } = await signedIn(database, await aPerson(house, 'administrator'));
      return { id: house.id, cookie: held };
    }),
  );
  const kept = async () =>
    (
      await witness.query<{ n: number }>(
        'select count(*)::int as n from department where tenant_id = any($1)',
        [houses.map(({ id }) => id)],
      )
    ).rows[0]?.n ?? 0;
  const figures = { acknowledged: 0, refused: 0, read: 0, readP95Ms: 0 };
  const took: number[] = [];
  for (const seconds of [1, longestCommit]) {
    const before = await kept();
    let isOver = false;
    let acknowledged = 0;
    const write = async (held: string) => {
      while (!isOver) {
        const outcome = await addAs(held).then(() => 'saved', String);
        if (outcome === 'saved') acknowledged += 1;
        else {
          // Who finds all places taken, or waits for one in vain.
          expect(outcome).toMatch(/command\/(busy|slow)|503/);
          figures.refused += 1;
        }
      }
    };
    await slowDown(seconds);
    const writers = Promise.all(houses.map(({ cookie: held }) => write(held)));
    const until = performance.now() + slowFor;
    while (performance.now() < until) {
      const startedAt = performance.now();
      expect(await statusesOfReads(pages.length)).toEqual({ 200: pages.length });
      took.push((performance.now() - startedAt) / pages.length);
      figures.read += pages.length;
    }
    isOver = true;
    await writers;
    await queryAsSuperuser('drop trigger slow_disk on audit_event');
    expect(await kept()).toBe(before + acknowledged);
    await addAs(houses[0]?.cookie ?? '');
    figures.acknowledged += acknowledged;
  }
  figures.readP95Ms = Math.round([...took].sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0);
  conclude('disk-slow', { ...figures, longestCommitSeconds: longestCommit });
  expect(figures.acknowledged).toBeGreaterThan(0);
  expect(figures.refused).toBeGreaterThan(0);
});

/** What the log says that it lost; it says so by itself once there is room. */
async function linesLost(): Promise<number> {
  const lost = () => logged('lines lost').reduce((sum, { lost: lines }) => sum + Number(lines), 0);
  await expect.poll(lost, { timeout: 10_000 }).toBeGreaterThan(0);
  return lost();
}
