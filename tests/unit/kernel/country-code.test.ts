import { expect, test } from 'vitest';
import { countryName, isCountryCode } from '@/lib/kernel/country-code';

test.each(['DE', 'GB', 'US', 'PL', 'AU', 'CN', 'AT', 'CH', 'HK', 'KR'])('%s is a country', (code) =>
  expect(isCountryCode(code)).toBe(true),
);

test.each(['', 'D', 'de', 'Germany', 'GERMANY', 'UK', 'EU', 'UN', 'XX', 'ZZ', 'XA', 'DD', '12', 'Ä1'])(
  '“%s” is none',
  (code) => expect(isCountryCode(code)).toBe(false),
);

test('a code is said by the name of its country, other words as they are', () =>
  expect(['US', 'XX', 'Germany', 'us', ''].map((said) => countryName(said, 'en'))).toEqual([
    'United States',
    'XX',
    'Germany',
    'us',
    '',
  ]));
