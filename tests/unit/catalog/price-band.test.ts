import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceBandOf, readPriceBand } from '@/lib/catalog/price-band';

test.each([
  [null, null, 'unstated'],
  ['5', null, 'unstated'],
  ['0', 'EUR', 'free'],
  ['0.00', null, 'free'],
  ['0.01', 'EUR', 'EUR 0'],
  ['9.99', 'EUR', 'EUR 0'],
  ['10', 'EUR', 'EUR 10'],
  ['49.99', 'EUR', 'EUR 10'],
  ['50', 'USD', 'USD 50'],
  ['199/2', 'USD', 'USD 50'],
  ['100', 'USD', 'USD 100'],
  ['9800', 'JPY', 'JPY 5000'],
])('%s %s is in the band %s', (price, currency, band) => {
  expect(priceBandOf(price, currency)).toBe(band);
});

test('every price lies in the band that it counts in', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (cents) => {
      const band = readPriceBand(priceBandOf(`${cents}/100`, 'EUR'));
      if (band === null) throw new Error(`${cents} has no band`);
      expect(band.from * 100n <= BigInt(cents) && BigInt(cents) < band.to * 100n).toBe(true);
    }),
  );
});

test('what is no band is none', () => {
  for (const value of ['free', 'unstated', 'EUR 20', 'eur 10', 'EUR 10 ', 'EUR 15', ''])
    expect(readPriceBand(value)).toBeNull();
});
