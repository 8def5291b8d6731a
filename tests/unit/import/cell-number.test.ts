import { describe, expect, test } from 'vitest';
import { columnOfCell, mergedDown } from '@/lib/import/cell-address';
import { cellNumber, numberFormOf } from '@/lib/import/cell-number';

describe('numbers of a workbook', () => {
  test.each([
    ['45566', 'day', 1900, '2024-10-01'],
    ['45566.75', 'day', 1900, '2024-10-01'],
    ['44104', 'day', 1904, '2024-10-01'],
    ['1', 'day', 1900, '1900-01-01'],
    ['59', 'day', 1900, '1900-02-28'],
    ['61', 'day', 1900, '1900-03-01'],
    ['2958465', 'day', 1900, '9999-12-31'],
    ['2958466', 'day', 1900, '2958466'],
    ['0', 'day', 1900, '0'],
    ['7.5', 'number', 1900, '7.5'],
    ['0.30000000000000004', 'number', 1900, '0.3'],
    ['1E2', 'number', 1900, '100'],
    ['123456789012', 'number', 1900, '123456789012'],
    ['42', { digits: 5 }, 1900, '00042'],
    ['4.5', { digits: 5 }, 1900, '4.5'],
    ['#N/A', 'day', 1900, '#N/A'],
    ['', 'number', 1900, ''],
  ] as const)('%j as %j in the calendar of %s is %j', (found, form, calendar, text) =>
    expect(cellNumber(found, form, calendar)).toBe(text),
  );

  test.each([
    [14, undefined, 'day'],
    [2, undefined, 'number'],
    [164, 'dd.mm.yyyy', 'day'],
    [165, '[$-407]d. mmmm yyyy', 'day'],
    [166, '0.00" dy"', 'number'],
    [167, '[Red]0.0', 'number'],
    [168, '00000', { digits: 5 }],
    [169, 'h:mm', 'number'],
  ] as const)('form %i, %j, is %j', (id, code, form) => expect(numberFormOf(id, code)).toEqual(form));
});

test('addresses of cells, and areas that were merged downwards', () => {
  expect(['A1', 'Z9', 'AA1', 'XFD1048576', 'a1', 'A', '', 'AAAA1'].map(columnOfCell)).toEqual([
    0, 25, 26, 16_383, -1, -1, -1, -1,
  ]);
  expect(mergedDown('B3:B9')).toEqual({ column: 1, from: 3, to: 9 });
  expect(['A1:H1', 'A9:A3', 'A1', '', 'A1:B'].map(mergedDown)).toEqual([null, null, null, null, null]);
});
