import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { budgets } from '@/lib/next/rate-budget';
import { costOf } from '@/lib/next/request-class';
import { gateLimits } from '@/lib/next/request-gate';
import { slotsOf } from '@/lib/next/turns';
import { computingOf, residentMegabytes } from '@/scripts/process-figures';
import { type Asked, ask, crowd, quantile, steady } from './overload/crowd';
import { killHard } from './support/bench';
import { Caller } from './support/call';
import { changedCopy } from './support/changed-copy';
import { openDemonstration } from './support/demonstration';
import { conclude } from './support/evidence';
import { pick, scale } from './support/scale';

// Ten times as many people ask as the product can answer. What it takes on it answers, staff go on working, and afterwards it is as before;
// the same product without its bounds fails at this. Everything stays on this machine, and is bounded in number and time.
const factor = 10;
/** @units milliseconds */
const time = {
  steady: pick({ slice: 1_000, ci: 5_000, campaign: 30_000 }),
  crowd: pick({ slice: 2_500, ci: 20_000, campaign: 600_000 }),
  /** After the crowd: whoever waits is answered or turned away by then. In a slice they are let go. */
  after: pick({ slice: 500, ci: 15_000, campaign: 15_000 }),
  betweenWrites: pick({ slice: 200, ci: 600, campaign: 600 }),
  memory: pick({ slice: 1_500, ci: 30_000, campaign: 60_000 }),
};
const most = { unanswered: 0.001, memory: 1.3, write: 2_000 };
/** A slice shares its two cores with other tests: there, writes may also take so many times as long as one takes just before. */
const mostTimesAlone = pick({ slice: 12, ci: 0, campaign: 0 });
/** @units milliseconds */
const slowestLife = pick({ slice: 1_500, ci: 1_000, campaign: 1_000 });
/** So long a write is waited for. @units milliseconds */
const writePatience = pick({ slice: 6_000, ci: 20_000, campaign: 20_000 });

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
  /** Answers a second. */
  fits: number;
  sent: number;
  accepted: number;
  failed: number;
  turnedAway: number;
  hasLeft: number;
  writes: number;
  writeAlone: number;
  writeP95: number;
  lifeP95: number;
  memoryBefore: number;
  memoryMost: number;
  memoryAfter: number;
}

/** A member of staff saves something. What has failed counts as the longest. @units milliseconds */
async function save(caller: Caller, cookie: string): Promise<number> {
  const startedAt = performance.now();
  const code = `W${randomUUID().slice(0, 8)}`;
  const outcome = await Promise.race([
    caller.act('addDepartmentAction', cookie, { code, name: code, idempotencyKey: randomUUID() }).then(
      () => 'saved',
      () => 'failed',
    ),
    pause(writePatience, 'late', { ref: false }),
  ]);
  return outcome === 'saved' ? performance.now() - startedAt : writePatience;
}

async function keepSaving(caller: Caller, cookie: string, isOver: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (!isOver()) {
    took.push(await save(caller, cookie));
    await pause(time.betweenWrites);
  }
  return took;
}

async function overload({ port, pid }: { port: number; pid: number }, given?: number): Promise<Figures> {
  // Once to be warm, and once to see what it can do.
  await steady({ port }, asked, { people: 3, time: time.steady });
  const answersOf =
    given === undefined ? await steady({ port }, asked, { people: 3, time: time.steady }) : [];
  expect(answersOf.filter(({ status }) => status !== 200)).toEqual([]);
  const fits = given ?? answersOf.length / (time.steady / 1_000);
  const staff = administrators.slice(0, 2).map(({ cookie }) => cookie);
  const caller = new Caller(`http://127.0.0.1:${port}`);
  await save(caller, staff[0] ?? '');
  const writeAlone = await save(caller, staff[0] ?? '');
  const memoryBefore = residentMegabytes(pid);
  let memoryMost = memoryBefore;
  let over = false;
  const lives: number[] = [];
  const watch = async () => {
    while (!over) {
      lives.push((await ask({ port }, '/api/health/live')).took);
      memoryMost = Math.max(memoryMost, residentMegabytes(pid));
      await pause(100);
    }
  };
  const { over: all, letGo } = crowd({ port }, asked, { perSecond: fits * factor, time: time.crowd });
  const watching = watch();
  const saving = Promise.all(staff.map((cookie) => keepSaving(caller, cookie, () => over)));
  await pause(time.crowd);
  over = true;
  const writes = (await saving).flat();
  await Promise.race([all, pause(time.after, null, { ref: false })]);
  letGo();
  const answers = await all;
  await watching;
  caller.close();
  const memoryAfter = await settledMemory(pid, memoryBefore);
  const turnedAway = answers.filter(isTurnedAway).length;
  const hasLeft = answers.filter((one) => one.hasLeft).length;
  const isAnswered = ({ status, isWhole }: Asked) => status === 200 && isWhole;
  return {
    fits: Math.round(fits * 10) / 10,
    sent: answers.length,
    accepted: answers.length - turnedAway - hasLeft,
    failed: answers.filter((one) => !isTurnedAway(one) && !one.hasLeft && !isAnswered(one)).length,
    turnedAway,
    hasLeft,
    writes: writes.length,
    writeAlone: Math.round(writeAlone),
    writeP95: quantile(writes, 0.95),
    lifeP95: quantile(lives, 0.95),
    memoryBefore,
    memoryMost,
    memoryAfter,
  };
}

const isTurnedAway = ({ status, retryAfter, isWhole }: Asked) =>
  (status === 503 || status === 429) && isWhole && Number(retryAfter) > 0;

/** Memory once it has come to rest; collecting what is not used any more takes the engine a while. @units megabytes */
async function settledMemory(pid: number, before: number): Promise<number> {
  const until = performance.now() + time.memory;
  while (residentMegabytes(pid) > before * most.memory && performance.now() < until) await pause(100);
  return residentMegabytes(pid);
}

/** What was promised and is not so. */
function broken({
  accepted,
  failed,
  hasLeft,
  writeAlone,
  writeP95,
  memoryBefore,
  memoryAfter,
  lifeP95,
}: Figures): string[] {
  return [
    ...(accepted === 0 || failed / accepted > most.unanswered
      ? [`${failed} of ${accepted} taken on have failed`]
      : []),
    ...(hasLeft > 0 && time.after > gateLimits.patience.visitorRead
      ? [`${hasLeft} wait without an answer`]
      : []),
    ...(writeP95 > Math.max(most.write, writeAlone * mostTimesAlone)
      ? [`writes of staff take ${writeP95} ms`]
      : []),
    // What came first is answered first where nothing bounds the crowd: whoever asks behind it waits as long as all of it takes.
    ...(lifeP95 > slowestLife ? [`a sign of life takes ${lifeP95} ms`] : []),
    ...(memoryAfter > memoryBefore * most.memory
      ? [`memory stays at ${memoryAfter} MB after ${memoryBefore} MB`]
      : []),
  ];
}

let fits = 0;
test('at ten times the load that fits, what is taken on is answered, staff go on working, and memory returns', async () => {
  const figures = await overload(product);
  fits = figures.fits;
  conclude('overload', { slots: slotsOf(gateLimits), ...figures });
  expect(figures.turnedAway).toBeGreaterThan(0);
  expect(broken(figures)).toEqual([]);
});

test('control: without the bounds the same crowd breaks what is promised', async () => {
  const beside = await product.startBeside(
    changedCopy(path.join(folder, 'unbounded'), /own:\d+,waiting:\d+/g, 'own:1e6,waiting:1e6'),
  );
  try {
    const figures = await overload(beside, fits);
    const found = broken(figures);
    conclude('overload-control', { ...figures, broken: found.join('; ') });
    expect(figures.turnedAway).toBe(0);
    expect(found).not.toEqual([]);
  } finally {
    // It would go on with what nobody waits for any more.
    killHard(beside.pid);
    await beside.stop();
  }
});

test('one network that asks for too much is told when to come back, and takes nothing from others', async () => {
  // An address of no page costs as much as the dearest page and is quick to answer.
  const much = scale === 'slice' ? '/nowhere' : '/catalog?q=data';
  const count = Math.ceil(budgets.cost / costOf.search) + 50;
  const greedy = Promise.all(
    Array.from({ length: count }, () => ask(product, much, { from: '203.0.113.7' })),
  );
  await pause(50);
  const others = await Promise.all(
    ['/', certificate, '/sign-in', '/institutions'].map((one, n) =>
      ask(product, one, { from: `203.0.113.${100 + n}` }),
    ),
  );
  const answers = await greedy;
  const answeredBy = (...statuses: number[]) =>
    answers.filter(({ status }) => statuses.includes(status)).length;
  conclude('overload-one-network', {
    asked: count,
    answered: answeredBy(200, 404),
    busy: answeredBy(503),
    spent: answeredBy(429),
    others: others.length,
    othersServed: others.filter(({ status }) => status === 200).length,
    othersSlowestMs: Math.round(Math.max(...others.map(({ took }) => took))),
  });
  expect(answeredBy(429)).toBeGreaterThanOrEqual(50);
  expect(answeredBy(200, 404, 503, 429)).toBe(count);
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  // Staff of the same campus are not counted by its address.
  const colleague = await ask(product, '/administration/departments', {
    from: '203.0.113.7',
    cookie: administrators[0]?.cookie ?? '',
  });
  expect(colleague.status).toBe(200);
});

test('what an answer is said to cost is what it takes', async () => {
  const registrar = product.people.find(({ roles }) => roles.includes('registrar'))?.cookie ?? '';
  const examples: Record<keyof typeof costOf, [string, string?]> = {
    page: [certificate],
    signIn: ['/sign-in'],
    workplace: ['/registrar/rules', registrar],
    search: ['/catalog?q=data'],
  };
  const took: Record<keyof typeof costOf, number[]> = { page: [], signIn: [], workplace: [], search: [] };
  const rounds = pick({ slice: 9, ci: 31, campaign: 201 });
  // In turns, so that whatever else the machine does meanwhile weighs on all alike; the first two rounds warm it.
  for (let round = -2; round < rounds; round += 1) {
    for (const kind of Object.keys(took) as (keyof typeof costOf)[]) {
      const [address, cookie] = examples[kind];
      const before = computingOf(product.pid);
      const { status } = await ask(product, address, {
        from: `203.0.113.${100 + (round % 50)}`,
        ...(cookie && { cookie }),
      });
      expect(status).toBe(200);
      if (round >= 0) took[kind].push(computingOf(product.pid) - before);
    }
  }
  // In the middle: what the crowd before left behind is cleared away during some of them.
  const usual = Object.entries(took).map(([kind, all]) => ({ kind, ms: quantile(all, 0.5) }));
  conclude('overload-costs', Object.fromEntries(usual.map(({ kind, ms }) => [`${kind}Ms`, Math.round(ms)])));
  const perCost = usual.map(({ kind, ms }) => ms / costOf[kind as keyof typeof costOf]);
  expect(Math.max(...perCost) / Math.min(...perCost)).toBeLessThan(3);
});
