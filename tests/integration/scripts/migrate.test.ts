import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { withClient } from '@/scripts/database/connection';
import { applyMigrations } from '@/scripts/database/migrate';
import { inProject } from '@/scripts/project';
import { ownerConnection, queryAsSuperuser, superuserConnection } from '@/tests/support/db';

const shipped = inProject('prisma', 'migrations');
const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-migrate-'));
let folder = '';
beforeEach((context) => {
  folder = path.join(home, context.task.id);
  cpSync(shipped, folder, { recursive: true });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

let made = 0;
function write(sql: string, name = `2099010100000${(made += 1)}_test`): string {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  return name;
}
const apply = () => applyMigrations(ownerConnection, superuserConnection, folder);
const exists = async (table: string) =>
  (await queryAsSuperuser<{ is: boolean }>('select to_regclass($1) is not null as is', [table]))[0]?.is;

test('a migration that failed has not happened; mended, it is applied by the next start', async () => {
  const name = write('create table half_done (); select 1 / 0;');
  await expect(apply()).rejects.toThrow(/division by zero/);
  expect(await exists('half_done')).toBe(false);
  await expect(apply()).rejects.toThrow(/division by zero/);
  write('create table half_done ();', name);
  expect(await apply()).toEqual([name]);
  expect(await exists('half_done')).toBe(true);
});

test('a start that was killed in the middle of a migration which then went through does not do it twice, nor stops the next start', async () => {
  write('set local lock_timeout = 0; create table gone_through (); select pg_advisory_xact_lock(4242);');
  await withClient(superuserConnection, async (client) => {
    await client.query('select pg_advisory_lock(4242)');
    const script = `import { applyMigrations } from './scripts/database/migrate.ts';
      await applyMigrations(...${JSON.stringify([ownerConnection, superuserConnection, folder])});`;
    const started = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: inProject(),
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => started.once('exit', resolve));
    await expect
      .poll(
        () =>
          queryAsSuperuser(
            "select 1 from pg_locks where locktype = 'advisory' and objid = 4242 and not granted",
          ),
        { timeout: 20_000 },
      )
      .toHaveLength(1);
    started.kill('SIGKILL');
    await ended;
  });
  expect(await apply()).toEqual([]);
  expect(await exists('gone_through')).toBe(true);
});

test('a start that was killed before its migration did anything leaves it to the next one', async () => {
  const name = write('create table not_begun ();');
  await queryAsSuperuser(
    "insert into _prisma_migrations (id, checksum, migration_name, applied_steps_count) values (gen_random_uuid()::text, 'x', $1, 0)",
    [name],
  );
  expect(await apply()).toEqual([name]);
  expect(await exists('not_begun')).toBe(true);
});

test('no migration ends its own transaction, which is what makes it safe to try again', () => {
  const names = readdirSync(shipped).filter((name) => name.endsWith('.toml') === false);
  expect(names.length).toBeGreaterThan(2);
  for (const name of names)
    expect(readFileSync(path.join(shipped, name, 'migration.sql'), 'utf8')).not.toMatch(
      /^\s*(commit|rollback|vacuum)\b|\bconcurrently\b/im,
    );
});
