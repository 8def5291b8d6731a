import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { withClient } from '@/scripts/database/connection';
import { openBundledServer } from '@/scripts/database/server';
import { migratedHome } from '@/tests/support/prepared-home';
import { npmStart, npmStartUntil, processesOf } from '@/tests/support/started';
import { fastAndUnsafe, throwAwayHome } from '@/tests/support/throw-away';

// What keeps Crosswalk from starting is said in a sentence that tells what to do. Nothing of before is touched, nothing runs on, and once
// it is put right the same folder starts.
test.describe.configure({ timeout: 180_000 });

const put = (file: string) => ({
  aside: (home: string) => renameSync(path.join(home, file), path.join(home, `${file}.aside`)),
  back: (home: string) => {
    rmSync(path.join(home, file), { recursive: true, force: true });
    renameSync(path.join(home, `${file}.aside`), path.join(home, file));
  },
});
const [secrets, data, version, control] = [
  put('secrets.json'),
  put('postgres'),
  put('postgres/PG_VERSION'),
  put('postgres/global/pg_control'),
];

type Case = {
  damage: (home: string) => void;
  mend: (home: string) => void;
  says: RegExp;
};
const cases: Record<string, Case> = {
  'the secret is cut off': {
    damage: (home) => {
      secrets.aside(home);
      writeFileSync(path.join(home, 'secrets.json'), '{"secr');
    },
    mend: secrets.back,
    says: /secrets\.json is damaged: .*put that back/,
  },
  'the secret is gone': {
    damage: secrets.aside,
    mend: secrets.back,
    says: /secrets\.json is gone, and the database opens with nothing else/,
  },
  'the database is gone, as when its disk is not mounted': {
    damage: data.aside,
    mend: data.back,
    says: /The database of this installation is gone: .*Is its disk mounted\?/,
  },
  'the folder of the database is empty': {
    damage: (home) => {
      data.aside(home);
      mkdirSync(path.join(home, 'postgres'));
    },
    mend: data.back,
    says: /The database of this installation is gone/,
  },
  'the folder of the database is no such folder': {
    damage: version.aside,
    mend: version.back,
    says: /holds something that is no database of PostgreSQL/,
  },
  'the database was written by another version': {
    damage: (home) => {
      version.aside(home);
      writeFileSync(path.join(home, 'postgres/PG_VERSION'), '17\n');
    },
    mend: version.back,
    says: /was written by PostgreSQL 17, and this is 18/,
  },
  'a file of the database is damaged': {
    damage: (home) => {
      control.aside(home);
      writeFileSync(path.join(home, 'postgres/global/pg_control'), '');
    },
    mend: control.back,
    says: /PostgreSQL did not start: .*restore a backup/,
  },
};

async function asAdministrator(home: string, sql: string): Promise<void> {
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  await withClient(server.admin, (client) => client.query(sql));
  await server.leave();
}

/** Every file but those that a start writes to say what it did. */
function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => !/\/log\/|postmaster\.opts$|\/database-users\//.test(file))
    .map(
      (file) =>
        `${path.relative(folder, file)} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`,
    )
    .sort();
}

test('a folder that was damaged is left as it is, and starts once it is mended', async () => {
  const home = await migratedHome('broken-start');
  try {
    for (const [when, { damage, mend, says }] of Object.entries(cases))
      await test.step(`when ${when}`, async () => {
        damage(home);
        const before = contents(home);
        await refused(home, says);
        expect(contents(home)).toEqual(before);
        mend(home);
      });
    await test.step('when the clock was set back', async () => {
      await asAdministrator(
        home,
        `alter table audit_event disable trigger all;
         insert into audit_event values ('00000000-0000-4000-8000-000000000001', 1, now() + interval '2 hours', null, 'a', 'b', 'c', '', 'd', 'e', '', 'f');
         alter table audit_event enable trigger all;
         insert into audit_head values ('00000000-0000-4000-8000-000000000001', 1, 'f')`,
      );
      await refused(home, /The clock of this machine says .*Set the clock/);
    });
    const mended = await npmStart(home, { CROSSWALK_DEMONSTRATION: '0', CROSSWALK_CLOCK_IS_RIGHT: '1' });
    expect(mended.output()).toContain('Crosswalk is ready');
    mended.npm.kill('SIGTERM');
    await mended.ended;
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

async function refused(home: string, says: RegExp): Promise<void> {
  const broken = await npmStart(home, { CROSSWALK_DEMONSTRATION: '0' });
  expect([await broken.ended, broken.address]).toEqual([1, '']);
  expect(broken.output()).toMatch(says);
  expect(broken.output()).not.toMatch(/^ +at |Error:/m);
  expect([processesOf(home), existsSync(path.join(home, 'instance.json'))]).toEqual([[], false]);
}

test('when the port is another program’s, or none', async () => {
  const home = throwAwayHome('broken-start');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const taken = typeof address === 'object' && address !== null ? String(address.port) : '';
  for (const [PORT, says] of [
    [taken, `Port ${taken} is taken. Free it`],
    ['http', 'PORT must be a number from 1 to 65535, not http'],
    ['99999', 'PORT must be a number from 1 to 65535, not 99999'],
  ] as const) {
    const run = await npmStart(home, { PORT });
    expect(await run.ended).toBe(1);
    expect(run.output()).toContain(says);
    expect(existsSync(path.join(home, 'postgres'))).toBe(false);
  }
  other.close();
  rmSync(home, { recursive: true, force: true });
});

test('when the home folder is a file', async () => {
  const place = throwAwayHome('broken-start');
  const home = path.join(place, 'home');
  writeFileSync(home, 'mine');
  const run = await npmStart(home);
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain(`${home} is a file and not a folder. Set CROSSWALK_HOME`);
  expect(run.output()).not.toMatch(/^ +at /m);
  expect(readFileSync(home, 'utf8')).toBe('mine');
  rmSync(place, { recursive: true });
});

test('when it is told to stop while it makes its database, it ends at once, and the next start goes on', async () => {
  const home = throwAwayHome('broken-start');
  const first = await npmStartUntil('Roles and database: created', home, { CROSSWALK_DEMONSTRATION: '0' });
  first.npm.kill('SIGTERM');
  await first.ended;
  expect(first.output()).toMatch(/Migrations: broken off/);
  expect([processesOf(home), existsSync(path.join(home, 'instance.json'))]).toEqual([[], false]);
  const second = await npmStart(home, { CROSSWALK_DEMONSTRATION: '0' });
  expect(second.output()).toContain('Crosswalk is ready');
  second.npm.kill('SIGTERM');
  await second.ended;
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
