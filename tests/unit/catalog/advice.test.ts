import { expect, test } from 'vitest';
import { adviceInOrder, adviceTime } from '@/lib/catalog/advice';

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
