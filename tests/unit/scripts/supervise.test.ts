import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { keepRunning, pauseBefore, untilEndedOrSilent, untilGone } from '@/scripts/product/supervise';

const minute = 60_000;

test('the first end is made up for at once, then the pauses grow, and a quiet spell forgives all', () => {
  expect(pauseBefore([0])).toBe(0);
  expect([1, 2, 3, 4, 20].map((more) => pauseBefore(Array.from({ length: more + 1 }, () => 0)))).toEqual([
    1_000,
    2_000,
    4_000,
    8_000,
    null,
  ]);
  expect(pauseBefore([0, 0, 0, 0, 0, 6 * minute])).toBe(0);
});

test('one bad minute, however bad, does not spend the patience for good', () => {
  const ends: number[] = [];
  for (let now = 0; now < minute; ) {
    ends.push(now);
    const wait = pauseBefore(ends);
    expect(wait).not.toBeNull();
    now += wait ?? 0;
    if (ends.length > 50) throw new Error('It never waits.');
  }
});

test('what ends for good is given up with how it ended and where to look; each end is counted', async () => {
  let starts = 0;
  const counts: number[] = [];
  const kept = {
    name: 'The application',
    ended: () => Promise.resolve('exit code 7'),
    startAgain: () => {
      starts += 1;
      return starts > 2 ? Promise.reject(new Error('it does not start')) : Promise.resolve();
    },
    counted: (ends: number) => counts.push(ends),
    logFile: 'app.log',
  };
  await expect(
    keepRunning(
      kept,
      () => false,
      (ends) => (ends.length < 5 ? 0 : null),
    ),
  ).rejects.toThrow(/ended 5 times .* it does not start\. See app\.log/);
  expect(starts).toBe(4);
  expect(counts).toEqual([1, 2, 3, 4, 5]);
});

test('what ends because the whole product does is not started again', async () => {
  let starts = 0;
  const kept = {
    name: 'The application',
    ended: () => Promise.resolve('SIGTERM'),
    startAgain: () => Promise.resolve((starts += 1)),
    counted: () => undefined,
    logFile: 'app.log',
  };
  await keepRunning(kept, () => true);
  expect(starts).toBe(0);
});

test('a process that is killed is noticed', async () => {
  const child = program('setInterval(() => undefined, 1000)');
  const gone = untilGone(child.pid, 10);
  child.kill('SIGKILL');
  expect(await gone).toContain(String(child.pid));
});

test('an application that lives, listens and says nothing is killed; one that answers is left alone', async () => {
  const port = await freePort();
  const child = program(
    `let asked = 0; require('node:http').createServer((_, reply) => { reply.end('{}'); if ((asked += 1) === 70) process.stdout.write('asked'); }).listen(${port}, '127.0.0.1', () => process.stdout.write('up'))`,
  );
  const { pid = 0 } = child;
  const exit = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  await once(child.stdout, 'data');
  let how = '';
  const end = untilEndedOrSilent({ pid, ended: exit }, `http://127.0.0.1:${port}/`, {
    within: 3_000,
    every: 50,
  }).then((told) => (how = told));
  // Asked so often, it has lived for longer than it may be silent.
  await once(child.stdout, 'data');
  expect(how).toBe('');
  child.kill('SIGSTOP');
  expect(await end).toMatch(/had not answered/);
  expect(await exit).toBe('SIGKILL');
});

test('how an application ended by itself is told', async () => {
  const child = program('process.exit(9)');
  const ended = once(child, 'exit').then(([code]) => `exit code ${code}`);
  expect(
    await untilEndedOrSilent({ pid: child.pid ?? 0, ended }, 'http://127.0.0.1:9/', {
      within: 60_000,
      every: 20,
    }),
  ).toBe('exit code 9');
});

function program(source: string) {
  return spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
