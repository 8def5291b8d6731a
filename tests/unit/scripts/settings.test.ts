import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { throwAwayHome } from '@/tests/support/throw-away';

const folder = throwAwayHome('settings');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) =>
  spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `import { readSettings } from '${inProject('scripts', 'settings.ts')}';
       readSettings(process.argv[1]);
       console.log(process.env.PLANTED_HERE, process.env.PLANTED_THERE);`,
      file,
    ],
    { env: { ...process.env, PLANTED_HERE: 'environment' }, encoding: 'utf8' },
  );

test('settings are read from the file, and the environment stands over it', () => {
  const file = path.join(folder, '.env');
  writeFileSync(file, 'PLANTED_HERE=file\nPLANTED_THERE=file\n');
  expect(read(file).stdout).toBe('environment file\n');
  expect(read(path.join(folder, 'none')).stdout).toBe('environment undefined\n');
});

test('a file that cannot be read ends the command with a sentence', () => {
  const file = path.join(folder, 'a-folder');
  mkdirSync(file);
  const { status, stderr, stdout } = read(file);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^The settings in .*a-folder cannot be read: .*\n$/);
});

test('every command that works on an installation reads them; those for work on the code are told by the environment alone', () => {
  const onTheCode = /^(audit-tenant|bench-|build|db-|test)/;
  const lacking = readdirSync(inProject('scripts'))
    .filter((name) => name.endsWith('.ts') && !onTheCode.test(name))
    .filter((name) => {
      const text = readFileSync(inProject('scripts', name), 'utf8');
      return (
        /from '\.\/(audit-tenant|database\/server|product\/instance)'/.test(text) &&
        !/^readSettings\(\);$/m.test(text)
      );
    });
  expect(lacking).toEqual([]);
});
