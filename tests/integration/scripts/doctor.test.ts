import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '@/scripts/database/connection';
import { openBundledServer, type DatabaseServer } from '@/scripts/database/server';
import { examine } from '@/scripts/doctor/examine';
import { exitCodeOf, type Finding, lineOf } from '@/scripts/doctor/finding';
import { recordOf } from '@/scripts/processes';
import { noteBackup } from '@/scripts/product/write-note';
import { inProject } from '@/scripts/project';
import { startMailCatcher } from '@/tests/support/mail-catcher';
import { migratedHome } from '@/tests/support/prepared-home';
import { fastAndUnsafe } from '@/tests/support/throw-away';

// What `npm run doctor` looks at, on a home folder of its own: well at first, then with one fault after the other. The command itself
// is run where nothing is broken, where something is, and where there is nothing to ask; it tells what the look finds, and nothing else.
let home = '';
let server: DatabaseServer;
beforeAll(async () => {
  home = await migratedHome('doctor');
  server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  const made = await run('scripts/institution.ts', {}, [
    ...['--slug', 'doctor', '--name', 'Doctor', '--short-name', 'DOC', '--country', 'US', '--unit', 'US_SEM'],
    ...['--time-zone', 'UTC', '--administrator', 'a@example.test', '--administrator-name', 'Ada'],
    ...['--registrar', 'r@example.test', '--registrar-name', 'Rae'],
  ]);
  expect(made).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  await server.leave();
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

interface Told {
  code: number | null;
  said: string;
  /** What the line on that says first. */
  state: (of: string) => string | undefined;
}

function settingsWith(more: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...inherited } = process.env;
  return { ...inherited, CROSSWALK_HOME: home, NEXTAUTH_URL: '', NEXTAUTH_SECRET: '', ...more };
}

async function run(script: string, env: Record<string, string> = {}, args: string[] = []): Promise<Told> {
  const child = spawn(process.execPath, ['--import', 'tsx', inProject(script), ...args], {
    cwd: inProject(),
    env: settingsWith(env),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return told(code, said);
}
function told(code: number | null, said: string): Told {
  const state = (of: string) => new RegExp(`^(ok|look at this|broken) +${of}: `, 'm').exec(said)?.[1];
  return { code, said, state };
}
const command = (env: Record<string, string> = {}) => run('scripts/doctor.ts', env);

/** The same, without the process around it, which costs ten times what it looks at. */
async function doctor(env: Record<string, string> = {}): Promise<Told> {
  const findings: Finding[] = [];
  await examine(home, settingsWith(env), (finding) => findings.push(finding));
  return told(exitCodeOf(findings), findings.map(lineOf).join('\n'));
}

/** Carries out SQL as superuser, past every trigger. */
const plant = (sql: string) =>
  withClient(server.admin, (client) => client.query(`SET session_replication_role = replica; ${sql}`));

function everyFile(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      // What the database writes while it runs, and whoever keeps its log.
      .filter(
        (file) =>
          !file.includes(`${path.sep}postgres${path.sep}`) && !/\.lost\.json$|postgres\.log$/.test(file),
      )
      .map((file) => `${file} ${statSync(file).mtimeMs} ${statSync(file).size}`)
      .sort()
  );
}

describe('npm run doctor', () => {
  test('finds nothing broken in what is well, though the product does not run, and changes nothing', async () => {
    const before = everyFile(home);
    const told = await command();
    expect(told.said).not.toMatch(/^broken/m);
    expect(told.code).toBe(0);
    expect(['PostgreSQL', 'Migrations', 'Database roles', 'Clock', 'Disk', 'Log'].map(told.state)).toEqual(
      Array.from({ length: 6 }, () => 'ok'),
    );
    expect(told.said).toContain('Crosswalk is not running');
    expect(told.said).toMatch(/Audit trail: [1-9]\d* entries of 1 institutions hold together/);
    // What the command tells is what is found by the look alone, which the tests below ask.
    const subjects = ({ said }: Told) =>
      said.split('\n').flatMap((line) => /^[a-z ]+ [A-Z][^:]*(?=: )/.exec(line) ?? []);
    expect(subjects(told)).toEqual(subjects(await doctor()));
    expect(subjects(told).length).toBeGreaterThan(10);
    expect(everyFile(home)).toEqual(before);
  });

  test('asks a server of the operator’s own in the same way', async () => {
    const url = new URL('postgresql://127.0.0.1');
    Object.assign(url, {
      username: server.admin.user,
      password: server.admin.password,
      port: String(server.admin.port),
      pathname: server.database,
    });
    const told = await command({ DATABASE_URL: url.href, CROSSWALK_SECRET: server.secret });
    expect([told.code, told.state('Migrations'), told.state('Database roles')]).toEqual([0, 'ok', 'ok']);
    const wrong = await command({ DATABASE_URL: url.href, CROSSWALK_SECRET: 'x'.repeat(40) });
    expect([wrong.code, wrong.state('Database')]).toEqual([1, 'broken']);
    expect(wrong.said).toContain('CROSSWALK_SECRET');
    expect(wrong.said).not.toContain(server.admin.password);
  });

  test.each([
    [
      'Migrations',
      `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)`,
      `UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL`,
    ],
    ['Database roles', 'ALTER ROLE app_rw BYPASSRLS', 'ALTER ROLE app_rw NOBYPASSRLS'],
    ['Database roles', 'GRANT app_owner TO app_public', 'REVOKE app_owner FROM app_public'],
    ['Database roles', 'GRANT DELETE ON person TO app_public', 'REVOKE DELETE ON person FROM app_public'],
    [
      'Audit trail',
      `UPDATE audit_event SET object_id = object_id || 'x' WHERE seq = 1`,
      `UPDATE audit_event SET object_id = left(object_id, -1) WHERE seq = 1`,
    ],
  ])('%s: %s is broken', async (of, fault, mended) => {
    await plant(fault);
    const told = await doctor();
    await plant(mended);
    expect([told.code, told.state(of)]).toEqual([1, 'broken']);
  });

  test('roles that undo separation of duties are named, with what to do', async () => {
    expect((await doctor()).state('Separation of duties')).toBe('ok');
    const ada = `(SELECT id FROM person WHERE email = 'a@example.test')`;
    await plant(
      `INSERT INTO role_grant (tenant_id, person_id, role) SELECT tenant_id, id, 'registrar' FROM person WHERE id = ${ada}`,
    );
    const told = await doctor();
    await plant(`DELETE FROM role_grant WHERE role = 'registrar' AND person_id = ${ada}`);
    expect([told.code, told.state('Separation of duties')]).toEqual([0, 'look at this']);
    expect(told.said).toContain('doctor: Ada is administrator and registrar');
  });

  test('what was broken and has been mended is well again', async () => {
    expect((await doctor()).said).not.toMatch(/^broken/m);
  });

  test('a backup that was just made is known, and missed when it has gone', async () => {
    const folder = path.join(home, 'backups', '1');
    expect(await run('scripts/backup.ts', {}, [folder])).toMatchObject({ code: 0 });
    expect((await doctor()).state('Backup')).toBe('ok');
    rmSync(folder, { recursive: true });
    expect((await doctor()).state('Backup')).toBe('look at this');
    rmSync(path.join(home, 'log', 'last-backup.json'));
  });

  test('a mail server is asked whether it lets us in, and gets no mail', async () => {
    const catcher = await startMailCatcher();
    const mail = { MAIL_FROM: 'Crosswalk <c@example.test>' };
    const told = await doctor({ SMTP_URL: catcher.url, ...mail });
    expect([told.code, told.state('Mail'), catcher.mails]).toEqual([0, 'ok', []]);
    await catcher.close();
    const away = await doctor({ SMTP_URL: catcher.url, ...mail });
    expect([away.code, away.state('Mail')]).toEqual([1, 'broken']);
  });

  test('settings that lack or contradict one another, and an address that is not https, are broken', async () => {
    const lacking = await command({ SMTP_URL: 'smtp://127.0.0.1:9' });
    expect([lacking.code, lacking.state('Settings')]).toEqual([1, 'broken']);
    const plain = await doctor({ NEXTAUTH_URL: 'http://credit.example.edu' });
    expect([plain.code, plain.state('Address')]).toEqual([1, 'broken']);
  });

  test('a clock that was set back, a backup that is old and a log that is none are broken', async () => {
    const file = path.join(home, 'planted');
    writeFileSync(file, '');
    const inAnHour = Date.now() / 1000 + 3_600;
    utimesSync(file, inAnHour, inAnHour);
    noteBackup(path.join(home, 'log'), { takenAt: '2026-01-01T00:00:00.000Z', folder: home });
    mkdirSync(path.join(home, 'log', 'app.log'), { recursive: true });
    const told = await doctor();
    expect([told.code, ...['Clock', 'Backup', 'Log'].map(told.state)]).toEqual([
      1,
      'broken',
      'broken',
      'broken',
    ]);
    for (const name of ['planted', 'log/app.log', 'log/last-backup.json'])
      rmSync(path.join(home, name), { recursive: true });
  });

  test.each([
    ['{"status":"ready","disk":"enough"}', 200, 'ok'],
    ['{"status":"database slow or away","disk":"enough"}', 503, 'broken'],
    ['<html>', 200, 'broken'],
  ])('what runs is asked at its address: %s with %d is %s', async (body, status, state) => {
    const listener = createServer((_, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    // We stand for the supervisor.
    const instance = { supervisor: recordOf(process.pid), app: null, address: `http://127.0.0.1:${port}` };
    writeFileSync(path.join(home, 'instance.json'), JSON.stringify(instance));
    const told = await doctor();
    rmSync(path.join(home, 'instance.json'));
    listener.close();
    expect([told.state('State'), told.state('Address')]).toEqual(['ok', state]);
  });

  test('a bundled database that does not run is not started for this', async () => {
    await server.leave();
    const before = everyFile(home);
    const told = await command();
    expect([told.code, told.state('Database'), told.state('State')]).toEqual([
      0,
      'look at this',
      'look at this',
    ]);
    expect(everyFile(home)).toEqual(before);
    server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  });
});
