import { expect, test } from 'vitest';
import { exactNumber } from '@/lib/amount/exact-number';

const german = new Intl.NumberFormat('de', { maximumFractionDigits: 6 });

test.each([
  ['7.5', '7,5'],
  ['8/3', '2 2/3'],
  ['2/3', '2/3'],
  ['1234', '1.234'],
])('%s is written %s', (value, text) => {
  expect(exactNumber(value, (number) => german.format(number))).toBe(text);
});
