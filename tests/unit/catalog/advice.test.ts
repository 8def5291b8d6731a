import { expect, test } from 'vitest';
import { adviceEndedOn, adviceInOrder, adviceTime, isAdvised } from '@/lib/catalog/advice';

const span = (validFrom: string | null, validTo: string | null) => ({ validFrom, validTo });

test('advice stands on its first and its last day, and lapses after that', () => {
  expect(adviceTime(span('2024-01-01', '2026-11-25'), '2026-11-25')).toBe('current');
  expect(adviceTime(span('2026-11-25', null), '2026-11-25')).toBe('current');
  expect(adviceTime(span(null, null), '2026-11-25')).toBe('current');
  expect(adviceTime(span('2024-01-01', '2026-11-24'), '2026-11-25')).toBe('lapsed');
  expect(adviceTime(span('2026-11-26', null), '2026-11-25')).toBe('future');
});

test('what stands is told first and what has lapsed last, however they are kept', () => {
  const [lapsed, future, first, second] = [
    span(null, '2020-12-31'),
    span('2027-01-01', null),
    span(null, null),
    span('2020-01-01', null),
  ];
  expect(adviceInOrder([lapsed, future, first, second], '2026-11-25')).toEqual([
    first,
    second,
    future,
    lapsed,
  ]);
});

test('what has lapsed alone is recommended no more, and its last day is told', () => {
  const day = '2026-11-25';
  const [older, newer] = [span(null, '2020-12-31'), span(null, '2026-11-24')];
  expect([isAdvised([], day), adviceEndedOn([], day)]).toEqual([false, null]);
  expect([isAdvised([older, newer], day), adviceEndedOn([newer, older], day)]).toEqual([false, '2026-11-24']);
  for (const standing of [span(null, null), span(null, day), span('2027-01-01', null)])
    expect([isAdvised([older, standing], day), adviceEndedOn([older, standing], day)]).toEqual([true, null]);
});
