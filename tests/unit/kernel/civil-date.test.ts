import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  type CivilDate,
  compareCivilDates,
  isCivilDate,
  isWithin,
  parseCivilDate,
  weekdayOf,
  daysBetween,
} from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';

const day = (text: string): CivilDate => parseCivilDate(text);
const anyDay = fc
  .date({ min: new Date('0100-01-01T00:00:00Z'), max: new Date('9900-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => day(date.toISOString().slice(0, 10)));

describe('civil dates', () => {
  test.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(isCivilDate(text)).toBe(true);
  });

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-00-10',
    '2024-13-01',
    '2024-01-00',
    '0000-01-01',
    '2024-1-1',
    '2024-01-01T00:00:00Z',
    ' 2024-01-01',
    '٢٠٢٤-01-01',
    '',
  ])('%s is none', (text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(() => parseCivilDate(text)).toThrow(Refusal);
  });

  test('a window holds its own ends, and an open end holds everything', () => {
    const window = { from: day('2024-03-01'), to: day('2024-03-31') };
    expect(
      ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01'].map((text) => isWithin(window, day(text))),
    ).toEqual([false, true, true, false]);
    expect([isWithin({}, day('0001-01-01')), isWithin({ from: null, to: null }, day('9999-12-31'))]).toEqual([
      true,
      true,
    ]);
  });

  test('months that lack the day end on their last one', () => {
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(day('2023-01-31'), 1)).toBe('2023-02-28');
    expect(addMonths(day('2024-03-31'), -1)).toBe('2024-02-29');
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28');
    expect(addMonths(day('9999-06-01'), 12)).toBe('9999-12-31');
  });

  test('days are counted over the ends of months, years and leap days', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(day('2023-12-31'), 1)).toBe('2024-01-01');
    expect(addDays(day('2024-03-01'), -1)).toBe('2024-02-29');
    expect(addDays(day('9999-12-31'), 1)).toBe('9999-12-31');
  });

  test('Monday is 1 and Sunday is 7', () => {
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map((text) => weekdayOf(day(text)))).toEqual([1, 6, 7]);
  });

  test('there and back is the same day, and later sorts after', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 20_000 }), (from, days) => {
        const later = addDays(from, days);
        expect(addDays(later, -days)).toBe(from);
        expect(compareCivilDates(from, later)).toBeLessThan(0);
        expect((weekdayOf(from) - 1 + days) % 7).toBe(weekdayOf(later) - 1);
      }),
    );
  });
});

test('the days between two are those that lead from one to the other', () => {
  const day = parseCivilDate('2026-03-28');
  for (const days of [0, 1, -1, 365, 46_109]) expect(daysBetween(day, addDays(day, days))).toBe(days);
});
