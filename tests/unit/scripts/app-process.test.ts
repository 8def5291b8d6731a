import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { freePort } from '@/scripts/database/cluster';
import { type App, PortTaken, startApp } from '@/scripts/product/app-process';

const folder = mkdtempSync(path.join(tmpdir(), 'app-process-'));
chmodSync(folder, 0o755); // as root it is started as somebody else
const program = path.join(folder, 'server.cjs');
writeFileSync(
  program,
  `require('node:http')
    .createServer((_, reply) => reply.setHeader('x-start-id', process.env.CROSSWALK_START_ID).end('{}'))
    .listen(Number(process.env.PORT), '127.0.0.1');`,
);
const logFile = path.join(folder, 'log', 'app.log');
let app: App | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const startAt = (port: number, of = program) =>
  startApp(
    { HOSTNAME: '127.0.0.1', PORT: String(port), PATH: process.env['PATH'] ?? '' },
    logFile,
    undefined,
    of,
  );
/** A program of these words, which ends before it listens. */
const ending = (name: string, words: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, words);
  return file;
};
const refusalOf = (start: Promise<App>) =>
  start.then(
    () => new Error('It started.'),
    (error: Error) => error,
  );

test('an application is ready when it answers itself', async () => {
  app = await startAt(await freePort());
  expect(app.pid).toBeGreaterThan(0);
});

test('the answer of another application at the same port is not taken for its own, and the port is said to be taken', async () => {
  for (const id of [undefined, '0e7a6b0a-58d6-4d6c-8a39-6d2d6d3f2f11']) {
    const other = createServer((_, reply) => {
      if (id !== undefined) reply.setHeader('x-start-id', id);
      reply.end('{}');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const refusal = await refusalOf(startAt(address.port));
    expect(refusal).toBeInstanceOf(PortTaken);
    expect(refusal.message).toBe(
      `The application ended at once (exit code 1). Port ${address.port} at 127.0.0.1 is taken: another program began to listen there just before. End that program, or set PORT to a port that is free. Its log: ${logFile}`,
    );
    other.close();
  }
});

test('one that ends before it is ready says why in the last lines of this start, and no more than those', async () => {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const old = {
    level: 'error',
    at: '2026-01-01T00:00:00.000Z',
    event: 'start failed',
    said: ['of yesterday'],
  };
  appendFileSync(logFile, `${JSON.stringify(old)}\n`);
  const talking = ending(
    'talking.cjs',
    `for (let n = 0; n < 50; n += 1) process.stderr.write(JSON.stringify({ level: 'error', event: 'planted ' + n, message: 'm'.repeat(2_000) }) + '\\n');
    process.stderr.write('words of others\\n'.repeat(9));
    process.exitCode = 7;`,
  );
  const { message } = await refusalOf(startAt(await freePort(), talking));
  expect(message).toMatch(/^The application ended at once \(exit code 7\)\. The last that its log says:\n/);
  expect(message).toContain('"planted 49"');
  expect(message).not.toContain('"planted 44"');
  expect(message).not.toContain('of yesterday');
  expect(message.length).toBeLessThan(2_000);
});

test('one that a file is missing for, and one that says nothing, say so', async () => {
  const lacking = ending('lacking.cjs', "require('./not-there.cjs');");
  expect((await refusalOf(startAt(await freePort(), lacking))).message).toMatch(
    /A file that it needs is missing\. Run npm install, remove the folder \.next and start again\./,
  );
  const silent = ending('silent.cjs', "process.kill(process.pid, 'SIGKILL');");
  expect((await refusalOf(startAt(await freePort(), silent))).message).toMatch(
    /^The application ended at once \(SIGKILL\)\. It was killed, by somebody or by the system for want of memory/,
  );
});
