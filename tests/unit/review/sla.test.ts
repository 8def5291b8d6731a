import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { businessDaysBetween, dueDate, dueState, isBusinessDay, holidaysOf } from '@/lib/review/sla';

const day = parseCivilDate;

test.each([
  ['2026-11-25', 1, '2026-11-26'],
  ['2026-11-25', 3, '2026-11-30'],
  ['2026-11-28', 1, '2026-11-30'],
  ['2026-11-25', 15, '2026-12-16'],
  ['2026-11-25', 0, '2026-11-25'],
])('%s and %i business days is %s', (start, days, expected) => {
  expect(dueDate(day(start), days, holidaysOf({ holidays: [] }))).toBe(expected);
});

test('holidays do not count', () => {
  expect(dueDate(day('2026-12-23'), 2, new Set(['2026-12-24', '2026-12-25']))).toBe('2026-12-29');
});

test.each([
  ['2026-11-25', '2026-11-30', { state: 'due', days: 3 }],
  ['2026-11-30', '2026-11-30', { state: 'today' }],
  ['2026-11-28', '2026-11-27', { state: 'overdue', days: 0 }],
  ['2026-12-02', '2026-11-30', { state: 'overdue', days: 2 }],
])('on %s, what is due on %s is %j', (today, due, expected) => {
  expect(dueState(day(today), day(due), holidaysOf({ holidays: [] }))).toEqual(expected);
});

test('without a due date nothing is due', () => {
  expect(dueState(day('2026-11-25'), null, holidaysOf({ holidays: [] }))).toEqual({ state: 'none' });
});

test('counting and adding agree', () => {
  const start = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2026-01-01' as CivilDate, n));
  fc.assert(
    fc.property(
      start,
      fc.integer({ min: 1, max: 60 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 60 })),
      (from, days, off) => {
        const holidays = new Set<string>(off.map((n) => addDays(from, n)));
        const due = dueDate(from, days, holidays);
        expect(businessDaysBetween(from, due, holidays)).toBe(days);
        expect(isBusinessDay(due, holidays)).toBe(true);
      },
    ),
  );
});
