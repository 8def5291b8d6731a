import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { clockStepOf, daysStopped } from '@/lib/review/clock';

const day = parseCivilDate;
const none = new Set<string>();
// A Monday, and fifteen business days on.
const stage = { openedOn: day('2026-11-02'), dueOn: day('2026-11-23'), stops: [] };

describe('the clock of a stage', () => {
  test.each([
    ['2026-11-11', null],
    ['2026-11-12', 'half'],
    ['2026-11-17', 'half'],
    ['2026-11-18', 'most'],
    ['2026-11-20', 'most'],
    ['2026-11-21', null],
    ['2026-11-23', 'due'],
    ['2026-11-25', 'due'],
    ['2026-11-26', 'late'],
    ['2026-11-27', 'late'],
    ['2026-11-29', null],
    ['2026-11-30', 'escalated'],
    ['2027-03-01', 'escalated'],
  ])('on %s says %s', (today, step) => {
    expect(clockStepOf(stage, day(today), none)).toBe(step);
  });

  test('does not run on holidays', () => {
    expect(clockStepOf(stage, day('2026-11-23'), new Set(['2026-11-23']))).toBeNull();
    expect(clockStepOf(stage, day('2026-11-26'), new Set(['2026-11-24']))).toBe('due');
  });

  test('stands still while it waits for others, and is due later by as much', () => {
    const stops = [{ from: day('2026-11-09'), to: day('2026-11-16') }];
    expect(clockStepOf({ ...stage, stops }, day('2026-11-23'), none)).toBe('half');
    expect(clockStepOf({ ...stage, stops }, day('2026-11-30'), none)).toBe('due');
    expect(
      clockStepOf({ ...stage, stops: [{ from: day('2026-11-09'), to: null }] }, day('2026-12-30'), none),
    ).toBeNull();
  });

  test('counts a day once in which several things were awaited', () => {
    const stops = [
      { from: day('2026-11-02'), to: day('2026-11-04') },
      { from: day('2026-11-03'), to: day('2026-11-06') },
      { from: day('2026-11-09'), to: null },
    ];
    expect(daysStopped(stops, day('2026-11-10'), none)).toBe(5);
    expect(daysStopped([], day('2026-11-10'), none)).toBe(0);
  });
});
