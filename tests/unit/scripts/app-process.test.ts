import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '@/scripts/database/cluster';
import { type App, startApp } from '@/scripts/product/app-process';

const folder = mkdtempSync(path.join(tmpdir(), 'app-process-'));
chmodSync(folder, 0o755); // as root it is started as somebody else
const program = path.join(folder, 'server.cjs');
writeFileSync(
  program,
  `require('node:http')
    .createServer((_, reply) => reply.setHeader('x-start-id', process.env.CROSSWALK_START_ID).end('{}'))
    .listen(Number(process.env.PORT), '127.0.0.1');`,
);
let app: App | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

const startAt = (port: number) =>
  startApp(
    { HOSTNAME: '127.0.0.1', PORT: String(port), PATH: process.env['PATH'] ?? '' },
    path.join(folder, 'log', 'app.log'),
    undefined,
    program,
  );

test('an application is ready when it answers itself', async () => {
  app = await startAt(await freePort());
  expect(app.pid).toBeGreaterThan(0);
});

test('the answer of another application at the same port is not taken for its own', async () => {
  for (const id of [undefined, '0e7a6b0a-58d6-4d6c-8a39-6d2d6d3f2f11']) {
    const other = createServer((_, reply) => {
      if (id !== undefined) reply.setHeader('x-start-id', id);
      reply.end('{}');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await expect(startAt(address.port)).rejects.toThrow(/ended at once/);
    other.close();
  }
  rmSync(folder, { recursive: true, force: true });
});
