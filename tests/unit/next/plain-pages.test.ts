import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { holdAnswer, packingFor } from '@/lib/next/plain-pages';

describe('how an answer is packed', () => {
  test.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.0, gzip; q=0', null],
    ['', null],
    ['identity', null],
  ])('%s: %s', (accepted, encoding) => {
    expect(packingFor(accepted).encoding).toBe(encoding);
  });
});

const html =
  '<!DOCTYPE html><html><head></head><body><p>Größe</p><script nonce="n">self.__next_f=[]</script></body></html>';
const plain =
  '<!DOCTYPE html><html><head><script src="/p.js" nonce="bg==" defer=""></script></head><body><p>Größe</p></body></html>';

/** Answers as the framework does: the head told at once, the page in parts that may end within a letter. */
const server = http.createServer((request, response) => {
  holdAnswer(request, response, '/p.js');
  const at = request.url ?? '';
  response.setHeader('content-security-policy', "script-src 'nonce-bg=='");
  response.setHeader('vary', at === '/vary' ? 'rsc, Accept-Encoding' : 'rsc');
  if (at === '/led-on') return void response.writeHead(307, { location: '/elsewhere' }).end();
  response.writeHead(200, {
    'content-type': at === '/data' ? 'application/json' : 'text/html; charset=utf-8',
  });
  response.flushHeaders();
  const bytes = Buffer.from(at === '/data' ? '{"script":"<script></script>"}' : html);
  response.write(bytes.subarray(0, 47), () => response.end(bytes.subarray(47)));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    http
      .request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (reply) => {
        const parts: Buffer[] = [];
        reply
          .on('data', (part: Buffer) => parts.push(part))
          .on('end', () =>
            resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(parts) }),
          );
      })
      .on('error', reject)
      .end();
  });

describe('an answer that is held until it is whole', () => {
  test('comes without the framework’s script and with its own', async () => {
    const { status, headers, body } = await ask('/');
    expect([status, body.toString()]).toEqual([200, plain]);
    expect([headers['content-length'], headers['content-encoding'], headers['vary']]).toEqual([
      String(Buffer.byteLength(plain)),
      undefined,
      'rsc, Accept-Encoding',
    ]);
  });

  test('comes packed to who reads that, and says so once', async () => {
    const one = await ask('/vary', { 'accept-encoding': 'gzip' });
    expect([one.headers['content-encoding'], one.headers['vary']]).toEqual(['gzip', 'rsc, Accept-Encoding']);
    expect(gunzipSync(one.body).toString()).toBe(plain);
    const other = await ask('/', { 'accept-encoding': 'gzip, br' });
    expect(other.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(other.body).toString()).toBe(plain);
  });

  test('stays as it is where it is no page', async () => {
    expect((await ask('/data', { 'accept-encoding': 'gzip' })).body.toString()).toBe(
      '{"script":"<script></script>"}',
    );
    const { status, headers, body } = await ask('/led-on');
    expect([status, headers['location'], body.length]).toEqual([307, '/elsewhere', 0]);
    expect((await ask('/', {}, 'HEAD')).status).toBe(200);
  });
});
