import { expect, test } from 'vitest';
import { judgeHead } from '@/lib/next/request-guard';
import { removeUnreadable } from '@/lib/next/remove-unreadable';

const left = (state: string) => {
  const request = { url: '/catalog', headers: { 'next-router-state-tree': state } as Record<string, string> };
  removeUnreadable(request);
  return request.headers['next-router-state-tree'];
};

const after = (url: string) => {
  const request = { url, headers: {} };
  removeUnreadable(request);
  return request.url;
};

test('a state of the router stays when the framework can read it, and only then', () => {
  const good = encodeURIComponent('["",{"children":["catalog",{"children":["__PAGE__",{}]}]},null,null]');
  expect(left(good)).toBe(good);
  for (const bad of [
    '',
    'x',
    '%',
    encodeURIComponent('{}'),
    encodeURIComponent('["",{"children":3}]'),
    'a'.repeat(50_000),
  ])
    expect(left(bad)).toBeUndefined();
});

test('an address that is none becomes the start page', () => {
  expect(after('*')).toBe('/');
});

test('methods that the framework cannot carry reach the guard as one it does not know', () => {
  const after = (method: string) => {
    const request = { method, url: '/', headers: {} };
    removeUnreadable(request);
    return request.method;
  };
  expect(['TRACE', 'track', 'GET', 'POST'].map(after)).toEqual(['UNKNOWN', 'UNKNOWN', 'GET', 'POST']);
});

test('an address whose path cannot be decoded leads to the page of what is not there; its query is not touched', () => {
  expect(['/audit/1%', '/faculty/cases/%E0%A4%A?a=b', '/%ff'].map(after)).toEqual(
    Array(3).fill('/unreadable-address'),
  );
  expect(['/catalog/%C3%A4?q=%', '/'].map(after)).toEqual(['/catalog/%C3%A4?q=%', '/']);
});

test('a parameter that would become the prototype of all others is left out, however it is spelled', () => {
  expect(after('/institutions/a?__proto__=x&q=b&q=c%20d')).toBe('/institutions/a?q=b&q=c%20d');
  expect(after('/catalog?q=b&%5F_proto%5f_=x')).toBe('/catalog?q=b');
  expect(after('/catalog?q=__proto__')).toBe('/catalog?q=__proto__');
});

test('an address with a zero byte names nothing: no page, or nothing of the API, which answers in its own way', () => {
  expect(['/catalog/a%00b?q=c', '/api/v1/catalog/a%00b?q=c'].map(after)).toEqual([
    '/unreadable-address',
    '/api/v1/unreadable-address',
  ]);
});

test('an address that an answer could not repeat twice is known to the guard as too long', () => {
  const longest = `/catalog?q=${'a'.repeat(6_000 - '/catalog?q='.length)}`;
  expect(after(longest)).toBe(longest);
  expect(
    judgeHead(
      { method: 'GET', pathname: after(`${longest}a`), headers: new Headers({ host: 'a' }) },
      { allowedHosts: ['a'], protocol: 'http:' },
    ),
  ).toBe('addressTooLong');
});
