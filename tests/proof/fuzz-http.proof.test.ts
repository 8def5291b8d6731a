import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { chanceOf } from './support/chance';
import { residentMegabytes } from '@/scripts/process-figures';
import { openDemonstration } from './support/demonstration';
import { conclude } from './support/evidence';
import { pick } from './support/scale';
import { described, wrongWith } from './fuzz/judge';
import { Requests, type Sent } from './fuzz/requests';
import { type Got, hangUp, send } from './fuzz/send';

const count = pick({ slice: 300, ci: 20_000, campaign: Number(process.env['PROOF_REQUESTS'] ?? 1_000_000) });
const atOnce = 8;
/** On a quiet machine each answer comes within a second; others may be using this one. @units milliseconds */
const slowest = 15_000;
/** Its heap grows until collecting is worth its while; what still grows afterwards would be a leak. @units megabytes, from half-way to the end */
const mostGrown = 250;

const product = await openDemonstration({ TRUSTED_PROXIES: '1' });
afterAll(async () => {
  hangUp();
  await product.stop();
});

/**
 * Calls whose arguments the framework's own reader stumbles over: not ours to answer, but ours to count. Actions of ours catch
 * everything themselves, so what is logged as failed outside of them, with the framework's file on top, is that reader.
 */
const decoder =
  /"event":"request failed".*"kind":"action".*"stack":\["at [^"]*(next\/dist\/compiled|node_modules_next_dist)/;

interface Run {
  statuses: Map<number, number>;
  times: number[];
  found: string[];
  ofTheFramework: number;
  unanswered: number;
}

async function bombard(run: Run, requests: () => Sent, times: number): Promise<void> {
  let left = times;
  const worker = async () => {
    while (left > 0 && run.found.length < 20) {
      left -= 1;
      const sent = requests();
      const got = (await send(product.port, sent)) ?? (sent.bytes ? null : await send(product.port, sent));
      await note(run, sent, got);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function note(run: Run, sent: Sent, got: Got | null): Promise<void> {
  if (got === null) run.unanswered += 1;
  else {
    run.statuses.set(got.status, (run.statuses.get(got.status) ?? 0) + 1);
    if (got.took > 0) run.times.push(got.took);
  }
  const wrong = wrongWith(sent, got, slowest);
  if (wrong === null || (got?.status === 503 && (await isReadyAgain(sent)))) return;
  const logged = got?.requestId ? await loggedOf(got.requestId) : '';
  if (got?.status === 500 && sent.kind === 'action' && decoder.test(logged)) run.ofTheFramework += 1;
  else run.found.push(`${wrong}: ${described(sent)} ${logged.slice(0, 700)}`);
}

/** A database that is slow for a moment, because the machine has much else to do, is what the answer to whether it is ready tells by 503. */
async function isReadyAgain(sent: Sent): Promise<boolean> {
  if (!/^\/api\/health\/ready(\?|$)/.test(sent.path)) return false;
  for (let n = 0; n < 20; n += 1) {
    if ((await send(product.port, sent))?.status === 200) return true;
    await pause(500);
  }
  return false;
}

/** What the log has of a request, once whoever keeps the log has come to it. @units milliseconds */
async function loggedOf(requestId: string, within = 2_000): Promise<string> {
  const until = performance.now() + within;
  for (;;) {
    const lines = product
      .log()
      .split('\n')
      .filter((line) => line.includes(requestId))
      .join(' ');
    if (lines !== '' || performance.now() > until) return lines;
    await pause(20);
  }
}

test('every request gets an answer that is documented, tells nothing of the inside, and leaves the server well', async () => {
  const requests = new Requests(product, chanceOf('fuzz-http'));
  const run: Run = { statuses: new Map(), times: [], found: [], ofTheFramework: 0, unanswered: 0 };
  await bombard(run, () => requests.next(), count / 2);
  const halfWay = residentMegabytes(product.pid);
  await bombard(run, () => requests.next(), count / 2);
  const after = residentMegabytes(product.pid);
  const times = run.times.sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  conclude('fuzz-http', {
    requests: count,
    found: run.found.length,
    ours500: run.found.filter((text) => text.startsWith('answered 5')).length,
    ofTheFrameworksDecoder: run.ofTheFramework,
    unanswered: run.unanswered,
    statuses: [...run.statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, n]) => `${status}×${n}`)
      .join(' '),
    medianMilliseconds: at(0.5),
    p99Milliseconds: at(0.99),
    slowestMilliseconds: at(1),
    memoryHalfWay: halfWay,
    memoryAfter: after,
  });
  expect(run.found).toEqual([]);
  expect(after - halfWay).toBeLessThan(mostGrown);
  // The server is still the same process, and still serves.
  expect((await fetch(`${product.address}/api/health/ready`)).status).toBe(200);
  expect((await fetch(`${product.address}/catalog`)).status).toBe(200);
  // The framework calls it uncaught when somebody hangs up in the middle of a body; it goes on, and so does everybody else.
  expect(product.log()).not.toMatch(
    /uncaughtException:(?!\s+Error: aborted)|unhandledRejection|heap out of memory/i,
  );
  // The run reached the inside as well as the guard.
  for (const status of [200, 400, 403, 404])
    expect([status, run.statuses.get(status) ?? 0]).not.toEqual([status, 0]);
});

test('control: an answer of 500, one that shows a stack, one that is late and a problem that is none are each seen', () => {
  const sent: Sent = {
    kind: 'route',
    method: 'GET',
    path: '/api/v1/catalog',
    headers: {},
    body: null,
    bytes: null,
  };
  const good: Got = {
    status: 422,
    type: 'application/problem+json',
    text: '{"type":"about:blank#a","title":"a","status":422,"detail":"No."}',
    requestId: '',
    took: 5,
  };
  expect(wrongWith(sent, good, slowest)).toBeNull();
  expect(wrongWith(sent, { ...good, status: 500 }, slowest)).toMatch(/500/);
  expect(wrongWith(sent, { ...good, status: 418 }, slowest)).toMatch(/418/);
  expect(wrongWith(sent, { ...good, text: 'TypeError: x\n    at run (/srv/app/a.js:1:2)' }, slowest)).toMatch(
    /inside/,
  );
  expect(wrongWith(sent, { ...good, took: slowest + 1 }, slowest)).toMatch(/took/);
  expect(wrongWith(sent, { ...good, text: '{}' }, slowest)).toMatch(/too little/);
  expect(wrongWith(sent, { ...good, type: 'text/html' }, slowest)).toMatch(/not as a problem/);
  expect(wrongWith(sent, null, slowest)).toBe('no answer');
  expect(wrongWith({ ...sent, path: `/${'a'.repeat(17_000)}` }, null, slowest)).toBeNull();
});
