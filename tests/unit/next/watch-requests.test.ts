import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { metricsText } from '@/lib/next/metrics-text';
import { countRequest, requestMetrics } from '@/lib/next/request-counts';
import { pathOf } from '@/lib/next/request-class';
import { routesBy } from '@/lib/next/route-patterns';
import { cleanHeaders } from '@/lib/next/trusted-headers';
import { watching, type WatchParts } from '@/lib/next/watch-requests';

const token = 'only-for-tests-only-for-tests-only-for-tests';
const servers: http.Server[] = [];
beforeEach(() => {
  delete (globalThis as { crosswalkRequests?: unknown }).crosswalkRequests;
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server of Node's own whose only page says 404, as the product does where there is nothing. */
async function open(given: Partial<WatchParts> = {}, proxiesInFront = 0): Promise<number> {
  const pass = watching(
    ({ url = '' }, response) => {
      if (url === '/breaks') response.write('half', () => response.destroy());
      else response.writeHead(url === '/catalog' ? 200 : 404).end('nothing here');
    },
    {
      routeOf: routesBy(['/catalog', '/breaks']),
      token: undefined,
      secure: true,
      metrics: async () => requestMetrics(),
      ...given,
    },
  );
  const server = http.createServer((request, response) => {
    // As in the product: what is forwarded has been taken out before anybody asks.
    cleanHeaders(request, proxiesInFront);
    pass(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function ask(
  port: number,
  path: string,
  options: http.RequestOptions = {},
): Promise<{ status: number; text: string; headers: http.IncomingHttpHeaders }> {
  return new Promise((resolve) => {
    const request = http.request({ port, host: '127.0.0.1', path, agent: false, ...options });
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', () => undefined);
      response.on('close', () =>
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
      );
    });
    request.on('error', () => resolve({ status: 0, text: '', headers: {} }));
    request.end();
  });
}

describe('the metrics', () => {
  test('are told to this machine, as Prometheus reads them, and nowhere kept', async () => {
    const port = await open();
    await ask(port, '/catalog');
    const { status, text, headers } = await ask(port, '/api/metrics');
    expect(status).toBe(200);
    expect(text).toContain('crosswalk_http_requests_total{route="/catalog",method="read",outcome="2xx"} 1\n');
    expect(headers).toMatchObject({
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
    });
    expect(headers['strict-transport-security']).toContain('max-age');
    expect((await ask(port, '/api/metrics', { method: 'HEAD' })).text).toBe('');
  });

  test.each([0, 1, 2])(
    'are nothing that is there for whoever a proxy here forwards, with %d trusted',
    async (proxies) => {
      const port = await open({}, proxies);
      for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
        const asked = await ask(port, '/api/metrics', { headers: { [name]: '127.0.0.1' } });
        expect(asked).toMatchObject({ status: 404, text: 'nothing here' });
      }
      const renamed = await ask(port, '/api/metrics', { headers: { host: 'credit.example.edu' } });
      expect(renamed.status).toBe(404);
    },
  );

  test('are told to whoever brings the token, and to nobody who brings another', async () => {
    const port = await open({ token }, 1);
    const through = (authorization: string) =>
      ask(port, '/api/metrics', {
        headers: { host: 'credit.example.edu', 'x-forwarded-for': '203.0.113.9', authorization },
      });
    expect((await through(`Bearer ${token}`)).status).toBe(200);
    expect((await through(`Bearer ${token.replace('o', 'x')}`)).status).toBe(404);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('are not what %s asks for', async (method) => {
    expect((await ask(await open(), '/api/metrics', { method })).status).toBe(404);
  });

  test('that cannot be gathered are an error, and the server goes on', async () => {
    const port = await open({ metrics: () => Promise.reject(new Error('planted')) });
    expect((await ask(port, '/api/metrics')).status).toBe(500);
    expect((await ask(port, '/catalog')).status).toBe(200);
  });
});

test('every request is counted once, by how it ended', async () => {
  const port = await open();
  await ask(port, '/nothing');
  await ask(port, '/breaks');
  await ask(port, '/catalog', { method: 'POST' });
  await ask(port, '/api/metrics', { headers: { 'x-real-ip': '203.0.113.9' } });
  const text = () => metricsText(requestMetrics());
  await expect.poll(text).toContain('{route="/breaks",method="read",outcome="brokenOff"} 1\n');
  expect(text()).toContain('{route="other",method="read",outcome="4xx"} 2\n');
  expect(text()).toContain('{route="/catalog",method="write",outcome="2xx"} 1\n');
});

test('counting a request takes less than 20 µs', () => {
  const routeOf = routesBy(['/', '/catalog', '/catalog/[slug]', '/api/v1/[...path]']);
  // The quickest of many small batches: the others are those in which the machine did something else as well.
  const perBatch = 200;
  const batches = Array.from({ length: 100 }, (_, batch) => {
    const began = performance.now();
    for (let n = 0; n < perBatch; n += 1)
      countRequest(routeOf(pathOf(`/catalog/certificate-${n}?q=${batch}`)), 'read', '2xx', n / perBatch);
    return ((performance.now() - began) / perBatch) * 1000;
  });
  expect(Math.min(...batches)).toBeLessThan(20);
});
