import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate, compareCivilDates, parseCivilDate } from '@/lib/kernel/civil-date';
import { ageOf, extendedDueDay, extensionLeft, mayExtend, mayRemind } from '@/lib/review/leading';
import { isBusinessDay } from '@/lib/review/sla';

const day = parseCivilDate;
const none = new Set<string>();

describe('who may be reminded', () => {
  const given = {
    status: 'open',
    isOneself: false,
    isAwaited: true,
    remindedOn: [day('2026-11-24')],
    today: day('2026-11-25'),
  } as const;
  test('is who has yet to act, once a day', () => {
    expect(mayRemind(given)).toEqual({ ok: true, value: true });
  });
  test.each([
    ['review/stage-closed', { status: 'closed' }],
    ['review/remind-oneself', { isOneself: true }],
    ['review/nothing-awaited', { isAwaited: false }],
    ['review/reminded-today', { remindedOn: [day('2026-11-24'), day('2026-11-25')] }],
  ] as const)('refused: %s', (reason, change) => {
    expect(mayRemind({ ...given, ...change })).toMatchObject({ ok: false, reason });
  });
});

describe('the due day', () => {
  test('moves on from itself, or from today where it has passed', () => {
    expect(extendedDueDay(day('2026-11-27'), day('2026-11-25'), 1, none)).toBe('2026-11-30');
    expect(extendedDueDay(day('2026-11-27'), day('2026-11-27'), 1, none)).toBe('2026-11-30');
    expect(extendedDueDay(day('2026-11-20'), day('2026-11-27'), 2, new Set(['2026-11-30']))).toBe(
      '2026-12-02',
    );
  });

  test('is never one gone by, never earlier than it was, and always a business day', () => {
    const some = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01' as CivilDate, n));
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 30 }), (due, today, days) => {
        const moved = extendedDueDay(due, today, days, none);
        expect(compareCivilDates(moved, today)).toBe(1);
        expect(compareCivilDates(moved, due)).toBe(1);
        expect(isBusinessDay(moved, none)).toBe(true);
      }),
    );
  });

  test('has as many days as the policy says, else as many as the stage had, less what was given', () => {
    expect(extensionLeft({ dueDays: 15 }, [])).toBe(15);
    expect(extensionLeft({ dueDays: 15 }, [{ days: 4 }, { days: 2 }])).toBe(9);
    expect(extensionLeft({ dueDays: 15, extendDays: 5 }, [{ days: 4 }])).toBe(1);
    expect(extensionLeft({ dueDays: 15, extendDays: 0 }, [])).toBe(0);
  });

  const given = {
    status: 'open',
    days: 3,
    left: 3,
    givesCastingVote: false,
    isQuorate: true,
    isRevealed: true,
  } as const;
  test.each([
    [null, {}],
    [null, { givesCastingVote: true, isQuorate: false, isRevealed: false }],
    ['review/stage-closed', { status: 'closed' }],
    ['review/extend-too-far', { left: 2 }],
    ['review/extend-too-far', { left: -1 }],
    ['review/extend-settled', { givesCastingVote: true, isRevealed: false }],
    ['review/extend-settled', { givesCastingVote: true, isQuorate: false }],
  ] as const)('is moved or not: %s', (reason, change) => {
    const verdict = mayExtend({ ...given, ...change });
    expect(verdict.ok ? null : verdict.reason).toBe(reason);
  });
});

test('how long something has taken is counted in business days', () => {
  expect(ageOf(day('2026-11-20'), day('2026-12-04'), day('2026-11-25'), none)).toEqual({
    taken: 3,
    allowed: 10,
  });
  expect(ageOf(day('2026-11-20'), null, day('2026-11-20'), none)).toEqual({ taken: 0, allowed: null });
});
