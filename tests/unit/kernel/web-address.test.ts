import { expect, test } from 'vitest';
import { hasCredentials, isPublicAddress, isWebAddress } from '@/lib/kernel/web-address';

test.each([
  ['https://example.org/a?b=c#d', true],
  ['http://example.org', true],
  ['HTTPS://example.org', false],
  ['example.org', false],
  ['javascript:alert(1)', false],
  ['https://example.org/a b', false],
  ['https://example.org/"x"', false],
  ['https://coursera.org@example.org', false],
  ['https://a:b@example.org', false],
  ['https://', false],
])('whether %s is the address of a page: %s', (text, expected) => {
  expect(isWebAddress(text)).toBe(expected);
});

test.each([
  ['https://example.org/a', true],
  ['https://münchen.example/', true],
  ['https://localhost/', false],
  ['https://app.localhost/', false],
  ['https://intranet/', false],
  ['https://files.internal/', false],
  ['https://10.0.0.1/', false],
  ['https://2130706433/', false],
  ['https://[::1]/', false],
  ['https://a:b@example.org', false],
])('whether everybody can open %s: %s', (text, expected) => {
  expect(isPublicAddress(text)).toBe(expected);
});

test.each([
  ['https://a:b@example.org', true],
  ['https://a@example.org', true],
  ['https://example.org/@a', false],
  ['a:b@', false],
  ['', false],
])('whether %j names somebody before its place: %s', (text, expected) => {
  expect(hasCredentials(text)).toBe(expected);
});
