import { expect, test } from 'vitest';
import { isWebAddress } from '@/lib/kernel/web-address';

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
