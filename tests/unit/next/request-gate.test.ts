import http from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { loadCounts } from '@/lib/next/load-counts';
import { costOf } from '@/lib/next/request-class';
import { type GateLimits, type GateParts, gateBefore, whenAllAreHeard } from '@/lib/next/request-gate';
import type { laneNames } from '@/lib/next/turns';

// A server of Node's own behind the gate; what it serves ends when the test says so.
const few: GateLimits = {
  lanes: {
    signedInWrite: { own: 1, waiting: 2 },
    signedInRead: { own: 1, waiting: 2 },
    visitorWrite: { own: 1, waiting: 2 },
    visitorRead: { own: 1, waiting: 2 },
  },
  shared: 0,
  patience: { signedInWrite: 60_000, signedInRead: 60_000, visitorWrite: 60_000, visitorRead: 60_000 },
  heldAtMost: 60_000,
  bodyWithin: 60_000,
};

const servers: http.Server[] = [];
let callers = 0;
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Place {
  port: number;
  /** Paths that are being served at this moment, each with what ends it. */
  served: Map<string, http.ServerResponse>;
  reached: () => string[];
}

async function open(given: Partial<GateParts> & { limits?: GateLimits } = {}): Promise<Place> {
  const served = new Map<string, http.ServerResponse>();
  const reached: string[] = [];
  const server = http.createServer();
  const pass = gateBefore(
    (request, response) => {
      const path = request.url ?? '';
      reached.push(path);
      served.set(path, response);
      response.once('close', () => served.delete(path));
      if (path.includes('fails')) response.writeHead(500).end();
    },
    {
      limits: few,
      userOf: (head) => Promise.resolve(head.headers.get('cookie')),
      callerOf: () => `caller-${(callers += 1)}`,
      spend: () => Promise.resolve(null),
      turnAway: (_, response, why, retryAfter) =>
        void response.writeHead(why === 'late' ? 408 : 503, { 'retry-after': String(retryAfter) }).end(why),
      ...given,
    },
    whenAllAreHeard(server),
  );
  server.on('request', (request, response) => void pass(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, served, reached: () => reached };
}

interface Asked {
  status: Promise<number>;
  breakOff: () => void;
}

function ask(port: number, path: string, options: http.RequestOptions = {}, body?: string): Asked {
  const request = http.request({ port, host: '127.0.0.1', path, agent: false, ...options });
  const status = new Promise<number>((resolve) => {
    request.on('response', (response) =>
      response.resume().on('end', () => resolve(response.statusCode ?? 0)),
    );
    request.on('error', () => resolve(0));
  });
  request.end(body);
  return { status, breakOff: () => request.destroy() };
}

const until = (what: () => unknown) => expect.poll(what, { interval: 2, timeout: 5_000 });
const counts = (lane: (typeof laneNames)[number]) => loadCounts()[lane];

describe('a slot', () => {
  test('is given to the next when the answer has been sent', async () => {
    const { port, served } = await open();
    const [first, second] = [ask(port, '/catalog?1'), ask(port, '/catalog?2')];
    await until(() => counts('visitorRead').waiting).toBe(1);
    expect(served.size).toBe(1);
    served.get('/catalog?1')?.end();
    await until(() => [...served.keys()]).toEqual(['/catalog?2']);
    served.get('/catalog?2')?.end();
    expect([await first.status, await second.status]).toEqual([200, 200]);
    await until(() => counts('visitorRead').served).toBe(0);
  });

  test('is given back when who asked breaks off, and when the answer is a failure', async () => {
    const { port, served } = await open();
    const first = ask(port, '/catalog?1');
    await until(() => served.size).toBe(1);
    const second = ask(port, '/catalog?2-fails');
    await until(() => counts('visitorRead').waiting).toBe(1);
    const third = ask(port, '/catalog?3');
    await until(() => counts('visitorRead').waiting).toBe(2);
    first.breakOff();
    expect(await second.status).toBe(500);
    await until(() => [...served.keys()]).toEqual(['/catalog?3']);
    third.breakOff();
    await until(() => counts('visitorRead').served).toBe(0);
  });

  test('is given back when a connection ends that carried several requests at once, one of them still waiting', async () => {
    const { port, served } = await open();
    const socket = connect(port, '127.0.0.1');
    const line = (n: number) => `GET /catalog?${n} HTTP/1.1\r\nHost: here\r\n\r\n`;
    socket.write([1, 2, 3].map(line).join(''));
    await until(() => counts('visitorRead').waiting).toBe(2);
    socket.destroy();
    await until(() => [counts('visitorRead').waiting, counts('visitorRead').served]).toEqual([0, 0]);
    const after = ask(port, '/catalog?after');
    await until(() => served.has('/catalog?after')).toBe(true);
    served.get('/catalog?after')?.end();
    expect(await after.status).toBe(200);
  });

  test('goes on to the next after its time, however slowly the answer is read', async () => {
    const { port, served } = await open({ limits: { ...few, heldAtMost: 50 } });
    const first = ask(port, '/catalog?1');
    await until(() => served.size).toBe(1);
    ask(port, '/catalog?2');
    await until(() => [...served.keys()]).toEqual(['/catalog?1', '/catalog?2']);
    served.get('/catalog?1')?.end();
    expect(await first.status).toBe(200);
  });
});

describe('who waits', () => {
  test('is turned away where enough wait, after a while, and never reaches the application then', async () => {
    const { port, served, reached } = await open({
      limits: { ...few, patience: { ...few.patience, visitorRead: 150 } },
    });
    ask(port, '/catalog?1');
    await until(() => served.size).toBe(1);
    const before = { ...counts('visitorRead') };
    const late = ask(port, '/catalog?2');
    await until(() => counts('visitorRead').waiting).toBe(1);
    const later = ask(port, '/catalog?3');
    await until(() => counts('visitorRead').waiting).toBe(2);
    expect(await ask(port, '/catalog?4').status).toBe(503);
    expect([await late.status, await later.status]).toEqual([503, 503]);
    expect(reached()).toEqual(['/catalog?1']);
    expect(counts('visitorRead')).toMatchObject({
      turnedAway: before.turnedAway + 1,
      waitedTooLong: before.waitedTooLong + 2,
      waiting: 0,
    });
  });

  test('and leaves is forgotten', async () => {
    const { port, served, reached } = await open();
    ask(port, '/catalog?1');
    await until(() => served.size).toBe(1);
    const leaving = ask(port, '/catalog?2');
    await until(() => counts('visitorRead').waiting).toBe(1);
    leaving.breakOff();
    await until(() => counts('visitorRead').waiting).toBe(0);
    served.get('/catalog?1')?.end();
    await until(() => counts('visitorRead').served).toBe(0);
    expect(reached()).toEqual(['/catalog?1']);
  });

  test('holds up nobody of another lane, nor health and files', async () => {
    const { port, served } = await open();
    ask(port, '/catalog?1');
    await until(() => served.size).toBe(1);
    ask(port, '/catalog?2');
    await until(() => counts('visitorRead').waiting).toBe(1);
    ask(port, '/registrar/rules', { method: 'POST', headers: { cookie: 'ada' } });
    ask(port, '/registrar', { headers: { cookie: 'ada' } });
    ask(port, '/sign-in');
    ask(port, '/api/health/live');
    ask(port, '/_next/static/chunks/a.css');
    await until(() => [...served.keys()].sort()).toEqual(
      [
        '/_next/static/chunks/a.css',
        '/api/health/live',
        '/catalog?1',
        '/registrar',
        '/registrar/rules',
        '/sign-in',
      ].sort(),
    );
  });
});

describe('a body', () => {
  const head = (length: number) =>
    `POST /sign-in HTTP/1.1\r\nHost: here\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\n\r\n`;

  test('that has not arrived takes no slot, and one that comes too late is not waited for', async () => {
    const { port, reached, served } = await open({ limits: { ...few, bodyWithin: 300 } });
    let reply = '';
    const slow = connect(port, '127.0.0.1')
      .setEncoding('utf8')
      .on('data', (text) => (reply += String(text)));
    slow.write(`${head(100)}half of it`);
    const whole = ask(
      port,
      '/sign-in?whole',
      { method: 'POST', headers: { 'content-length': '5' } },
      'email',
    );
    await until(() => served.has('/sign-in?whole')).toBe(true);
    served.get('/sign-in?whole')?.end();
    expect(await whole.status).toBe(200);
    await until(() => reply).toMatch(/^HTTP\/1\.1 408/);
    expect(reached()).toEqual(['/sign-in?whole']);
  });

  test('is still there for whoever is served after waiting', async () => {
    const bodies: string[] = [];
    const server = http.createServer((request, response) => void pass(request, response));
    const pass = gateBefore(
      (request, response) => {
        let text = '';
        request.setEncoding('utf8').on('data', (part: string) => (text += part));
        request.on('end', () => {
          bodies.push(text);
          response.end();
        });
      },
      {
        limits: few,
        userOf: () => Promise.resolve(null),
        callerOf: () => 'somebody',
        spend: () => Promise.resolve(null),
        turnAway: (_, response) => void response.writeHead(503).end(),
      },
      whenAllAreHeard(server),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const sent = ['a'.repeat(10), 'b'.repeat(16_000), 'c'.repeat(200_000)];
    for (const body of sent)
      expect(
        await ask(
          port,
          '/sign-in',
          { method: 'POST', headers: { 'content-length': String(body.length) } },
          body,
        ).status,
      ).toBe(200);
    expect(bodies).toEqual(sent);
  });
});

test('whoever has spent their budget waits for nobody and takes no slot', async () => {
  const spent: [string, number][] = [];
  const { port, reached } = await open({
    callerOf: () => 'network:192.0.2.1',
    spend: (caller, cost) => {
      spent.push([caller, cost]);
      return Promise.resolve(cost > 1 ? 30 : null);
    },
  });
  expect(await ask(port, '/catalog').status).toBe(503);
  expect(await ask(port, '/registrar', { headers: { cookie: 'ada' } }).status).toBe(503);
  expect(reached()).toEqual([]);
  expect(spent).toEqual([
    ['network:192.0.2.1', costOf.search],
    ['user:ada', costOf.workplace],
  ]);
});

test('whoever is turned away while still sending is heard out first, though not without end', async () => {
  const wasWhole: boolean[] = [];
  const { port } = await open({
    spend: () => Promise.resolve(7),
    turnAway: (_, response) => {
      wasWhole.push(response.req.complete);
      response.writeHead(429, { connection: 'close' }).end('spent');
    },
  });
  const send = (parts: readonly string[]) => {
    const request = http.request({ port, host: '127.0.0.1', method: 'POST', path: '/sign-in', agent: false });
    const answered = new Promise<number>((resolve) => {
      request.on('response', (response) =>
        response.resume().on('end', () => resolve(response.statusCode ?? 0)),
      );
      request.on('error', () => resolve(0));
    });
    return { request, answered, sent: Promise.all(parts.map((part) => write(request, part))) };
  };
  const write = (request: http.ClientRequest, part: string) =>
    new Promise((resolve) => request.write(part, resolve));
  const slow = send(['x'.repeat(50_000)]);
  await slow.sent;
  slow.request.end('x'.repeat(50_000));
  expect([await slow.answered, wasWhole]).toEqual([429, [true]]);
  const endless = send(['x']);
  expect([await endless.answered, wasWhole]).toEqual([429, [true, false]]);
  const large = send(Array.from({ length: 40 }, () => 'x'.repeat(50_000)));
  expect(await large.answered).toBeOneOf([429, 0]);
  expect(wasWhole).toEqual([true, false, false]);
  for (const { request } of [endless, large]) request.destroy();
});

test('where nobody can say whose session it is, it is nobody’s, and is served', async () => {
  const { port, served } = await open({ userOf: () => Promise.reject(new Error('the database is away')) });
  const asked = ask(port, '/catalog', { headers: { cookie: 'ada' } });
  await until(() => served.size).toBe(1);
  expect(counts('visitorRead').served).toBe(1);
  served.get('/catalog')?.end();
  expect(await asked.status).toBe(200);
});

test('before a request is begun, everybody who knocks is heard, though what is begun keeps the thread busy', async () => {
  const server = http.createServer();
  let heard = 0;
  server.on('connection', () => (heard += 1));
  const whenHeard: number[] = [];
  const pass = gateBefore(
    (_, response) => {
      whenHeard.push(heard);
      const until = performance.now() + 30;
      while (performance.now() < until);
      response.end();
    },
    {
      limits: { ...few, lanes: { ...few.lanes, visitorRead: { own: 1, waiting: 200 } } },
      userOf: () => Promise.resolve(null),
      callerOf: () => `caller-${(callers += 1)}`,
      spend: () => Promise.resolve(null),
      turnAway: (_, response) => void response.writeHead(503).end(),
    },
    whenAllAreHeard(server),
  );
  server.on('request', (request, response) => void pass(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const asked = Array.from({ length: 40 }, (_, n) => ask(port, `/catalog?${n}`));
  expect(new Set(await Promise.all(asked.map(({ status }) => status)))).toEqual(new Set([200]));
  // By the time that the fifth is begun, all who came at the same moment have been taken.
  expect(whenHeard[5]).toBe(40);
});
