import { expect, it } from 'vitest';
import { type InNameFacts, whyNotAnswered } from '@/lib/micro-credential/in-name';

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
