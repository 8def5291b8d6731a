import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { endpoints } from './matrix/inventory';
import { openDemonstration } from './support/demonstration';
import { conclude } from './support/evidence';
import { pick } from './support/scale';

// Abuse cases of the edge, each against the built product, each with a control. Numbers are those of docs/security.md, "Abuse cases".
const product = await openDemonstration({ TRUSTED_PROXIES: '1' });
afterAll(() => product.stop());
const own = `http://127.0.0.1:${product.port}`;

interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** @units milliseconds */
  took: number;
}

function ask(path: string, given: { cookie?: string; method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Reply> {
  const { cookie, method = 'GET', headers = {}, body } = given;
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = http.request(own + path, { method, headers: { ...headers, ...length, ...(cookie && { cookie }) } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({
        status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8'), took: performance.now() - startedAt,
      }));
    });
    request.on('error', reject).end(body);
  });
}

const staffOf = (role: string) => product.people.filter(({ roles }) => roles.includes(role));
const fill = (route: string) => route.replace(/\[([A-Za-z]+)\]/g, (_, name: string) => product.things[name]?.[0] ?? 'none');
const pages = endpoints().filter(({ kind }) => kind === 'page').map(({ name }) => name.slice('page '.length));

/** What a reader sees of a page, and its status. */
const plain = ({ status, body }: Reply) => `${status} ${body.replace(/<script\b[\s\S]*?<\/script>|<style\b[\s\S]*?<\/style>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')}`;

test('abuse 11: what belongs to others and what does not exist are answered alike', async () => {
  const [registrar] = staffOf('registrar');
  const kinds = { '/registrar/rules/': 'rule_version', '/faculty/cases/': 'review_case' };
  let compared = 0;
  for (const [address, table] of Object.entries(kinds)) {
    const { rows } = await product.admin.query<{ id: string }>(`select id from ${table} where tenant_id <> $1 limit 10`, [registrar?.tenantId]);
    const absent = plain(await ask(address + randomUUID(), { cookie: registrar?.cookie ?? '' }));
    for (const { id } of rows) {
      expect([address, plain(await ask(address + id, { cookie: registrar?.cookie ?? '' }))]).toEqual([address, absent]);
      compared += 1;
    }
    // Control: what is one's own does not look like what is absent.
    const { rows: mine } = await product.admin.query<{ id: string }>(`select id from ${table} where tenant_id = $1 limit 1`, [registrar?.tenantId]);
    if (mine[0] && table === 'rule_version') expect(plain(await ask(address + mine[0].id, { cookie: registrar?.cookie ?? '' }))).not.toBe(absent);
  }
  conclude('abuse-11-enumeration', { compared });
  expect(compared).toBeGreaterThan(0);
});

const leadsAway = (location: string | undefined) => location === undefined || new URL(location, own).origin !== own || /^[/\\]{2}|^[^/]/.test(location.replace(own, ''));

test('abuse 18: no address that somebody puts into a link or a header leads to another site', async () => {
  const hosts = ['//evil.example', '/\\evil.example', '\\\\evil.example', 'https:evil.example', 'https:/evil.example', '///evil.example', '/.//evil.example', '/..//evil.example', '/%2F/evil.example', '/%5Cevil.example', '/\t/evil.example', '/%09/evil.example', 'https://127.0.0.1@evil.example', 'https://evil.example#@127.0.0.1', 'javascript:alert(1)', 'data:text/html,x', '//evil.example/%2e%2e', '/;@evil.example', '/@evil.example', 'https://evil.example/sign-in'];
  const dressed = hosts.flatMap((payload) => [payload, ` ${payload}`, `${payload}?a=b`, `${payload}#c`, encodeURIComponent(payload), `/x/..${payload}`, payload.toUpperCase(), `${payload}/`, `/./${payload}`, `https://evil.example${payload}`]);
  const wrong: string[] = [];
  let redirects = 0;
  for (const payload of dressed.slice(0, pick({ slice: 40, ci: 200, campaign: 200 }))) {
    const theme = await ask('/theme', { method: 'POST', headers: { origin: own, referer: encodeURI(payload), 'content-type': 'application/x-www-form-urlencoded' }, body: 'theme=dark' });
    redirects += theme.status === 303 ? 1 : 0;
    if (theme.status === 303 && leadsAway(theme.headers.location)) wrong.push(`referer ${payload} → ${theme.headers.location}`);
    const path = await ask(encodeURI(payload.startsWith('/') ? payload : `/${payload}`).replace(/#.*/, ''));
    if (path.status >= 300 && path.status < 400 && leadsAway(path.headers.location)) wrong.push(`address ${payload} → ${path.headers.location}`);
    const page = await ask(`/sign-in?next=${encodeURIComponent(payload)}`);
    if (page.status >= 300 && page.status < 400 && leadsAway(page.headers.location)) wrong.push(`next ${payload} → ${page.headers.location}`);
  }
  conclude('abuse-18-open-redirect', { payloads: Math.min(dressed.length, pick({ slice: 40, ci: 200, campaign: 200 })), redirects, leadAway: wrong.length });
  expect(wrong).toEqual([]);
  expect(redirects).toBeGreaterThan(0);
  // Control: each way of leading away is seen as one.
  for (const location of ['//evil.example', 'https://evil.example/', '/\\evil.example', undefined]) expect(leadsAway(location)).toBe(true);
  expect(leadsAway('/catalog')).toBe(false);
});

test('abuse 19: searches made to be slow are answered or refused, soon, and the database breaks off what takes too long', async () => {
  const searches = ['%'.repeat(120), '_'.repeat(120), 'a '.repeat(5_000), '(a+)+$', '"'.repeat(500), "' | '".repeat(40), '*:*', 'a:* & b:* | c:*', '\\'.repeat(200), '!'.repeat(100), 'ﬀ'.repeat(500), '😀'.repeat(300), 'e\u0301'.repeat(2_000), 'the of and', 'a', '1', '<->', "';select pg_sleep(9)--"];
  const times: number[] = [];
  const rounds = pick({ slice: 1, ci: 12, campaign: 100 });
  for (let round = 0; round < rounds; round += 1) {
    for (const words of searches) {
      for (const path of [`/catalog?q=${encodeURIComponent(words.slice(0, 2_000))}&page=500`, `/api/v1/catalog?q=${encodeURIComponent(words.slice(0, 2_000))}&limit=200`]) {
        const { status, took } = await ask(path);
        expect([words.slice(0, 20), [200, 400, 414, 422, 431].includes(status)]).toEqual([words.slice(0, 20), true]);
        times.push(took);
      }
    }
  }
  times.sort((a, b) => a - b);
  const { rows } = await product.admin.query<{ rolname: string; setting: string }>("select r.rolname, s.setting from pg_roles r, unnest(r.rolconfig) as s (setting) where s.setting like 'statement_timeout=%'");
  conclude('abuse-19-slow-search', { searches: times.length, medianMilliseconds: Math.round(times[Math.floor(times.length / 2)] ?? 0), p99Milliseconds: Math.round(times[Math.floor(times.length * 0.99)] ?? 0), limits: rows.map(({ rolname, setting }) => `${rolname} ${setting}`).join(', ') });
  // 300 ms is the aim on a quiet machine, and printed; a machine that others use gets ten times as much.
  expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(3_000);
});

test('abuse 26: what one person was shown is shown to nobody after them', async () => {
  const [one, other] = [staffOf('registrar')[0], staffOf('registrar').find(({ tenantId }) => tenantId !== staffOf('registrar')[0]?.tenantId)];
  const canary = `Only for me ${randomUUID().slice(0, 8)}`;
  await product.admin.query('update person set name = $1 where id = $2', [canary, one?.personId]);
  const shown: string[] = [];
  let seenByOwner = 0;
  for (const route of pages.slice(0, pick({ slice: 12, ci: 200, campaign: 200 }))) {
    const address = fill(route);
    const first = await ask(address, { cookie: one?.cookie ?? '' });
    if (first.body.includes(canary)) seenByOwner += 1;
    if (!/no-store/.test(String(first.headers['cache-control']))) shown.push(`${address}: ${first.headers['cache-control']}`);
    // The demonstration names its people to everybody where one chooses whom to be.
    if (address === '/sign-in') continue;
    for (const cookie of [other?.cookie ?? '', '']) if ((await ask(address, { cookie })).body.includes(canary)) shown.push(`${address}: shows it to ${cookie === '' ? 'a visitor' : 'somebody else'}`);
  }
  conclude('abuse-26-cache', { pages: pages.length, seenByOwner, shownToOthers: shown.length });
  expect(shown).toEqual([]);
  // Control: the mark is there to be found.
  expect(seenByOwner).toBeGreaterThan(0);
});

test('abuse 32: a write that another site starts is refused, and no page lets itself be framed', async () => {
  const [registrar] = staffOf('registrar');
  const write = (headers: Record<string, string>) => ask('/theme', { method: 'POST', cookie: registrar?.cookie ?? '', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: 'theme=dark' });
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' }, { origin: 'null' }, {}, { origin: own, 'sec-fetch-site': 'cross-site' }, { origin: own, 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' },
    { origin: `${own}.evil.example` }, { origin: own.replace('http:', 'https:') }, { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }, { referer: `${own}/` },
  ];
  expect(await Promise.all(foreign.map(async (headers) => (await write(headers)).status))).toEqual(foreign.map(() => 403));
  const framed = await ask('/sign-in');
  expect([String(framed.headers['content-security-policy']).includes("frame-ancestors 'none'"), framed.headers['x-frame-options']]).toEqual([true, 'DENY']);
  conclude('abuse-32-csrf', { foreignWrites: foreign.length, refused: foreign.length });
  // Control: the same write from here is taken.
  expect((await write({ origin: own, 'sec-fetch-site': 'same-origin' })).status).toBe(303);
});

test('abuse 33: clients that never finish hold nobody else up', async () => {
  const count = pick({ slice: 100, ci: 1_000, campaign: 5_000 });
  const sockets: Socket[] = [];
  for (let n = 0; n < count; n += 1) {
    const socket = connect(product.port, '127.0.0.1');
    socket.on('error', () => undefined);
    // Half of a head, half of a body, or nothing at all.
    const part = [`GET / HTTP/1.1\r\nHost: 127.0.0.1:${product.port}\r\nX-A: `, `POST /theme HTTP/1.1\r\nHost: 127.0.0.1:${product.port}\r\nOrigin: ${own}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10000\r\n\r\nth`, ''][n % 3] ?? '';
    socket.write(part);
    sockets.push(socket);
  }
  await pause(500);
  const others = await Promise.all(Array.from({ length: 5 }, () => ask('/api/health/ready')));
  const page = await ask('/sign-in');
  for (const socket of sockets) socket.destroy();
  conclude('abuse-33-slow-clients', { held: count, othersSlowestMilliseconds: Math.round(Math.max(...others.map(({ took }) => took), page.took)) });
  expect([...others.map(({ status }) => status), page.status]).toEqual([200, 200, 200, 200, 200, 200]);
  expect(page.took).toBeLessThan(10_000);
});
