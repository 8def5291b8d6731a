import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { toUrl, withClient } from '@/scripts/database/connection';
import { openBundledServer } from '@/scripts/database/server';
import { inProject } from '@/scripts/project';
import { derive, keptSigningKey } from '@/scripts/secrets';
import { migratedHome } from '@/tests/support/prepared-home';
import { isRunning, npmStart, postmasterOf, processesOf, type Started } from '@/tests/support/started';
import { fastAndUnsafe, throwAwayHome } from '@/tests/support/throw-away';

// `npm start` itself, as a user gives it; the build is there already, so a start takes seconds.
test.describe.configure({ mode: 'serial', timeout: 240_000 });
const home = throwAwayHome('start');
let started: Started;

test.afterAll(async () => {
  for (const pid of processesOf(home)) if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  await (started as Started | undefined)?.ended; // undefined when only single tests of this file are run
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

test('the build holds what the product runs of, and nothing else of the folder that it was made in', () => {
  // Control: there is something beside it that a build would take along which takes all.
  expect(readdirSync(inProject('test-results'))).not.toEqual([]);
  expect(readdirSync(inProject('.next', 'standalone')).sort()).toEqual([
    '.next',
    'badge-reader.mjs',
    'build.hash',
    'file-reader.mjs',
    'node_modules',
    'package.json',
    'server.js',
    'suggester.mjs',
  ]);
});

test('first start: loads the demonstration, serves it, and says where it is and whom one may be', async () => {
  started = await npmStart(home);
  expect(started.output()).toContain('Demonstration data: loaded');
  expect(started.output()).toContain(`${started.address}/sign-in`);
  // Ready is what it is from one moment to the next: on a busy machine the database may be late once.
  await expect
    .poll(async () => (await fetch(`${started.address}/api/health/ready`)).status, { timeout: 15_000 })
    .toBe(200);
  const signIn = await (await fetch(`${started.address}/sign-in`)).text();
  const [, name = 'nobody'] = /^ {4}(.+?), /m.exec(started.output()) ?? [];
  expect(signIn).toContain(name);
  // What Node and the libraries warn of stands where somebody sees it, so there must be nothing.
  const log = path.join(home, 'log', 'app.log');
  const logged = existsSync(log) ? readFileSync(log, 'utf8') : '';
  expect(`${started.output()}\n${logged}`).not.toMatch(/Warning\b/);
});

test('the application runs as somebody who reads neither the secret nor the key, or it is said that it does not', () => {
  const kept = path.join(home, 'secrets.json');
  keptSigningKey(home, 'audit-checkpoint');
  const [, app = 0] = processesOf(home);
  if (process.getuid?.() !== 0) {
    expect(started.output()).toContain('The application runs as you do');
    return;
  }
  const [uid, gid] = ['-u', '-g'].map((option) =>
    Number(execFileSync('id', [option, 'crosswalk'], { encoding: 'utf8' })),
  ) as [number, number];
  expect(execFileSync('ps', ['-o', 'uid=', '-p', String(app)], { encoding: 'utf8' }).trim()).toBe(
    String(uid),
  );
  for (const file of [
    kept,
    path.join(home, 'keys', 'audit-checkpoint.pem'),
    `/proc/${started.npm.pid}/environ`,
  ])
    expect([file, spawnSync('cat', [file], { uid, gid }).status]).toEqual([file, 1]);
  // Control: what everybody may read, it reads.
  expect(spawnSync('cat', [path.join(home, 'instance.json')], { uid, gid }).status).toBe(0);
});

test('a second start in the same folder is told where the first one is, and disturbs nothing', async () => {
  const second = await npmStart(home);
  expect(await second.ended).not.toBe(0);
  expect(second.output()).toContain(`running already at ${started.address}`);
  expect((await fetch(`${started.address}/api/health/ready`)).status).toBe(200);
});

test('after kill -9 of everything the next start recovers; what was acknowledged is there', async () => {
  await withClient(superuser(), (client) =>
    client.query("create table kept as select 'acknowledged' as word"),
  );
  const before = processesOf(home);
  expect(before).toHaveLength(3);
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await started.ended;
  // What a crash or a full disk leaves of a file that was being written.
  writeFileSync(path.join(home, 'instance.json'), '');
  started = await npmStart(home);
  expect(started.output()).toContain('Demonstration data: current');
  expect(
    await withClient(superuser(), async (client) => (await client.query('select word from kept')).rows),
  ).toEqual([{ word: 'acknowledged' }]);
});

test('after kill -9 of the supervisor alone the next start takes over its database and frees its port', async () => {
  const [supervisor, app, postmaster] = processesOf(home) as [number, number, number];
  process.kill(supervisor, 'SIGKILL');
  await started.ended;
  expect([isRunning(app), isRunning(postmaster)]).toEqual([true, true]);
  const { address } = started;
  started = await npmStart(home, { PORT: new URL(address).port });
  expect(started.output()).toContain('Ended an application that an earlier start had left behind');
  expect(started.output()).toContain('joined the running server');
  expect([started.address, isRunning(app), postmasterOf(home)]).toEqual([address, false, postmaster]);
});

test('a database that is killed alone comes back, and the application goes on with it', async () => {
  const [, app, postmaster = 0] = processesOf(home);
  process.kill(postmaster, 'SIGKILL');
  await expect
    .poll(() => started.output(), { timeout: 60_000 })
    .toMatch(/PostgreSQL ended by itself .*: ready/);
  await expect
    .poll(async () => (await fetch(`${started.address}/api/health/ready`)).status, { timeout: 20_000 })
    .toBe(200);
  expect((await fetch(`${started.address}/catalog`)).status).toBe(200);
  expect([processesOf(home)[1], isRunning(postmaster)]).toEqual([app, false]);
  await expect.poll(metrics).toContain('crosswalk_restarts_total{of="database"} 1\n');
});

test('an application that is killed alone comes back at the same address', async () => {
  const [, app = 0] = processesOf(home);
  process.kill(app, 'SIGKILL');
  await expect
    .poll(() => started.output(), { timeout: 60_000 })
    .toMatch(/The application ended by itself \(SIGKILL\).*: ready/);
  expect((await fetch(`${started.address}/catalog`)).status).toBe(200);
  await expect.poll(metrics).toContain('crosswalk_restarts_total{of="application"} 1\n');
});

test('while another program has its port the application says so, and it comes back when the port is free', async () => {
  const [, app = 0] = processesOf(home);
  const port = Number(new URL(started.address).port);
  process.kill(app, 'SIGKILL');
  // The next start of the application takes longer than this.
  const other = createServer();
  await expect
    .poll(
      () =>
        new Promise((resolve) =>
          other.once('error', resolve).listen(port, '127.0.0.1', () => resolve('taken')),
        ),
    )
    .toBe('taken');
  await expect
    .poll(() => started.output(), { timeout: 60_000 })
    .toContain(`Port ${port} at 127.0.0.1 is taken: another program began to listen there just before.`);
  other.close();
  await expect.poll(() => started.output(), { timeout: 60_000 }).toMatch(/starting it again, time \d: ready/);
  expect((await fetch(`${started.address}/catalog`)).status).toBe(200);
});

test('the metrics are told to this machine and are nothing that is there to whoever was forwarded', async () => {
  await fetch(`${started.address}/catalog`);
  const said = await metrics();
  expect(said).toContain('crosswalk_ready 1\n');
  // They stand in front of the gate: whoever asks for them takes no place in a lane.
  const begun = (text: string) =>
    /crosswalk_lane_begun_total\{lane="visitorRead"\} ([1-9]\d*)/.exec(text)?.[1];
  expect(begun(said)).toBeDefined();
  expect(begun(await metrics())).toBe(begun(said));
  expect(said).toMatch(
    /crosswalk_http_requests_total\{route="\/catalog",method="read",outcome="2xx"\} [1-9]/,
  );
  const ask = async (path: string) => {
    const reply = await fetch(`${started.address}${path}`, { headers: { 'x-forwarded-for': '127.0.0.1' } });
    const drawn = / nonce="[^"]*"|<script[\s\S]*?<\/script>/g;
    return {
      status: reply.status,
      headers: [...reply.headers.keys()],
      page: (await reply.text()).replaceAll(drawn, ''),
    };
  };
  const stranger = await ask('/api/metrics');
  expect(stranger.status).toBe(404);
  expect(stranger.page).toContain('There is no page here');
  expect(stranger).toEqual(await ask('/api/metricz'));
});

test('the doctor finds nothing broken in what runs', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'doctor'], {
    env: { ...process.env, CROSSWALK_HOME: home, DATABASE_URL: '', NEXTAUTH_URL: '' },
  });
  expect(stdout).toMatch(/^ok +State: Crosswalk is running/m);
  expect(stdout).toMatch(/^ok +Address: .* answers and is ready$/m);
  expect(stdout).toContain('\n0 broken, ');
});

test('SIGTERM to npm ends all of it, after the request in flight has its answer', async () => {
  const pids = processesOf(home);
  const reply = await slowPost(started.address, () => process.kill(started.npm.pid as number, 'SIGTERM'));
  expect(reply).toMatch(/^HTTP\/1\.1 303 /);
  await started.ended;
  await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);
  expect(processesOf(home)).toEqual([]);
});

test('with DATABASE_URL it works on that server, with the same roles and migrations, and invents nobody', async () => {
  const ownHome = throwAwayHome('own');
  const own = await openBundledServer(ownHome, { wishedPort: 0, settings: fastAndUnsafe });
  const home = throwAwayHome('start-own');
  await withClient(own.cluster?.superuser ?? own.admin, (client) =>
    client.query('create database own_server'),
  );
  const place = { ...own.admin, database: 'own_server' };
  const run = await npmStart(home, {
    DATABASE_URL: toUrl(place),
    CROSSWALK_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  });
  try {
    expect(run.output()).toContain('PostgreSQL: your own server');
    expect(run.output()).toContain('Crosswalk is ready');
    expect(run.output()).not.toContain('Demonstration data');
    expect(existsSync(path.join(home, 'postgres'))).toBe(false);
    expect((await fetch(`${run.address}/api/health/ready`)).status).toBe(200);
    expect(
      await withClient(
        place,
        async (client) => (await client.query('select count(*)::int as people from person')).rows,
      ),
    ).toEqual([{ people: 0 }]);
  } finally {
    run.npm.kill('SIGTERM');
    await run.ended;
    await own.leave();
    for (const folder of [home, ownHome]) rmSync(folder, { recursive: true, force: true });
  }
});

test('Ctrl-C ends all of it', async () => {
  const home = await migratedHome('start-interrupt');
  const run = await npmStart(home, { CROSSWALK_DEMONSTRATION: '0' });
  const pids = processesOf(home);
  expect(pids).toHaveLength(3);
  process.kill(-(run.npm.pid as number), 'SIGINT'); // a terminal tells the whole foreground group
  await run.ended;
  await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);
  rmSync(home, { recursive: true, force: true });
});

async function metrics(): Promise<string> {
  return (await fetch(`${started.address}/api/metrics`)).text();
}

function superuser() {
  const { secret } = JSON.parse(readFileSync(path.join(home, 'secrets.json'), 'utf8')) as { secret: string };
  const port = Number(readFileSync(path.join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]);
  return {
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: derive(secret, 'database-superuser').toString('base64url'),
    database: 'crosswalk',
  };
}

/** Sends a form of which the second half follows only when the server has been told to stop. */
function slowPost(address: string, between: () => void): Promise<string> {
  const { host, hostname, port } = new URL(address);
  const [first, second] = ['theme=', 'dark'];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /theme HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${address}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${first.length + second.length}\r\nConnection: close\r\n\r\n${first}`,
      );
      setTimeout(between, 200);
      setTimeout(() => socket.write(second), 2_000);
    });
    let reply = '';
    socket.setEncoding('utf8').on('data', (text: string) => (reply += text));
    socket.once('close', () => resolve(reply)).once('error', reject);
  });
}
