import { expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { fatesOf } from '@/lib/micro-credential/version-fate';

const version = (label: string, from: string | null, to: string | null) => ({
  label,
  validFrom: from === null ? null : parseCivilDate(from),
  validTo: to === null ? null : parseCivilDate(to),
});
const said = (day: string, ...versions: ReturnType<typeof version>[]) =>
  fatesOf(versions, parseCivilDate(day)).map(({ label, followedBy, endedOn }) => [
    label,
    followedBy?.label ?? null,
    endedOn,
  ]);

test('a version is followed by the one that begins next, in whatever order they are kept', () => {
  const all = [
    version('3', '2027-01-01', null),
    version('1', null, '2025-12-31'),
    version('2', '2026-01-01', null),
  ];
  expect(said('2026-11-25', ...all)).toEqual([
    ['3', null, null],
    ['1', '2', '2025-12-31'],
    ['2', '3', null],
  ]);
});

test('its last day is its own: from the day after on it is given no longer, and withdrawn where nothing follows', () => {
  const one = version('1', '2024-01-01', '2026-11-25');
  expect(said('2026-11-25', one)).toEqual([['1', null, null]]);
  expect(said('2026-11-26', one)).toEqual([['1', null, '2026-11-25']]);
});
