import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { type Serve, standInFront } from '@/lib/next/stand-in-front';

const passed: string[] = [];
const passing =
  (name: string) =>
  (serve: Serve): Serve =>
  (request, response) => {
    passed.push(name);
    if (name === 'third' && request.url === '/full') response.end('told at the door');
    else serve(request, response);
  };
for (const name of ['first', 'second', 'third']) standInFront(passing(name));

const server = http.createServer((_, response) => {
  passed.push('server');
  response.end('served');
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());
const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

test('who comes last stands furthest in front, from the very first request on, and each has it once', async () => {
  expect(await ask('/')).toBe('served');
  expect(passed.splice(0)).toEqual(['third', 'second', 'first', 'server']);
  expect(await ask('/')).toBe('served');
  expect(passed.splice(0)).toEqual(['third', 'second', 'first', 'server']);
});

test('what is answered in front reaches nobody behind, however full it is there', async () => {
  expect(await ask('/full')).toBe('told at the door');
  expect(passed.splice(0)).toEqual(['third']);
});
