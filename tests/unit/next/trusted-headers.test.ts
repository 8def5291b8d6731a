import { expect, test } from 'vitest';
import { cleanHeaders } from '@/lib/next/trusted-headers';

function cleaned(headers: Record<string, string | string[]>, proxiesInFront: number) {
  const request = { headers: { ...headers }, socket: { remoteAddress: '192.0.2.1' } };
  cleanHeaders(request, proxiesInFront);
  return request.headers;
}

test('without a proxy in front the caller is who opened the connection, whatever the request claims', () => {
  expect(cleaned({ host: 'a', 'x-forwarded-for': '203.0.113.9' }, 0)).toEqual({
    host: 'a',
    'x-forwarded-for': '192.0.2.1',
  });
});

test('with proxies in front only the address that the outermost of them wrote counts', () => {
  expect(cleaned({ 'x-forwarded-for': '10.6.6.6, 203.0.113.9' }, 1)['x-forwarded-for']).toBe('203.0.113.9');
  expect(
    cleaned({ 'x-forwarded-for': ['10.6.6.6, 203.0.113.9', '198.51.100.4'] }, 2)['x-forwarded-for'],
  ).toBe('203.0.113.9');
  expect(cleaned({}, 1)['x-forwarded-for']).toBe('192.0.2.1');
  expect(cleaned({ 'x-forwarded-for': '203.0.113.9' }, 3)['x-forwarded-for']).toBe('192.0.2.1');
});

test('headers by which proxies and the framework speak are taken out of a client’s hand', () => {
  const asked = [
    'x-forwarded-host',
    'x-forwarded-proto',
    'forwarded',
    'x-middleware-subrequest',
    'x-middleware-rewrite',
    'next-resume',
    'x-nextjs-data',
    'x-request-id',
    'x-real-ip',
    'x-original-url',
    'x-matched-path',
  ];
  expect(
    cleaned({ accept: 'text/html', ...Object.fromEntries(asked.map((name) => [name, 'mine'])) }, 1),
  ).toEqual({ accept: 'text/html', 'x-forwarded-for': '192.0.2.1' });
});

test('leaves the headers alone that a browser needs', () => {
  const needed = {
    'next-action': 'a',
    'x-nextjs-request-id': 'e',
    'x-nextjs-html-request-id': 'f',
    'next-router-state-tree': 'b',
    rsc: '1',
    cookie: 'c',
    'content-type': 'd',
    'sec-fetch-site': 'same-origin',
  };
  expect(cleaned(needed, 0)).toMatchObject(needed);
});
