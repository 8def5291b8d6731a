import { expect, test } from 'vitest';
import {
  adviceBeginsOn,
  advisedBy,
  adviceEndedOn,
  adviceInOrder,
  standingOfAdvice,
} from '@/lib/catalog/advice';

const span = (validFrom: string | null, validTo: string | null) => ({ validFrom, validTo });
const day = '2026-11-25';

test('advice stands on its first and its last day, is to come before that, and lapses after it', () => {
  expect(standingOfAdvice(span('2024-01-01', day), day)).toBe('current');
  expect(standingOfAdvice(span(day, null), day)).toBe('current');
  expect(standingOfAdvice(span(null, null), day)).toBe('current');
  expect(standingOfAdvice(span('2024-01-01', '2026-11-24'), day)).toBe('lapsed');
  expect(standingOfAdvice(span('2026-11-26', null), day)).toBe('coming');
});

test('what stands is told first, what begins next before what begins later, and what has lapsed last, however they are kept', () => {
  const [lapsed, later, next, first, second] = [
    span(null, '2020-12-31'),
    span('2027-02-01', null),
    span('2027-01-01', null),
    span(null, null),
    span('2020-01-01', null),
  ];
  expect(adviceInOrder([lapsed, later, next, first, second], day)).toEqual([
    first,
    second,
    next,
    later,
    lapsed,
  ]);
});

test('what has lapsed alone is recommended no more, and its last day is told', () => {
  const [older, newer] = [span(null, '2020-12-31'), span(null, '2026-11-24')];
  expect([advisedBy([], day), adviceEndedOn([], day)]).toEqual([null, null]);
  expect([advisedBy([older, newer], day), adviceEndedOn([newer, older], day)]).toEqual([null, '2026-11-24']);
  for (const standing of [span(null, null), span(null, day)])
    expect([advisedBy([older, standing], day), adviceEndedOn([older, standing], day)]).toEqual([
      'recommended',
      null,
    ]);
});

test('what has not begun is recommended later, from the day on which the next begins, and only where nothing stands', () => {
  const [later, next] = [span('2027-02-01', null), span('2027-01-01', null)];
  const lapsed = span(null, '2020-12-31');
  expect([advisedBy([later, lapsed, next], day), adviceBeginsOn([later, lapsed, next], day)]).toEqual([
    'recommendedLater',
    '2027-01-01',
  ]);
  expect([advisedBy([later, span(null, null)], day), adviceBeginsOn([later, span(null, null)], day)]).toEqual(
    ['recommended', null],
  );
});
