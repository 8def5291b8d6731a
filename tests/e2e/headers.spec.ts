import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { APIRequestContext } from '@playwright/test';
import { inProject } from '@/scripts/project';
import { expect, signInAs, test } from '@/tests/support/e2e';

const readBuilt = (name: string) =>
  JSON.parse(readFileSync(inProject('.next', name), 'utf8')) as Record<string, unknown>;

/** Pages and routes of the build that need no parameter. */
const addresses = Object.entries(readBuilt('app-path-routes-manifest.json') as Record<string, string>)
  .filter(([file, address]) => /\/(page|route)$/.test(file) && !address.includes('['))
  .map(([, address]) => address);

test('no HTML is made at build time: a page without its own nonce would not run', () => {
  const { routes, dynamicRoutes } = readBuilt('prerender-manifest.json') as {
    routes: Record<string, { initialHeaders?: Record<string, string> }>;
    dynamicRoutes: object;
  };
  const html = Object.entries(routes).filter(
    ([, { initialHeaders }]) =>
      !/^(image|application\/manifest|text\/plain)/.test(initialHeaders?.['content-type'] ?? 'text/html'),
  );
  // The framework makes this one page itself, for when even the root layout broke; its words and link work without a script.
  expect([html.map(([address]) => address), Object.keys(dynamicRoutes)]).toEqual([['/_global-error'], []]);
});

test('every answer carries the policy, and every script in it the nonce of that answer', async ({
  request,
}) => {
  test.setTimeout(180_000);
  const nonces = new Set<string>();
  for (const address of [...addresses, '/there-is-no-such-page']) {
    const reply = await request.get(address, { maxRedirects: 0 });
    expect([address, reply.status() < 500]).toEqual([address, true]);
    const headers = reply.headers();
    if (headers['content-type']?.startsWith('image/')) continue;
    const policy = headers['content-security-policy'] ?? '';
    const [, nonce = 'none'] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect([address, policy.includes('unsafe-')]).toEqual([address, false]);
    expect([address, nonces.has(nonce)]).toEqual([address, false]);
    nonces.add(nonce);
    expect([
      address,
      headers['x-content-type-options'],
      headers['x-frame-options'],
      headers['referrer-policy'],
      headers['x-powered-by'],
    ]).toEqual([address, 'nosniff', 'DENY', 'strict-origin-when-cross-origin', undefined]);
    if (!headers['content-type']?.startsWith('text/html')) continue;
    const html = await reply.text();
    const bare = [...html.matchAll(/<(?:script|style)\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !tag.includes(`nonce="${nonce}"`) && !tag.includes('type="application/ld+json"'));
    expect([address, bare]).toEqual([address, []]);
    expect([
      address,
      [...html.matchAll(/<[a-z][^>]* (?:style|on[a-z]+)="[^"]*"/g)].map(([tag]) => tag),
    ]).toEqual([address, []]);
    expect([address, /no-store|no-cache/.test(headers['cache-control'] ?? '')]).toEqual([address, true]);
  }
});

test('a page that is read carries one script, of less than 8 kB, and nothing that only the framework reads', async ({
  request,
}) => {
  for (const address of ['/', '/catalog?q=data', '/institutions', '/estimate', '/help', '/catalog/compare']) {
    const html = await (await request.get(address)).text();
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !tag.includes('type="application/ld+json"'));
    expect([address, scripts.length, html.includes('__next_f'), html.includes('<!--')]).toEqual([
      address,
      1,
      false,
      false,
    ]);
    const [, script = ''] = /src="([^"]+)"/.exec(scripts[0] ?? '') ?? [];
    const answer = await request.get(script, { headers: { 'accept-encoding': 'identity' } });
    expect([answer.status(), answer.headers()['cache-control']]).toEqual([
      200,
      expect.stringContaining('immutable'),
    ]);
    expect(gzipSync(await answer.body()).length).toBeLessThan(8_000);
  }
  // What the framework's own script asks for on the other pages is answered in its own words.
  const asked = await request.get('/catalog', { headers: { rsc: '1' } });
  expect(asked.headers()['content-type']).toContain('text/x-component');
});

test.describe('what the guard turns away', () => {
  const post = (request: APIRequestContext, headers: Record<string, string>, data = 'theme=dark') =>
    request.post('/theme', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      data,
      maxRedirects: 0,
    });

  test('other hosts, by whatever header they come', async ({ request, baseURL }) => {
    expect((await request.get('/', { headers: { host: 'elsewhere.example' } })).status()).toBe(421);
    const forwarded = await request.get('/sign-in', {
      headers: { 'x-forwarded-host': 'elsewhere.example', forwarded: 'host=elsewhere.example' },
    });
    expect(await forwarded.text()).not.toContain('elsewhere.example');
    expect(
      (
        await post(request, { origin: 'https://elsewhere.example', 'x-forwarded-host': 'elsewhere.example' })
      ).status(),
    ).toBe(403);
    expect((await post(request, { origin: baseURL ?? '' })).status()).toBe(303);
  });

  test('writes that do not say that they come from here', async ({ request, baseURL }) => {
    for (const origin of ['null', 'nonsense', 'https://elsewhere.example', `${baseURL}0`])
      expect([origin, (await post(request, { origin })).status()]).toEqual([origin, 403]);
    expect((await post(request, {})).status()).toBe(403);
    expect((await post(request, { origin: baseURL ?? '', 'sec-fetch-site': 'cross-site' })).status()).toBe(
      403,
    );
  });

  test('bodies that nobody could read, with a number below 500', async ({ request, baseURL }) => {
    const origin = baseURL ?? '';
    const action = '40'.padEnd(42, 'a');
    const send = async (headers: Record<string, string>, data: string) =>
      (await request.post('/sign-in', { headers: { origin, ...headers }, data, maxRedirects: 0 })).status();
    expect(await send({ 'content-type': 'multipart/form-data' }, 'a')).toBe(400);
    expect(await send({ 'content-type': 'multipart/form-data; boundary=x' }, 'no parts')).toBe(400);
    expect(await send({ 'content-type': 'text/plain;charset=UTF-8', 'next-action': action }, '["$K1')).toBe(
      400,
    );
    expect(await send({ 'content-type': 'text/plain;charset=UTF-8', 'next-action': 'x' }, '[]')).toBe(400);
    expect(await send({ 'content-type': 'text/plain;charset=UTF-8', 'next-action': action }, '[]')).toBe(409);
    expect(await send({ 'content-type': 'application/xml' }, '<a/>')).toBe(415);
  });

  test('a large body of a visitor, or under a session that is made up; one of a living session is read', async ({
    request,
    page,
    baseURL,
  }) => {
    const send = async (cookie: string) =>
      (
        await request.post('/sign-in', {
          headers: { origin: baseURL ?? '', 'content-type': 'text/plain', cookie },
          data: 'a'.repeat(256 * 1024 + 1),
          maxRedirects: 0,
        })
      ).status();
    expect(await send('')).toBe(413);
    expect(await send(`crosswalk-session=${'a'.repeat(43)}`)).toBe(413);
    await signInAs(page, 'helen.whitcombe@northbridge.example');
    const [session] = (await page.context().cookies()).filter(({ name }) => name === 'crosswalk-session');
    expect(await send(`crosswalk-session=${session?.value}`)).not.toBe(413);
  });

  test('requests that are no HTTP a browser would speak', async ({ baseURL }) => {
    const { host } = new URL(baseURL ?? '');
    expect(
      await raw(
        host,
        `POST /theme HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${baseURL}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\ntheme\r\n0\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 411 /);
    // A whole address says whom it is for, whatever the header says, and leads nobody elsewhere.
    const foreign = await raw(
      host,
      `GET http://elsewhere.example/catalog HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(foreign).toMatch(/^HTTP\/1\.1 421 /);
    expect(foreign).not.toContain('elsewhere.example');
    expect(
      await raw(host, `GET ${baseURL}/sign-in HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 200 /);
    expect(await raw(host, `GET / HTTP/1.1\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await raw(host, `GET /%E0%A4%A HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 4\d\d /,
    );
  });
});

test('no method that gives a request back is known', async ({ baseURL }) => {
  const { host } = new URL(baseURL ?? '');
  for (const method of ['TRACE', 'TRACK']) {
    const reply = await raw(
      host,
      `${method} / HTTP/1.1\r\nHost: ${host}\r\nX-Secret: 12345\r\nConnection: close\r\n\r\n`,
    );
    expect([method, /^HTTP\/1\.1 (405|400) /.test(reply), reply.includes('12345')]).toEqual([
      method,
      true,
      false,
    ]);
  }
});

test('no folder is listed, though its files are served', async ({ request }) => {
  const page = await (await request.get('/')).text();
  const [file = ''] = /\/_next\/static\/[^"?]+\.js/.exec(page) ?? [];
  expect((await request.get(file)).status()).toBe(200);
  const folders = file
    .split('/')
    .slice(1, -1)
    .map((_, index, parts) => `/${parts.slice(0, index + 1).join('/')}/`);
  expect(folders).toContain('/_next/static/');
  for (const folder of [...folders, '/api/', '/public/'])
    expect([folder, (await request.get(folder)).status()]).toEqual([folder, 404]);
});

test('each answer has a number of its own, and a caller cannot choose it', async ({ request }) => {
  const [one, other] = [
    await request.get('/sign-in', { headers: { 'x-request-id': 'mine' } }),
    await request.get('/sign-in'),
  ];
  const ids = [one, other].map((reply) => reply.headers()['x-request-id']);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(ids[0]).not.toBe(ids[1]);
});

function raw(host: string, text: string): Promise<string> {
  const [hostname = '', port = ''] = host.split(':');
  return new Promise((resolve, reject) => {
    let reply = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('utf8').on('data', (part: string) => (reply += part));
    socket.once('close', () => resolve(reply)).once('error', reject);
  });
}
