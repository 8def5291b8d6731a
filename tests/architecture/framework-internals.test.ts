import { readFileSync } from 'node:fs';
import { notFound, redirect } from 'next/navigation';
import { workAsyncStorage } from 'next/dist/server/app-render/work-async-storage.external';
import { describe, expect, test } from 'vitest';
import { askNextAuth } from '@/lib/auth/ask-next-auth';
import { isNotFound, readsRouterState, routeBeingAnswered } from '@/lib/next/framework-internals';
import { isRedirect } from '@/lib/next/is-redirect';
import { inProject } from '@/scripts/project';
import { PrismaPg } from '@prisma/adapter-pg';
import { sourcesOf } from './sources';

// What we use of others' insides. Another version may do otherwise: whoever changes one looks at each of these and then says so here.
const lookedAt = { next: '16.4.6', 'next-auth': '4.24.15', '@prisma/adapter-pg': '7.10.0', pg: '8.23.1' };

test('the versions are those that somebody looked at', () => {
  const { dependencies } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const [name, version] of Object.entries(lookedAt)) {
    expect(dependencies[name]).toBe(version);
    const installed = JSON.parse(readFileSync(inProject('node_modules', name, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(installed.version).toBe(version);
  }
});

test('insides are reached from one file each', () => {
  const product = sourcesOf(
    'app',
    'components',
    'lib',
    'scripts',
    'prisma',
    'proxy.ts',
    'instrumentation.ts',
  );
  const filesWith = (pattern: RegExp) =>
    product.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
  expect(filesWith(/from 'next\/dist\//)).toEqual(['lib/next/framework-internals.ts']);
  expect(filesWith(/import NextAuth\b/)).toEqual(['lib/auth/ask-next-auth.ts']);
  expect(filesWith(/performIO|underlyingDriver/)).toEqual(['scripts/database/migration-adapter.ts']);
  expect(filesWith(/extends Client\b/)).toEqual(['lib/db/one-at-a-time.ts']);
});

describe('next', () => {
  test('its reader throws on a state of the router that it cannot use, and on no other', () => {
    const state = encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}] }, null, null]));
    expect(readsRouterState(state)).toBe(true);
    for (const broken of ['x', '%', '[]', encodeURIComponent('{"a":1}')])
      expect(readsRouterState(broken)).toBe(false);
  });

  test('it keeps what it answers in a storage that can be asked outside of a request too', () => {
    expect(typeof workAsyncStorage.getStore).toBe('function');
    expect(routeBeingAnswered()).toBeUndefined();
    // That the route stands there during a request is seen in the log: tests/proof/logs.proof.test.ts.
  });
});

test('what notFound() throws is told apart from every other end of a page', () => {
  const thrownBy = (end: () => never) => {
    try {
      return end();
    } catch (error) {
      return error;
    }
  };
  expect(isNotFound(thrownBy(notFound))).toBe(true);
  expect(isNotFound(thrownBy(() => redirect('/catalog')))).toBe(false);
  expect(isNotFound({ digest: 'NEXT_HTTP_ERROR_FALLBACK;403' })).toBe(false);
  expect(isNotFound(new Error('not found'))).toBe(false);
  expect(isNotFound(undefined)).toBe(false);
  expect([isRedirect(thrownBy(() => redirect('/catalog'))), isRedirect(thrownBy(notFound))]).toEqual([
    true,
    false,
  ]);
  expect([isRedirect(new Error('NEXT_REDIRECT;')), isRedirect(undefined)]).toEqual([false, false]);
});

test('next-auth reads method, cookies, body and query, and answers by json() and the header set-cookie', async () => {
  const options = {
    providers: [],
    secret: 'only-for-tests-only-for-tests',
    logger: { error: () => undefined, warn: () => undefined },
  };
  const answer = await askNextAuth(options, { method: 'GET', nextauth: ['csrf'], cookies: {} });
  expect((answer.json as { csrfToken: string }).csrfToken).toMatch(/^[0-9a-f]{64}$/);
  expect(answer.setCookies.some((line) => line.includes('csrf-token='))).toBe(true);
  expect(answer.location).toBeUndefined();
});

test('the adapter of Prisma has the insides that migrations mend', async () => {
  // A pool connects when it is asked something; this one is not.
  const adapter = await new PrismaPg({ host: '127.0.0.1', port: 1, database: 'nobody', max: 1 }).connect();
  const insides = adapter as unknown as Record<string, unknown>;
  for (const name of ['performIO', 'onError', 'queryRaw', 'executeScript', 'underlyingDriver', 'dispose'])
    expect(typeof insides[name]).toBe('function');
  await adapter.dispose();
});
