import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { makeRoomFor } from '@/scripts/product/kept-folder';
import { throwAwayHome } from '@/tests/support/throw-away';

const home = throwAwayHome('kept');
const folder = path.join(home, 'kept');
afterAll(() => rmSync(home, { recursive: true }));
beforeEach(() => rmSync(folder, { recursive: true, force: true }));

test('the folder is for whoever runs the application alone, and is cleared of what other builds have left', () => {
  makeRoomFor(path.join(folder, 'catalog-1'), null);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of ['catalog-1', 'catalog-0', 'catalog-0.17']) writeFileSync(path.join(folder, name), '');
  makeRoomFor(path.join(folder, 'catalog-1'), null);
  expect(readdirSync(folder)).toEqual(['catalog-1']);
});

test('nothing that somebody has put there leads out of it', () => {
  makeRoomFor(path.join(folder, 'catalog-1'), null);
  mkdirSync(path.join(home, 'elsewhere'));
  writeFileSync(path.join(home, 'elsewhere', 'file'), '');
  symlinkSync(path.join(home, 'elsewhere'), path.join(folder, 'out'));
  makeRoomFor(path.join(folder, 'catalog-1'), null);
  expect([readdirSync(folder), readdirSync(path.join(home, 'elsewhere'))]).toEqual([[], ['file']]);
  rmSync(folder, { recursive: true });
  symlinkSync(path.join(home, 'elsewhere'), folder);
  expect(() => makeRoomFor(path.join(folder, 'catalog-1'), null)).toThrow('is no folder');
});

test('a folder that is another user’s, as root leaves it to the application, is refused in words', () => {
  const program = `import { makeRoomFor } from '${inProject('scripts', 'product', 'kept-folder.ts')}';
    try { makeRoomFor('/usr/catalog-1', null); } catch (error) { console.log(error.message); }`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    ...(process.getuid?.() === 0 && { uid: 65_534, gid: 65_534 }),
    encoding: 'utf8',
  });
  expect(stdout).toMatch(
    /^\/usr belongs to another user, as whom the application ran here before\. Start Crosswalk as/,
  );
});
