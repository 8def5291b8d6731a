import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedFetch, isPublic } from '@/lib/badge-reading/guarded-fetch';

/** Ways to write an address that leads to oneself, to neighbours or to nowhere. @source docs/security.md, "Abuse cases", 13 */
const tricks = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://017700000001/',
  'https://0x7f000001/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://127.0.0.1./',
  'https://①②⑦.⓪.⓪.①/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.0.0.1/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.1.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://192.0.2.1/',
  'https://198.18.0.1/',
  'https://198.51.100.1/',
  'https://203.0.113.1/',
  'https://224.0.0.1/',
  'https://240.0.0.1/',
  'https://255.255.255.255/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::127.0.0.1]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[2001::1]/',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[ff02::1]/',
  'https://[2001:db8::1]/',
  'https://public.example:8443/',
  'https://somebody@public.example/',
  'https://public.example:@127.0.0.1/',
  'https://somebody:secret@public.example/',
  'ftp://public.example/',
  'file:///etc/passwd',
  'gopher://public.example/',
  'data:application/json,{}',
  'javascript:0',
  'http://127.0.0.1:5432/',
  'https:/\\127.0.0.1/',
  '//127.0.0.1/',
  'not an address',
];

describe('the door to the web', () => {
  it.each(tricks)('does not open to %s', async (url) => {
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return ['127.0.0.1'];
    };
    expect(await guardedFetch({ resolve })(url)).toStrictEqual({ ok: false, reason: 'refused' });
    expect(asked).toStrictEqual([]);
  });

  it.each([
    [['127.0.0.1']],
    [['10.1.2.3']],
    // One public address among them is no permission: which of them is taken would be chance.
    [['8.8.8.8', '192.168.0.1']],
    [['::1']],
    [['::ffff:10.0.0.1']],
  ])('does not open to a name that leads to %j', async (addresses) => {
    for (const name of ['public.example', 'localhost', 'localhost.', 'intern.example.'])
      expect(await guardedFetch({ resolve: async () => addresses })(`https://${name}/x`)).toStrictEqual({
        ok: false,
        reason: 'refused',
      });
  });

  it('says of a name that leads nowhere that nothing was reached', async () => {
    const nowhere = guardedFetch({ resolve: async () => [] });
    expect(await nowhere('https://public.example/')).toStrictEqual({ ok: false, reason: 'unreachable' });
    const broken = guardedFetch({ resolve: () => Promise.reject(new Error('no such name')) });
    expect(await broken('https://public.example/')).toStrictEqual({ ok: false, reason: 'unreachable' });
  });

  it('asks no address without end', async () => {
    const answer = await guardedFetch()(`https://public.example/${'a'.repeat(3_000)}`);
    expect(answer).toStrictEqual({ ok: false, reason: 'refused' });
  });

  it('knows public addresses', () => {
    expect(['8.8.8.8', '93.184.216.34', '2606:2800:220:1::1'].map((one) => isPublic(one))).toStrictEqual([
      true,
      true,
      true,
    ]);
    expect(isPublic('no address')).toBe(false);
  });
});

describe('behind the door', () => {
  let server: Server;
  let origin: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const url = request.url ?? '';
      asked.push(url);
      const [, way, left = '0'] = url.split('/');
      if (way === 'hops' && Number(left) > 0)
        return response.writeHead(302, { location: `/hops/${Number(left) - 1}` }).end();
      if (way === 'inside') return response.writeHead(302, { location: 'http://10.0.0.1/secret' }).end();
      if (way === 'rebound')
        return response.writeHead(302, { location: 'http://rebound.example/secret' }).end();
      if (way === 'file') return response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      if (way === 'gone') return response.writeHead(404).end();
      if (way === 'broken') return response.writeHead(500).end();
      if (way === 'endless') {
        const more = () => {
          while (response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        return more();
      }
      if (way === 'silent') return undefined;
      return response.end(JSON.stringify({ cookie: request.headers.cookie ?? null, path: url }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const fetch = (way: string, limits: object = {}) =>
    guardedFetch({ loopback: true, ...limits })(`${origin}/${way}`);

  it('brings what is there, and takes nothing along', async () => {
    const answer = await fetch('plain');
    expect(answer.ok && JSON.parse(Buffer.from(answer.bytes).toString())).toStrictEqual({
      cookie: null,
      path: '/plain',
    });
  });
  it('follows three redirects and no fourth', async () => {
    expect(await fetch('hops/3')).toMatchObject({ ok: true, url: `${origin}/hops/0` });
    expect(await fetch('hops/4')).toStrictEqual({ ok: false, reason: 'refused' });
  });
  it.each(['inside', 'file'])('looks at each redirect anew: %s', async (way) => {
    expect(await fetch(way)).toStrictEqual({ ok: false, reason: 'refused' });
  });
  it('asks a name once, and connects to what it was told then', async () => {
    let times = 0;
    // The second answer is what somebody changes it to once the first was looked at.
    const resolve = async () => (++times === 1 ? ['127.0.0.1'] : ['10.0.0.1']);
    const { port } = new URL(origin);
    const answer = await guardedFetch({ loopback: true, resolve })(`http://named.example:${port}/plain`);
    expect(answer).toMatchObject({ ok: true });
    expect(times).toBe(1);
    expect(
      await guardedFetch({ loopback: true, resolve })(`http://named.example:${port}/plain`),
    ).toStrictEqual({ ok: false, reason: 'refused' });
    expect(await fetch('rebound', { resolve })).toStrictEqual({ ok: false, reason: 'refused' });
  });
  it('stops at its bounds', async () => {
    expect(await fetch('endless')).toStrictEqual({ ok: false, reason: 'too-large' });
    expect(await fetch('silent', { within: 150 })).toStrictEqual({ ok: false, reason: 'too-slow' });
    expect(await fetch('gone')).toStrictEqual({ ok: false, reason: 'not-there' });
    expect(await fetch('broken')).toStrictEqual({ ok: false, reason: 'unreachable' });
  });
  it('has no way to its own machine but that of tests', async () => {
    const before = asked.length;
    expect(await guardedFetch()(`${origin}/plain`)).toStrictEqual({ ok: false, reason: 'refused' });
    expect(asked.length).toBe(before);
  });
});
