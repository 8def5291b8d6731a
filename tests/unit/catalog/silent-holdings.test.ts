import { expect, test } from 'vitest';
import type { AdviceSpan } from '@/lib/catalog/advice';
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
  over: { advice?: AdviceSpan[]; leaves?: number; considered?: Considered } = {},
) => ({
  entry: {
    id,
    slug: id,
    title: id.toUpperCase(),
    language: null,
    advice: over.advice ?? [],
  },
  leaves: Array.from({ length: over.leaves ?? 0 }),
  considered: over.considered ?? null,
});

test('what is entered twice is told once, and what a rule names or the catalog does not know not at all', () => {
  const unknown = { entry: null, leaves: [], considered: null };
  const found = silentHoldings(
    [held('a'), unknown, held('b', { leaves: 1 }), held('a'), held('c')],
    '2026-11-25',
  );
  expect(found.map(({ slug }) => slug)).toEqual(['a', 'c']);
});

test('it stands as it does in the catalog: considered before recommended, that before undecided', () => {
  const from = (validFrom: string | null) => ({ validFrom, validTo: null });
  const found = silentHoldings(
    [
      held('a'),
      held('b', { advice: [from('2026-11-25')] }),
      held('c', { advice: [from(null)], considered: proposal }),
      held('d', { advice: [from('2027-01-01'), from('2026-12-01')] }),
    ],
    '2026-11-25',
  );
  expect(found.map(({ standing, beginsOn }) => [standing, beginsOn])).toEqual([
    ['undecided', null],
    ['recommended', null],
    ['considered', null],
    ['recommendedLater', '2026-12-01'],
  ]);
  expect(found[2]?.considered).toBe(proposal);
});
