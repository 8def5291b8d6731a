import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { budgets } from '@/lib/next/rate-budget';
import { costOf } from '@/lib/next/request-class';
import { gateLimits } from '@/lib/next/request-gate';
import { slotsOf } from '@/lib/next/turns';
import { type Asked, ask, crowd, quantile, steady } from './overload/crowd';
import { Caller } from './support/call';
import { changedCopy } from './support/changed-copy';
import { openDemonstration, residentMegabytes } from './support/demonstration';
import { conclude } from './support/evidence';
import { pick } from './support/scale';

// Ten times as many people ask as the product can answer. What it takes on it answers, staff go on working, and afterwards it is as before;
// the same product without its bounds fails at this. Everything stays on this machine, and is bounded in number and time.
const factor = 10;
/** @units milliseconds */
const time = {
  steady: pick({ slice: 1_500, ci: 5_000, campaign: 30_000 }),
  crowd: pick({ slice: 3_000, ci: 20_000, campaign: 600_000 }),
};
const slowestWrite = 2_000;
const most = { unanswered: 0.001, memory: 1.3 };
/** So long a write of the control is waited for. @units milliseconds */
const writePatience = 8_000;

const product = await openDemonstration({ TRUSTED_PROXIES: '1' });
const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-overload-'));
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const certificate = `/catalog/${product.things['slug']?.[0] ?? ''}`;
/** What visitors come for; every other is a search. */
const asked = [
  '/catalog?q=data',
  certificate,
  '/api/v1/catalog?q=engineering',
  '/institutions',
  '/catalog?q=introduction',
  certificate,
];
const administrators = product.people.filter(({ roles }) => roles.includes('administrator'));

interface Figures {
  fits: number;
  sent: number;
  accepted: number;
  failed: number;
  turnedAway: number;
  writes: number;
  writeP95: number;
  lifeP95: number;
  memoryBefore: number;
  memoryMost: number;
  memoryAfter: number;
}

/** A member of staff who saves something, and again half a second later, for that long. Each answer's time, failed ones as the longest. */
async function save(port: number, cookie: string, isOver: () => boolean): Promise<number[]> {
  const caller = new Caller(`http://127.0.0.1:${port}`);
  const took: number[] = [];
  while (!isOver()) {
    const startedAt = performance.now();
    const code = `W${randomUUID().slice(0, 8)}`;
    const outcome = await Promise.race([
      caller.act('addDepartmentAction', cookie, { code, name: code, idempotencyKey: randomUUID() }).then(
        () => 'saved',
        () => 'failed',
      ),
      pause(writePatience, 'late', { ref: false }),
    ]);
    took.push(outcome === 'saved' ? performance.now() - startedAt : writePatience);
    await pause(500);
  }
  caller.close();
  return took;
}

async function overload({ port, pid }: { port: number; pid: number }): Promise<Figures> {
  // Once to be warm, and once to see what it can do.
  await steady({ port }, asked, { people: 3, time: time.steady / 2 });
  const fits = await steady({ port }, asked, { people: 3, time: time.steady });
  expect(fits.filter(({ status }) => status !== 200)).toEqual([]);
  const perSecond = fits.length / (time.steady / 1_000);
  const memoryBefore = residentMegabytes(pid);
  let memoryMost = memoryBefore;
  let over = false;
  const lives: number[] = [];
  const watch = async () => {
    while (!over) {
      lives.push((await ask({ port }, '/api/health/live')).took);
      memoryMost = Math.max(memoryMost, residentMegabytes(pid));
      await pause(250);
    }
  };
  const { over: all, letGo } = crowd({ port }, asked, { perSecond: perSecond * factor, time: time.crowd });
  const watching = watch();
  const saving = Promise.all(administrators.slice(0, 2).map(({ cookie }) => save(port, cookie, () => over)));
  await pause(time.crowd);
  over = true;
  const writes = (await saving).flat();
  // Whoever waits at the end of the crowd is still answered, or let go when that takes too long.
  const answers = await Promise.race([all, pause(10_000, null, { ref: false })]);
  letGo();
  const finished = answers ?? (await all);
  await watching;
  const { memoryAfter } = await settled(pid, memoryBefore);
  const turnedAway = finished.filter(isTurnedAway).length;
  return {
    fits: Math.round(perSecond * 10) / 10,
    sent: finished.length,
    accepted: finished.length - turnedAway,
    failed: finished.filter((one) => !isTurnedAway(one) && !(one.status === 200 && one.isWhole)).length,
    turnedAway,
    writes: writes.length,
    writeP95: quantile(writes, 0.95),
    lifeP95: quantile(lives, 0.95),
    memoryBefore,
    memoryMost,
    memoryAfter,
  };
}

const isTurnedAway = ({ status, retryAfter, isWhole }: Asked) =>
  (status === 503 || status === 429) && isWhole && Number(retryAfter) > 0;

/** Memory once it has come to rest; collecting what is not used any more takes the engine a while. */
async function settled(pid: number, before: number): Promise<{ memoryAfter: number }> {
  const until = performance.now() + pick({ slice: 3_000, ci: 30_000, campaign: 60_000 });
  while (residentMegabytes(pid) > before * most.memory && performance.now() < until) await pause(100);
  return { memoryAfter: residentMegabytes(pid) };
}

/** What was promised and is not so. */
function broken(figures: Figures): string[] {
  const { accepted, failed, writeP95, memoryBefore, memoryAfter } = figures;
  return [
    ...(accepted === 0 || failed / accepted > most.unanswered
      ? [`${failed} of ${accepted} taken on have failed`]
      : []),
    ...(writeP95 > slowestWrite ? [`writes of staff take ${writeP95} ms`] : []),
    ...(memoryAfter > memoryBefore * most.memory
      ? [`memory stays at ${memoryAfter} MB after ${memoryBefore} MB`]
      : []),
  ];
}

test('at ten times the load that fits, what is taken on is answered, staff go on working, and memory returns', async () => {
  const figures = await overload(product);
  conclude('overload', { slots: slotsOf(gateLimits), ...figures });
  expect(figures.turnedAway).toBeGreaterThan(0);
  expect(figures.lifeP95).toBeLessThan(1_000);
  expect(broken(figures)).toEqual([]);
});

test('control: without the bounds the same crowd breaks what is promised', async () => {
  const beside = await product.startBeside(
    changedCopy(path.join(folder, 'unbounded'), /own:\d+,waiting:\d+/g, 'own:1e6,waiting:1e6'),
  );
  try {
    const figures = await overload(beside);
    const found = broken(figures);
    conclude('overload-control', { ...figures, broken: found.join('; ') });
    expect(figures.turnedAway).toBe(0);
    expect(found).not.toEqual([]);
  } finally {
    await beside.stop();
  }
});

test('one network that asks for too much is told when to come back, and takes nothing from others', async () => {
  const greedy = Math.ceil(budgets.cost / costOf.search) + 50;
  const [mine, others] = await Promise.all([
    Promise.all(
      Array.from({ length: greedy }, () => ask(product, '/catalog?q=data', { from: '203.0.113.7' })),
    ),
    pause(500).then(() =>
      Promise.all(
        ['/', certificate, '/sign-in', '/institutions'].map((one, n) =>
          ask(product, one, { from: `203.0.113.${100 + n}` }),
        ),
      ),
    ),
  ]);
  const answers = (status: number) => mine.filter((one) => one.status === status).length;
  conclude('overload-one-network', {
    asked: greedy,
    answered: answers(200),
    busy: answers(503),
    spent: answers(429),
    othersServed: others.filter(({ status }) => status === 200).length,
    others: others.length,
  });
  expect(answers(429)).toBeGreaterThanOrEqual(50);
  expect(answers(200) + answers(503) + answers(429)).toBe(greedy);
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  // Staff of the same campus are not counted by its address.
  const colleague = await ask(product, '/registrar', {
    from: '203.0.113.7',
    cookie: administrators[0]?.cookie ?? '',
  });
  expect([200, 404]).toContain(colleague.status);
});

test('what an answer is said to cost is what it takes', async () => {
  const registrar = product.people.find(({ roles }) => roles.includes('registrar'))?.cookie ?? '';
  const examples: Record<keyof typeof costOf, [string, string?]> = {
    page: [certificate],
    signIn: ['/sign-in'],
    workplace: ['/registrar', registrar],
    search: ['/catalog?q=data'],
  };
  const rounds = pick({ slice: 6, ci: 25, campaign: 200 });
  const took: Record<string, number> = {};
  for (const [kind, [address, cookie]] of Object.entries(examples)) {
    const before = computingOf(product.pid);
    for (let n = 0; n < rounds; n += 1)
      expect(
        (await ask(product, address, { from: `203.0.113.${n}`, ...(cookie && { cookie }) })).status,
      ).toBe(200);
    took[kind] = (computingOf(product.pid) - before) / rounds;
  }
  conclude(
    'overload-costs',
    Object.fromEntries(Object.entries(took).map(([kind, one]) => [`${kind}Ms`, Math.round(one)])),
  );
  const perCost = Object.entries(took).map(([kind, one]) => one / costOf[kind as keyof typeof costOf]);
  expect(Math.max(...perCost) / Math.min(...perCost)).toBeLessThan(3);
});

/** Computing that a process has done so far. The system counts in hundredths of a second. @units milliseconds */
function computingOf(pid: number): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const fields = rest.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
