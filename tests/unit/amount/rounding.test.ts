import { expect, test } from 'vitest';
import { formatRational, parseRational } from '@/lib/amount/rational';
import { roundTo, type RoundingMode } from '@/lib/amount/rounding';

test.each<[string, RoundingMode, string, string]>([
  ['8/3', 'DOWN', '0.01', '2.66'],
  ['8/3', 'UP', '0.01', '2.67'],
  ['8/3', 'HALF_UP', '0.01', '2.67'],
  ['8/3', 'HALF_EVEN', '1', '3'],
  ['2.5', 'HALF_UP', '1', '3'],
  ['2.5', 'HALF_EVEN', '1', '2'],
  ['3.5', 'HALF_EVEN', '1', '4'],
  ['2.25', 'HALF_EVEN', '0.5', '2'],
  ['2.75', 'HALF_EVEN', '0.5', '3'],
  ['2.49', 'HALF_UP', '1', '2'],
  ['2.51', 'HALF_EVEN', '1', '3'],
  ['2', 'UP', '1', '2'],
  ['0', 'UP', '1', '0'],
  ['10/3', 'DOWN', '0.5', '3'],
  ['1', 'DOWN', '2/3', '2/3'],
  ['8/3', 'UP', '0', '8/3'],
])('%s, %s to %s, is %s', (value, mode, increment, expected) => {
  expect(formatRational(roundTo(parseRational(value), mode, parseRational(increment)))).toBe(expected);
});
