import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { judgeDataFolder, markDatabase } from '@/scripts/database/data-folder';
import { throwAwayHome } from '@/tests/support/throw-away';

const home = throwAwayHome('data-folder');
afterAll(() => rmSync(home, { recursive: true, force: true }));
const place = path.join(home, 'postgres');
const judge = () => judgeDataFolder(place, place);
const holds = (files: Record<string, string>) => {
  mkdirSync(place);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(place, name), text);
};
beforeEach(() => {
  for (const left of [place, `${place}.made`]) rmSync(left, { recursive: true, force: true });
});

describe('a folder of data', () => {
  test('is made where there was never one, and used where there is', () => {
    expect(judge()).toBe('make');
    holds({});
    expect(judge()).toBe('make');
    writeFileSync(path.join(place, 'PG_VERSION'), '18\n');
    expect(judge()).toBe('use');
  });

  test('of another version of PostgreSQL, or cut off, is left as it is', () => {
    holds({ PG_VERSION: '17\n' });
    expect(judge).toThrow('was written by PostgreSQL 17, and this is 18');
    writeFileSync(path.join(place, 'PG_VERSION'), '');
    expect(judge).toThrow('of no version that it says');
  });

  test('with something else in it is left as it is', () => {
    holds({ 'postgresql.conf': '' });
    expect(judge).toThrow('PG_VERSION is missing');
  });

  test('that was there and is gone is not begun anew', () => {
    markDatabase(place);
    expect(judge).toThrow('The database of this installation is gone');
    holds({});
    expect(judge).toThrow('Is its disk mounted?');
  });
});
