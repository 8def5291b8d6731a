import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { recordOf } from '@/scripts/processes';
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

test('work that fails leaves the way free', async () => {
  const failing = oneAtATime(file, silent, () => Promise.reject(new Error('planted')));
  await expect(failing).rejects.toThrow('planted');
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['of a process that is gone', JSON.stringify({ ...recordOf(process.pid), startedAt: 'long ago' })],
  ['that was cut off', '{"pid":'],
])('a file %s keeps nobody waiting', async (_what, left) => {
  writeFileSync(file, left);
  const waited: number[] = [];
  await oneAtATime(file, { waits: (pid) => waited.push(pid) }, () => Promise.resolve());
  expect(waited).toEqual([]);
});
