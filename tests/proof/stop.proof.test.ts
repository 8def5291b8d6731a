import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '@/lib/db/client';
import { toUrl } from '@/scripts/database/connection';
import { openBench, useForBuilders } from './support/bench';
import { Caller } from './support/call';
import { conclude } from './support/evidence';
import { type Product, startProduct } from './support/product';
import { pick } from './support/scale';

// The product is told to stop while a command waits in the database. The command is finished and answered, new work is turned away, and it ends by itself.
const rounds = pick({ slice: 1, ci: 5, campaign: 50 });
/** What a service manager has to wait for at most. @units milliseconds @source docs/operations.md, "Start and stop" */
const patience = 30_000;

const bench = await openBench('proof-stop');
useForBuilders(bench);
const { anInstitution, aPerson } = await import('@/tests/support/builders');
const { queryAsSuperuser } = await import('@/tests/support/db');
const { signedIn } = await import('./support/signed-in');
const database = openDatabase({ app: toUrl(bench.as('app_rw')), public: toUrl(bench.as('app_public')) });
let product: Product;
let cookie = '';

beforeAll(async () => {
  cookie = (await signedIn(database, await aPerson(await anInstitution(), 'administrator'))).cookie;
  product = await startProduct(bench);
});
afterAll(async () => {
  await product?.stop();
  await database.close();
  await bench.discard();
});

const departments = async (name: string) =>
  (await queryAsSuperuser('select 1 from department where name = $1', [name])).length;

/** Sends a command that has to wait for a row, and gives it back once it waits. */
async function aWaitingCommand(
  caller: Caller,
  name: string,
): Promise<{ answer: Promise<unknown>; letGo: () => Promise<void> }> {
  const holder = new pg.Client(bench.admin);
  await holder.connect();
  await holder.query('begin');
  await holder.query('lock table department in share row exclusive mode');
  const answer = caller
    .act(
      'addDepartmentAction',
      cookie,
      { code: name.slice(0, 13), name, idempotencyKey: name },
      '/administration/departments',
    )
    .catch((error: unknown) => error);
  const waiting = async () =>
    (
      await queryAsSuperuser(
        "select 1 from pg_stat_activity where usename = 'app_rw' and wait_event_type = 'Lock'",
      )
    ).length;
  await expect.poll(waiting, { timeout: 30_000, interval: 5 }).toBe(1);
  return { answer, letGo: async () => void (await holder.query('commit').then(() => holder.end())) };
}

const isTurnedAway = () =>
  fetch(`${product.address}/api/health/ready`, {
    signal: AbortSignal.timeout(2_000),
    headers: { connection: 'close' },
  }).then(
    (reply) => reply.status === 503,
    () => true,
  );

test('told to stop, it finishes what it has accepted, takes nothing new, and ends in time', async () => {
  let slowest = 0;
  for (let n = 0; n < rounds; n += 1) {
    if (n > 0) await product.start();
    const [caller, name] = [new Caller(product.address), randomUUID()];
    expect(await isTurnedAway()).toBe(false);
    const { answer, letGo } = await aWaitingCommand(caller, name);
    const startedAt = performance.now();
    process.kill(product.pid(), 'SIGTERM');
    await expect.poll(isTurnedAway, { timeout: 10_000, interval: 5 }).toBe(true);
    await letGo();
    expect(await answer).toMatchObject({ id: expect.any(String) as string });
    expect(await departments(name)).toBe(1);
    caller.close();
    await product.ended();
    slowest = Math.max(slowest, performance.now() - startedAt);
  }
  conclude('stop', { rounds, slowestEndMs: Math.round(slowest) });
  expect(slowest).toBeLessThan(patience);
});

test('control: killed instead, the same command stays unanswered, and the proof sees it', async () => {
  await product.start();
  const [caller, name] = [new Caller(product.address), randomUUID()];
  const { answer, letGo } = await aWaitingCommand(caller, name);
  await product.kill();
  expect(await answer).toBeInstanceOf(Error);
  await letGo();
  caller.close();
});
