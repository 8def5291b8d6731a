import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classOf, costOf, kindOfAddress, pathOf } from '@/lib/next/request-class';
import { walk } from '@/tests/architecture/sources';

/** Addresses of everything in `app` that answers, with something in the place of each parameter. */
const routes = walk('app')
  .filter((file) => /\/(page\.tsx|route\.ts)$/.test(file))
  .map((file) => file.replace(/^app/, '').replace(/\/(page\.tsx|route\.ts)$/, ''))
  .map((route) => route.replace(/\/\([^)]+\)/g, '').replace(/\[[^\]]+\]/g, 'something') || '/');
/** What the framework makes of files with a name that it knows. */
const files = walk('app').flatMap((file) => {
  const name = /^app\/(favicon\.ico|icon\.svg|robots)(\.ts)?$/.exec(file)?.[1];
  return name === undefined ? [] : [`/${{ robots: 'robots.txt' }[name] ?? name}`];
});

const head = (method: string, pathname: string, headers: Record<string, string> = {}) => ({
  method,
  pathname,
  headers: { get: (name: string) => headers[name] ?? null },
});

test('every route of the application has a class', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(files).toHaveLength(3);
  expect([...routes, ...files].filter((route) => kindOfAddress(route) === null)).toEqual([]);
});

test('control: a route of an area that nobody has classed is seen', () => {
  for (const path of [
    '/reports',
    '/catalogue',
    '/api/v2/catalog',
    '/_next/data/x',
    '/api/health',
    '/faculty…',
  ])
    expect([path, kindOfAddress(path)]).toEqual([path, null]);
});

test('only health and files that never change wait nowhere, and only when they are read', () => {
  const unqueued = [...routes, ...files, '/_next/static/chunks/a.css'].filter(
    (route) => classOf(head('GET', route), false, false) === null,
  );
  expect(unqueued.sort()).toEqual(
    [
      '/_next/static/chunks/a.css',
      '/api/health/live',
      '/api/health/ready',
      '/favicon.ico',
      '/icon.svg',
      '/robots.txt',
    ].sort(),
  );
  for (const route of unqueued) {
    expect(classOf(head('POST', route), false, false)).not.toBeNull();
    expect(classOf(head('GET', route, { 'next-action': 'a' }), false, false)).not.toBeNull();
  }
});

test.each<[string, string, boolean, string]>([
  ['GET', '/catalog', false, 'visitorRead'],
  ['HEAD', '/catalog', false, 'visitorRead'],
  ['POST', '/catalog', false, 'visitorWrite'],
  ['GET', '/sign-in', false, 'visitorWrite'],
  ['GET', '/sign-in/link', false, 'visitorWrite'],
  ['GET', '/api/auth/callback/oidc', false, 'visitorWrite'],
  ['POST', '/sign-in', false, 'visitorWrite'],
  ['GET', '/registrar', false, 'visitorRead'],
  ['GET', '/registrar', true, 'signedInRead'],
  ['GET', '/catalog', true, 'signedInRead'],
  ['POST', '/registrar/rules', true, 'signedInWrite'],
  ['DELETE', '/nowhere', true, 'signedInWrite'],
])('%s %s, with a session: %s, waits as %s', (method, path, isSignedIn, lane) => {
  expect(classOf(head(method, path), isSignedIn, false)?.lane).toBe(lane);
});

test('a search costs more than a page, and what lies nowhere as much as the dearest', () => {
  const cost = (path: string) => classOf(head('GET', path), false, false)?.cost;
  expect(cost('/catalog')).toBeGreaterThan(cost('/catalog/some-certificate') ?? Infinity);
  expect(cost('/nowhere/at/all')).toBe(Math.max(...Object.values(costOf)));
  expect(cost('/catalog')).toBe(cost('/api/v1/catalog'));
});

test('a visitor’s large body is dear and keeps nobody from signing in; somebody signed in may send one', () => {
  expect(classOf(head('POST', '/sign-in'), false, true)).toEqual({ lane: 'visitorRead', cost: 100 });
  expect(classOf(head('POST', '/registrar/imports/new'), true, true)?.lane).toBe('signedInWrite');
  expect(classOf(head('POST', `/registrar/imports/${crypto.randomUUID()}/match`), true, true)?.lane).toBe(
    'signedInWrite',
  );
});

test.each([
  ['/catalog?q=a', '/catalog'],
  ['/%63atalog', '/catalog'],
  ['//catalog', '/catalog'],
  ['/catalog/', '/catalog/'],
  ['/_next/static/../../catalog', '/catalog'],
  ['/_next/static/%2e%2e/%2e%2e/catalog', '/catalog'],
  ['/_next/static/..%2f..%2fcatalog', '/…'],
  ['/_next/static/..\\..\\catalog', '/catalog'],
  ['http://elsewhere.example/catalog', '/catalog'],
  ['/%', '/…'],
])('%s leads to %s', (url, path) => {
  expect(pathOf(url)).toBe(path);
});

test('no way of writing an address makes it cheaper than the page that it leads to, nor breaks the reader', () => {
  const written = fc.array(
    fc.constantFrom('/', '.', '..', '%2e', '%2f', '\\', '…', 'catalog', '_next', 'static', '?'),
    {
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(written, (parts) => {
      const path = pathOf(`/${parts.join('')}`);
      expect(path.startsWith('/')).toBe(true);
      if (kindOfAddress(path) === 'unqueued')
        expect(path).toMatch(/^\/_next\/static\/(?!.*(^|\/)\.\.(\/|$))/);
    }),
  );
});
