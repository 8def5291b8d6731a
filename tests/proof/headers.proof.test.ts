import { readFileSync } from 'node:fs';
import http from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { observe, type Seen } from './edges/observatory';
import { endpoints } from './matrix/inventory';
import { openDemonstration } from './support/demonstration';
import { conclude } from './support/evidence';
import { pick } from './support/scale';

// As behind a proxy that speaks https for it: people reach it at https://crosswalk.example, it listens on loopback.
const site = 'crosswalk.example';
const product = await openDemonstration(
  { NEXTAUTH_URL: `https://${site}`, ALLOWED_HOSTS: site },
  '__Host-crosswalk-session',
);
afterAll(() => product.stop());

interface Reply {
  status: number;
  headers: Record<string, string>;
  cookies: string[];
  html: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: product.port, path, method, headers: { host: site, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              cookies: response.headers['set-cookie'] ?? [],
              html: Buffer.concat(chunks).toString('utf8'),
              headers: Object.fromEntries(
                Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
              ),
            }),
          );
      },
    );
    request.on('error', reject).end(body);
  });
}

/** Every page of the build with things that exist put into its address, as a visitor and as people of several roles. */
function addresses(): string[] {
  const fill = (route: string) =>
    route.replace(/\[([A-Za-z]+)\]/g, (_, name: string) => product.things[name]?.[0] ?? 'none');
  return endpoints()
    .filter(({ kind }) => kind === 'page')
    .map(({ name }) => fill(name.slice('page '.length)));
}

const nonceOf = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';

function weakness({ headers, html }: Pick<Reply, 'headers' | 'html'>): string[] {
  const policy = headers['content-security-policy'] ?? '';
  const nonce = nonceOf(policy);
  const bare = [...html.matchAll(/<(?:script|style)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !tag.includes(`nonce="${nonce}"`) && !tag.includes('type="application/ld+json"'));
  return [
    ...(nonce.length < 22 ? ['no nonce of 128 bits'] : []),
    ...(/unsafe-/.test(policy) ? ['unsafe-* in the policy'] : []),
    ...[
      "default-src 'none'",
      "'strict-dynamic'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]
      .filter((part) => !policy.includes(part))
      .map((part) => `no ${part}`),
    ...bare.map((tag) => `without the nonce: ${tag.slice(0, 80)}`),
    ...[...html.matchAll(/<[a-z][^>]* (?:style|on[a-z]+)="[^"]*"/g)].map(
      ([tag]) => `in the markup: ${tag.slice(-80)}`,
    ),
    ...[...html.matchAll(/(?:href|src|action)="\s*(?:javascript|data):[^"]*"/gi)]
      .filter(([found]) => !found.includes('data:image'))
      .map(([found]) => `an address that runs: ${found.slice(0, 80)}`),
  ];
}

const seenBy = async (): Promise<Seen> => {
  const page = await get('/');
  const theme = await get(
    '/theme',
    {
      origin: `https://${site}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '10',
    },
    'POST',
    'theme=dark',
  );
  const files = await Promise.all(['/crossdomain.xml', '/clientaccesspolicy.xml'].map((path) => get(path)));
  return {
    headers: page.headers,
    cookies: [...page.cookies, ...theme.cookies],
    html: page.html,
    plain: null,
    crossDomainFiles: files.filter(({ status }) => status === 200).map(({ html }) => html),
  };
};

test('every page, for every kind of reader, has a policy of its own, and nothing in it runs without that nonce', async () => {
  const readers = [
    null,
    ...product.people.filter(
      ({ roles }, index, all) => all.findIndex((other) => other.roles.join() === roles.join()) === index,
    ),
  ].slice(0, pick({ slice: 1, ci: 12, campaign: 50 }));
  const nonces = new Set<string>();
  const wrong: string[] = [];
  let answers = 0;
  for (const address of [
    ...addresses(),
    '/there-is-no-such-page',
    '/catalog?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  ]) {
    for (const reader of readers) {
      const reply = await get(address, reader ? { cookie: reader.cookie } : {});
      if (!reply.headers['content-type']?.startsWith('text/html')) continue;
      answers += 1;
      const nonce = nonceOf(reply.headers['content-security-policy'] ?? '');
      wrong.push(
        ...weakness(reply).map((what) => `${address}: ${what}`),
        ...(nonces.has(nonce) ? [`${address}: a nonce used before`] : []),
      );
      if (!/no-store/.test(reply.headers['cache-control'] ?? ''))
        wrong.push(`${address}: may be kept: ${reply.headers['cache-control']}`);
      nonces.add(nonce);
    }
  }
  conclude('headers-policy', {
    pages: addresses().length,
    readers: readers.length,
    answers,
    scriptsWithoutNonce: wrong.length,
  });
  expect(wrong).toEqual([]);
  expect(answers).toBeGreaterThan(10);
});

test('no HTML of the build could be served without a nonce', () => {
  const manifest = JSON.parse(readFileSync(inProject('.next', 'prerender-manifest.json'), 'utf8')) as {
    routes: Record<string, { initialHeaders?: Record<string, string> }>;
    dynamicRoutes: object;
  };
  const isHtml = ([, { initialHeaders }]: [string, { initialHeaders?: Record<string, string> }]) =>
    !/^(image|application\/manifest|text\/plain)/.test(initialHeaders?.['content-type'] ?? 'text/html');
  // The framework's own page for when even the root layout broke; the guard shows it to nobody who asks for it.
  expect([
    Object.entries(manifest.routes)
      .filter(isHtml)
      .map(([address]) => address),
    Object.keys(manifest.dynamicRoutes),
  ]).toEqual([['/_global-error'], []]);
});

test('the twelve rules of the public Observatory are kept, with at least 115 points', async () => {
  const { verdicts, score } = observe(await seenBy());
  conclude('headers-observatory', {
    rules: verdicts.length,
    kept: verdicts.filter(({ passed }) => passed).length,
    score,
  });
  expect(verdicts.filter(({ passed }) => !passed)).toEqual([]);
  expect(verdicts).toHaveLength(12);
  expect(score).toBeGreaterThanOrEqual(115);
});

test('control: each header that is taken away or weakened costs a rule', async () => {
  const seen = await seenBy();
  const without = (name: string): Seen => ({
    ...seen,
    headers: Object.fromEntries(Object.entries(seen.headers).filter(([key]) => key !== name)),
  });
  const changed = (name: string, value: string): Seen => ({
    ...seen,
    headers: { ...seen.headers, [name]: value },
  });
  const policy = seen.headers['content-security-policy'] ?? '';
  const planted: Record<string, Seen> = {
    'content-security-policy': without('content-security-policy'),
    'content-security-policy with unsafe-eval': changed(
      'content-security-policy',
      policy.replace("'strict-dynamic'", "'unsafe-eval'"),
    ),
    'content-security-policy without object-src and default-src': changed(
      'content-security-policy',
      policy.replace(/(default|object)-src[^;]*;/g, ''),
    ),
    'strict-transport-security': without('strict-transport-security'),
    'strict-transport-security of a day': changed('strict-transport-security', 'max-age=86400'),
    'x-content-type-options': without('x-content-type-options'),
    'referrer-policy': changed('referrer-policy', 'unsafe-url'),
    'cross-origin-resource-policy': without('cross-origin-resource-policy'),
    'x-frame-options and frame-ancestors': {
      ...seen,
      headers: {
        ...without('x-frame-options').headers,
        'content-security-policy': policy.replace(/frame-ancestors[^;]*;?/, ''),
      },
    },
    'cookies without Secure': { ...seen, cookies: ['crosswalk-session=a; Path=/; HttpOnly; SameSite=Lax'] },
    'a session that scripts can read': {
      ...seen,
      cookies: ['__Host-crosswalk-session=a; Path=/; Secure; SameSite=Lax'],
    },
    'access-control-allow-origin with credentials': {
      ...seen,
      headers: {
        ...seen.headers,
        'access-control-allow-origin': 'https://elsewhere.example',
        'access-control-allow-credentials': 'true',
      },
    },
    'a script from elsewhere': { ...seen, html: '<script src="https://elsewhere.example/a.js"></script>' },
    'plain http': { ...seen, plain: { status: 200, location: '' } },
    'public-key-pins': changed('public-key-pins', 'pin-sha256="a"'),
    'x-xss-protection': changed('x-xss-protection', '1; mode=block'),
  };
  const uncaught = Object.entries(planted)
    .filter(([, one]) => observe(one).verdicts.every(({ passed }) => passed))
    .map(([name]) => name);
  conclude('headers-controls', {
    removed: Object.keys(planted).length,
    caught: Object.keys(planted).length - uncaught.length,
  });
  expect(uncaught).toEqual([]);
});

test('control: a script, a style and a handler without the nonce are each seen', async () => {
  const { headers, html } = await get('/');
  expect(weakness({ headers, html })).toEqual([]);
  for (const planted of [
    '<script>alert(1)</script>',
    '<style>p{}</style>',
    '<p onclick="x()">',
    '<p style="color:red">',
    '<a href="javascript:x()">',
  ])
    expect(weakness({ headers, html: html + planted })).toHaveLength(1);
  expect(
    weakness({
      headers: { ...headers, 'content-security-policy': "script-src 'self' 'unsafe-inline'" },
      html: '',
    }).length,
  ).toBeGreaterThan(3);
});

test('3.3.1 every cookie is Secure, HttpOnly where scripts have no business with it, and bound to this host', async () => {
  const theme = await get(
    '/theme',
    {
      origin: `https://${site}`,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '10',
    },
    'POST',
    'theme=dark',
  );
  expect(theme.status).toBe(303);
  expect(theme.cookies).toHaveLength(1);
  for (const line of theme.cookies)
    expect(line).toMatch(
      /^__Host-crosswalk-[\w-]+=[^;]*(?=.*;\s*Path=\/(;|$))(?=.*;\s*Secure)(?=.*;\s*SameSite=Lax)(?!.*;\s*Domain)/i,
    );
});
