import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { openRecord } from '@/tests/proof/soak/record';
import { throwAwayHome } from '@/tests/support/throw-away';

const folder = throwAwayHome('soak-record');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => readdirSync(folder).forEach((name) => rmSync(path.join(folder, name))));
const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as unknown;

test('a soak keeps what it has seen as it goes, and is named at its end by how long it ran', () => {
  const record = openRecord(folder);
  for (const minutes of [1, 2, 91.2]) {
    record.keep({ minutes, isWhole: minutes > 90 });
    expect(readdirSync(folder)).toEqual(['soak-under-way.json']);
    expect(read('soak-under-way.json')).toEqual({ minutes, isWhole: minutes > 90 });
  }
  expect(record.finish()).toBe(path.join(folder, 'soak-91-minutes.json'));
  expect(readdirSync(folder)).toEqual(['soak-91-minutes.json']);
});

test('what a soak has left that was broken off hard is not lost by the next', () => {
  openRecord(folder).keep({ minutes: 17.4, isWhole: false });
  const next = openRecord(folder);
  next.keep({ minutes: 1, isWhole: false });
  expect(readdirSync(folder).sort()).toEqual(['soak-17-minutes.json', 'soak-under-way.json']);
  expect(read('soak-17-minutes.json')).toEqual({ minutes: 17.4, isWhole: false });
});

test('of a soak that saw nothing nothing is kept', () => {
  expect(openRecord(folder).finish()).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});
