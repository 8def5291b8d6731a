import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonDenominator, formatRational, fromParts, parseRational, toParts } from '@/lib/amount/rational';

test.each([
  ['0', '0'],
  ['3', '3'],
  ['3.0', '3'],
  ['7.50', '7.5'],
  ['0.01', '0.01'],
  ['8/3', '8/3'],
  ['16/6', '8/3'],
  ['6/2', '3'],
  ['1/8', '0.125'],
  ['7/20', '0.35'],
  ['166/7', '166/7'],
  ['999999999.999999', '999999999.999999'],
])('%s is written as %s', (text, expected) => {
  expect(formatRational(parseRational(text))).toBe(expected);
});

test('there is no rounding in sums that binary fractions get wrong', () => {
  expect(formatRational(parseRational('0.1').add(parseRational('0.2')))).toBe('0.3');
  expect(formatRational(parseRational('3').mul(parseRational('2/3')))).toBe('2');
});

test('parts of a common denominator are whole and lead back', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(10_000), fc.integer({ min: 1, max: 60 })), { minLength: 1 }),
      (pairs) => {
        const values = pairs.map(([n, d]) => parseRational(`${n}/${d}`));
        const denominator = commonDenominator(values);
        for (const value of values)
          expect(fromParts(toParts(value, denominator), denominator).equals(value)).toBe(true);
      },
    ),
  );
});
