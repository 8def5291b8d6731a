import { expect, test } from 'vitest';
import { busyAnswer } from '@/lib/next/busy-answer';
import refusals from '@/messages/en/refusals.json';

const ask = (
  pathname: string,
  headers: Record<string, string>,
  method = 'GET',
  why: 'busy' | 'spent' = 'busy',
) =>
  busyAnswer(
    why,
    { method, pathname, headers: { get: (name) => headers[name] ?? null } },
    {
      retryAfter: 5,
      requestId: 'r',
      nonce: 'n',
      secure: true,
      look: { sheets: ['/_next/static/chunks/a.css'], fonts: ['f'] },
      theme: 'dark',
    },
  );

test('a browser gets a page in words with the look of all others, and no script', () => {
  const { status, headers, body } = ask('/catalog', { accept: 'text/html' });
  expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '5', 'no-store']);
  expect(body).toContain('<h1');
  expect(body).toContain('href="/_next/static/chunks/a.css"');
  expect(body).toContain('data-theme="dark"');
  expect(body).not.toContain('<script');
});

test('a form that was not taken is told that nothing was saved, and is not offered as a link', () => {
  const { headers, body } = ask('/registrar/rules', { accept: 'text/html' }, 'POST');
  expect(body).toContain('Nothing was saved');
  expect(body).not.toContain('<a ');
  expect(headers['connection']).toBe('close');
});

test('a program gets a problem document, a page that asks by script a sentence', () => {
  const problem = ask('/api/v1/catalog', { accept: 'text/html' }, 'GET', 'spent');
  expect([problem.status, problem.headers['content-type']]).toEqual([429, 'application/problem+json']);
  expect(problem.body).toContain(refusals.reason['access-too-many-requests']);
  expect(ask('/catalog', { 'next-action': 'x', accept: 'text/html' }, 'POST').body.trim()).toBe(
    refusals.reason['server-busy'],
  );
});
