import { expect, it, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { confirmationOf, type InNameFacts, refusalOf, whyNotAnswered } from '@/lib/micro-credential/in-name';

const waits: InNameFacts = { isOurs: false, isMerged: false, isAboutUs: true, state: 'waiting' };

it.each<[Partial<InNameFacts>, 'accepted' | 'refused', string | null]>([
  [{}, 'accepted', null],
  [{}, 'refused', null],
  [{ state: 'refused' }, 'accepted', null],
  [{ state: 'accepted' }, 'refused', null],
  [{ state: 'accepted' }, 'accepted', 'listing/accepted-already'],
  [{ state: 'refused' }, 'refused', 'listing/refused-already'],
  [{ isOurs: true }, 'refused', 'listing/ours-already'],
  [{ isMerged: true }, 'refused', 'listing/merged-already'],
  [{ isAboutUs: false }, 'accepted', 'listing/not-about-us'],
  [{ state: null }, 'accepted', 'listing/not-about-us'],
])('an entry of which %j is known is %s, or not for %s', (known, answer, expected) => {
  expect(whyNotAnswered({ ...waits, ...known }, answer)).toBe(expected);
});

test('an entry is confirmed by its lister, or by those whom it names and who accepted it, on the last day of these', () => {
  const said = (institution: string, state: 'waiting' | 'accepted' | 'refused', on: string | null) => ({
    institution,
    state,
    on: on === null ? null : parseCivilDate(on),
  });
  const inNames = [
    said('A', 'accepted', '2026-11-03'),
    said('B', 'waiting', null),
    said('C', 'accepted', '2026-11-05'),
  ];
  expect(confirmationOf({ confirmedOn: null, inNames })).toEqual({
    confirmedOn: '2026-11-05',
    confirmedBy: ['A', 'C'],
  });
  const own = parseCivilDate('2026-01-01');
  expect(confirmationOf({ confirmedOn: own, inNames: [] })).toEqual({ confirmedOn: own, confirmedBy: [] });
  expect(confirmationOf({ confirmedOn: null, inNames: [said('B', 'waiting', null)] }).confirmedOn).toBeNull();
  expect([refusalOf(inNames), refusalOf([said('D', 'refused', '2026-11-06')])?.institution]).toEqual([
    null,
    'D',
  ]);
});
