import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { canReach, canRead } from '@/scripts/system-user';
import { throwAwayHome } from '@/tests/support/throw-away';

const place = throwAwayHome('user');
afterAll(() => rmSync(place, { recursive: true }));
const owner = statSync(place);
const stranger = { uid: owner.uid + 4_321, gid: owner.gid + 4_321 };
const inner = path.join(place, 'inner');
const file = path.join(inner, 'file');
mkdirSync(inner);
writeFileSync(file, '');

/** Whether the owner, one of the group and a stranger may enter what is inside, and read the file. */
const may = (folder: number, mode: number) => {
  chmodSync(inner, folder);
  chmodSync(file, mode);
  return [owner, { ...stranger, gid: owner.gid }, stranger].map((user) => [
    canReach(file, user),
    canRead(file, user),
  ]);
};

test('who may reach and read a file is told by its folders and by itself', () => {
  const [all, reached, none] = [
    [true, true],
    [true, false],
    [false, false],
  ];
  expect(may(0o755, 0o644)).toEqual([all, all, all]);
  expect(may(0o755, 0o600)).toEqual([all, reached, reached]);
  expect(may(0o755, 0o640)).toEqual([all, all, reached]);
  expect(may(0o750, 0o644)).toEqual([all, all, none]);
  expect(may(0o700, 0o644)).toEqual([all, none, none]);
});
