import { expect, test } from 'vitest';
import { silentHoldings } from '@/lib/catalog/silent-holdings';
import type { Considered } from '@/lib/catalog/standing';
import { parseCivilDate } from '@/lib/kernel/civil-date';

const proposal: Considered = {
  kind: 'not_as_proposed',
  publicReason: 'Too short.',
  on: parseCivilDate('2026-01-10'),
};
const held = (
  id: string,
  over: { isRecommended?: boolean; leaves?: number; considered?: Considered } = {},
) => ({
  entry: {
    id,
    slug: id,
    title: id.toUpperCase(),
    language: null,
    isRecommended: over.isRecommended ?? false,
  },
  leaves: Array.from({ length: over.leaves ?? 0 }),
  considered: over.considered ?? null,
});

test('what is entered twice is told once, and what a rule names or the catalog does not know not at all', () => {
  const unknown = { entry: null, leaves: [], considered: null };
  const found = silentHoldings([held('a'), unknown, held('b', { leaves: 1 }), held('a'), held('c')]);
  expect(found.map(({ slug }) => slug)).toEqual(['a', 'c']);
});

test('it stands as it does in the catalog: considered before recommended, that before undecided', () => {
  const found = silentHoldings([
    held('a'),
    held('b', { isRecommended: true }),
    held('c', { isRecommended: true, considered: proposal }),
  ]);
  expect(found.map(({ standing }) => standing)).toEqual(['undecided', 'recommended', 'considered']);
  expect(found[2]?.considered).toBe(proposal);
});
