import { endpoints, type Endpoint } from '../matrix/inventory';
import type { Demonstration } from '../support/demonstration';
import { below, type Chance, mutatedText, nasty, oneOf } from './mutate';

/** One request to send: as a client would build it, or as bytes that no client would. */
export interface Sent {
  kind: 'page' | 'route' | 'action' | 'static' | 'bytes';
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Sent as they are, when the request is no HTTP a client would speak. */
  bytes: Buffer | null;
}

const queryNames = [
  'q',
  'provider',
  'subject',
  'level',
  'language',
  'kind',
  'standing',
  'minHours',
  'maxHours',
  'institution',
  'program',
  'sort',
  'page',
  'cursor',
  'limit',
  'mc1',
  'on1',
  'score1',
  'claim',
  'course',
  'add',
  'drop',
  'asOf',
  'unit',
  'state',
  'mine',
  'due',
  'direction',
  'words',
  'next',
  'token',
  'outcome',
  'mc',
  'action',
  'actor',
  'from',
  'to',
  'field',
  '_rsc',
  '__proto__',
];
const queryValues = [
  'python',
  'published',
  '2026-11-25',
  '3',
  '8/3',
  'certificate',
  'relevance',
  '1',
  '50',
  'ECTS',
  'draft',
  '/account',
  'en',
  'eyJhIjoxfQ',
];
const fieldNames = [
  'email',
  'next',
  'personId',
  'ruleVersionId',
  'expectedVersion',
  'title',
  'departmentId',
  'definition.premise.branches.0.mc',
  'definition.outcomes.0.lines.0.target',
  'reason',
  'note',
  'choice',
  'rationale',
  'stageId',
  'file',
  'kind',
  'code',
  'name',
  'credits.amount',
  'programs[]',
  'role',
  'tenantId',
  'idempotencyKey',
  '__proto__.a',
  'a..b',
  '9999999.x',
];
const statics = [
  '/robots.txt',
  '/sitemap.xml',
  '/sitemap/1',
  '/favicon.ico',
  '/icon.svg',
  '/_next/static/chunks/none.js',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
  '/_next/data/x/index.json',
  '/.env',
  '/.git/config',
  '/server.js',
  '/_global-error',
  '/_not-found',
  '/index.txt',
  '/api',
  '/api/v1',
  '/api/auth/session',
  '/api/auth/providers',
];

export class Requests {
  private readonly all: readonly Endpoint[] = endpoints();

  constructor(
    private readonly world: Demonstration,
    private readonly chance: Chance,
  ) {}

  next(): Sent {
    const { chance } = this;
    const roll = chance();
    if (roll < 0.15) return this.bytes();
    if (roll < 0.2) return this.plain('static', oneOf(chance, statics));
    const endpoint = oneOf(chance, this.all);
    return endpoint.kind === 'action'
      ? this.action(endpoint)
      : this.plain(endpoint.kind, this.pathOf(endpoint.name.slice(endpoint.kind.length + 1)));
  }

  private pathOf(route: string): string {
    const { chance } = this;
    const filled = route.replace(/\[+(?:\.\.\.)?([A-Za-z]+)\]+/g, (_, name: string) => {
      const known = this.world.things[name] ?? ['x'];
      return chance() < 0.6 && known.length > 0
        ? oneOf(chance, known)
        : safePath(mutatedText(chance, [known[0] ?? 'x'], 200));
    });
    const search = Array.from({ length: below(chance, 6) }, () => {
      const value = chance() < 0.4 ? oneOf(chance, queryValues) : mutatedText(chance, queryValues, 300);
      return `${oneOf(chance, queryNames)}=${chance() < 0.9 ? encodeURIComponent(whole(value)) : safePath(value)}`;
    });
    return search.length > 0 ? `${filled}?${search.join('&')}` : filled;
  }

  private headers(method: string): Record<string, string> {
    const { chance, world } = this;
    const own = `127.0.0.1:${world.port}`;
    const headers: Record<string, string> = {
      host: chance() < 0.97 ? own : headerValue(mutatedText(chance, [own, 'elsewhere.example'], 100)),
      'x-forwarded-for': `10.${below(chance, 256)}.${below(chance, 256)}.${below(chance, 256)}`,
    };
    const person = oneOf(chance, world.people);
    if (chance() < 0.7)
      headers['cookie'] =
        chance() < 0.85
          ? person.cookie
          : headerValue(mutatedText(chance, [person.cookie, 'theme=dark'], 3_000));
    if (method !== 'GET' && method !== 'HEAD') {
      headers['origin'] =
        chance() < 0.9 ? `http://${own}` : headerValue(mutatedText(chance, [`http://${own}`, 'null'], 100));
      if (chance() < 0.7)
        headers['sec-fetch-site'] = oneOf(chance, [
          'same-origin',
          'same-origin',
          'same-origin',
          'cross-site',
          'none',
        ]);
    }
    if (chance() < 0.3)
      headers['accept-language'] = headerValue(mutatedText(chance, ['en-GB,en;q=0.9', 'de'], 300));
    if (chance() < 0.2)
      headers['accept'] = oneOf(chance, [
        'text/html',
        'application/json',
        'text/x-component',
        '*/*',
        headerValue(mutatedText(chance, ['text/html;q=0.1'], 80)),
      ]);
    if (chance() < 0.15)
      Object.assign(headers, {
        rsc: '1',
        'next-url': headerValue(mutatedText(chance, ['/catalog'], 100)),
        'next-router-state-tree': headerValue(
          chance() < 0.5
            ? encodeURIComponent('["",{},null,null,true]')
            : mutatedText(chance, ['%5B%22%22%2C%7B%7D%5D'], 300),
        ),
      });
    if (chance() < 0.1)
      headers[
        oneOf(chance, [
          'next-router-prefetch',
          'next-router-segment-prefetch',
          'x-middleware-subrequest',
          'x-forwarded-host',
          'x-forwarded-proto',
          'x-nextjs-data',
          'x-invoke-path',
          'range',
          'if-none-match',
          'if-modified-since',
          'upgrade',
          'expect',
          'x-http-method-override',
          'purpose',
        ])
      ] = headerValue(mutatedText(chance, ['1', '/a', 'bytes=0-1', '"x"'], 200));
    return headers;
  }

  private plain(kind: Sent['kind'], path: string): Sent {
    const { chance } = this;
    const method =
      chance() < 0.8
        ? 'GET'
        : oneOf(chance, ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'SEARCH']);
    const headers = this.headers(method);
    if (['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method))
      return { kind, method, path, headers, body: null, bytes: null };
    const [type, body] = this.anyBody();
    return {
      kind,
      method,
      path,
      headers: { ...headers, 'content-type': type, 'content-length': String(body.byteLength) },
      body,
      bytes: null,
    };
  }

  private anyBody(): [string, Buffer] {
    const { chance } = this;
    switch (below(chance, 5)) {
      case 0:
        return [
          'application/x-www-form-urlencoded',
          Buffer.from(
            Array.from(
              { length: below(chance, 5) },
              () =>
                `${encodeURIComponent(whole(oneOf(chance, fieldNames)))}=${encodeURIComponent(whole(mutatedText(chance, queryValues, 200)))}`,
            ).join('&'),
          ),
        ];
      case 1:
        return ['application/json', Buffer.from(mutatedText(chance, ['{"a":[1,2,{"b":null}]}', '[]'], 500))];
      case 2:
        return this.multipart(
          Array.from({ length: below(chance, 6) }, () => [
            oneOf(chance, fieldNames),
            mutatedText(chance, queryValues, 200),
          ]),
        );
      case 3:
        return [
          headerValue(
            mutatedText(
              chance,
              ['text/plain;charset=UTF-8', 'application/xml', 'multipart/form-data; boundary=x'],
              120,
            ),
          ),
          Buffer.from(mutatedText(chance, ['["$K1"]', 'x'], 500)),
        ];
      default:
        return [
          'text/plain;charset=UTF-8',
          Buffer.from(mutatedText(chance, ['["$K1",{"a":1}]', '[{"status":"idle"}]'], 500)),
        ];
    }
  }

  private multipart(fields: readonly (readonly [string, string])[]): [string, Buffer] {
    const { chance } = this;
    const boundary = 'form-of-a-browser';
    const parts = fields.map(([name, value]) => {
      const file =
        chance() < 0.1
          ? `; filename="${oneOf(chance, ['a.csv', '../../a.pdf', 'a\u0000b.png', ''])}"\r\nContent-Type: text/csv`
          : '';
      return `--${boundary}\r\nContent-Disposition: form-data; name="${name.replace(/["\r\n]/g, '')}"${file}\r\n\r\n${value}\r\n`;
    });
    const text = `${parts.join('')}--${boundary}--\r\n`;
    return [
      `multipart/form-data; boundary=${boundary}`,
      Buffer.from(chance() < 0.1 ? mutatedText(chance, [text], 5_000) : text),
    ];
  }

  /** A server action as a browser calls it, with and without its script, and then less and less so. */
  private action({ actionId = '', page = '/' }: Endpoint): Sent {
    const { chance } = this;
    const things = Object.values(this.world.things).flat();
    const valueOf = () =>
      chance() < 0.5 && things.length > 0
        ? oneOf(chance, things)
        : mutatedText(chance, [...queryValues, 'person@university.example'], 300);
    const fields = Array.from(
      { length: 1 + below(chance, 8) },
      () => [oneOf(chance, fieldNames), valueOf()] as const,
    );
    const headers = this.headers('POST');
    const path = this.pathOf(page).split('?')[0] ?? '/';
    const withScript = chance() < 0.6;
    const args =
      chance() < 0.85
        ? '[{"status":"idle"},"$K1"]'
        : mutatedText(
            chance,
            [
              '[{"status":"idle"},"$K1"]',
              '["$F1","$Q2","$W3","$B4","$@5"]',
              '["$1","$n1e9","$D2026","$-0","$undefined","$Z"]',
            ],
            400,
          );
    const [type, body] = withScript
      ? this.multipart([...fields.map(([name, value]) => [`_1_${name}`, value] as const), ['0', args]])
      : this.multipart([[chance() < 0.8 ? `$ACTION_ID_${actionId}` : '$ACTION_REF_1', ''], ...fields]);
    const id = chance() < 0.9 ? actionId : headerValue(mutatedText(chance, [actionId], 60));
    return {
      kind: 'action',
      method: 'POST',
      path,
      headers: {
        ...headers,
        'content-type': type,
        'content-length': String(body.byteLength),
        ...(withScript && { 'next-action': id, accept: 'text/x-component' }),
      },
      body,
      bytes: null,
    };
  }

  private bytes(): Sent {
    const { chance, world } = this;
    const host = `127.0.0.1:${world.port}`;
    const corpus = [
      `GET /catalog?q=a HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      `POST /theme HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\nConnection: close\r\n\r\ntheme=dark`,
      `POST /theme HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\n5\r\ntheme\r\n0\r\n\r\n`,
      `GET //${oneOf(chance, ['elsewhere.example', '\\elsewhere.example', '.', '..;/'])} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      `GET /${oneOf(chance, nasty)} HTTP/1.${below(chance, 3)}\r\nHost: ${host}\r\nCookie: ${'a=b; '.repeat(below(chance, 400))}\r\nConnection: close\r\n\r\n`,
      `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      `GET http://elsewhere.example/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n`,
    ];
    const bytes = Buffer.from(
      chance() < 0.3 ? oneOf(chance, corpus) : mutatedText(chance, corpus, 8_000),
      chance() < 0.5 ? 'utf8' : 'latin1',
    );
    return { kind: 'bytes', method: '', path: '', headers: {}, body: null, bytes };
  }
}

/** Halves of characters cannot be put into an address. */
function whole(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** What a client library lets through in a path and in a header; everything else goes as bytes. */
function safePath(text: string): string {
  return (
    whole(text)
      .replace(/[^\x21-\x7e]/gu, (found) => encodeURIComponent(found))
      .replace(/[?#]/g, '') || 'x'
  );
}

function headerValue(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim() || 'x';
}
