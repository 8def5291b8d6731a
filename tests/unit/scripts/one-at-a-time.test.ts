import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandOf, recordOf } from '@/scripts/processes';
import { oneAtATime } from '@/scripts/product/one-at-a-time';
import { throwAwayHome } from '@/tests/support/throw-away';

const folder = throwAwayHome('one-at-a-time');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = path.join(folder, 'cache', 'building.json');
const silent = { waits: () => undefined };

test('the second waits until the first is through, says for whom, and then does its own', async () => {
  const told: string[] = [];
  let end = () => {};
  const first = oneAtATime(file, silent, () => new Promise<void>((resolve) => (end = resolve)));
  const waits = new Promise<number>((resolve) => {
    void oneAtATime(file, { waits: resolve }, () => Promise.resolve(told.push('second')));
  });
  expect(await waits).toBe(process.pid);
  expect(told).toEqual([]);
  end();
  await first;
  await expect.poll(() => told).toEqual(['second']);
  await expect.poll(() => existsSync(file)).toBe(false);
});

test('what a killed process has left at work is waited for as well', async () => {
  const helper = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const pid = helper.pid ?? 0;
  let kept = '';
  await oneAtATime(file, silent, (alsoBy) => {
    alsoBy(pid);
    kept = readFileSync(file, 'utf8');
    return Promise.resolve();
  });
  // As whoever was killed in the middle leaves it.
  const [, ofHelper] = JSON.parse(kept) as object[];
  writeFileSync(file, JSON.stringify([{ ...recordOf(process.pid), startedAt: 'long ago' }, ofHelper]));
  const order: string[] = [];
  const waited = oneAtATime(
    file,
    { waits: (holder) => helper.stdin.end(() => order.push(`waits for ${holder}`)) },
    () => Promise.resolve(order.push(commandOf(pid) === null ? 'after it' : 'beside it')),
  );
  await waited;
  expect(order).toEqual([`waits for ${pid}`, 'after it']);
});

test('work that fails leaves the way free', async () => {
  const failing = oneAtATime(file, silent, () => Promise.reject(new Error('planted')));
  await expect(failing).rejects.toThrow('planted');
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['of a process that is gone', JSON.stringify([{ ...recordOf(process.pid), startedAt: 'long ago' }])],
  ['that was cut off', '[{"pid":'],
])('a file %s keeps nobody waiting', async (_what, left) => {
  writeFileSync(file, left);
  const waited: number[] = [];
  await oneAtATime(file, { waits: (pid) => waited.push(pid) }, () => Promise.resolve());
  expect(waited).toEqual([]);
});
