import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { silenceOf, Standing, strongestOf } from '@/lib/catalog/standing';
import {
  countingFacetOf,
  type EntryStandings,
  givenFacet,
  standingAnywhere,
  standingFacets,
  standingFacetsFor,
} from '@/lib/catalog/standing-facets';

/** What a search told to look at these facets, one standing in for the one before, says of the entry. */
const seen = (entry: EntryStandings, tenantId: string | null, program: string | null) =>
  standingFacetsFor(tenantId, program)
    .map((facet) => standingFacets(entry)[facet] ?? [])
    .find((values) => values.length > 0);

const decision = fc.constantFrom(...Standing.options.slice(0, 5));
const entries: fc.Arbitrary<EntryStandings> = fc.record({
  rules: fc.array(
    fc.record({
      tenantId: fc.constantFrom('north', 'south'),
      standing: decision,
      programs: fc.constantFrom(null, null, ['P'], ['Q', 'P'], ['*'], []),
    }),
    { maxLength: 5 },
  ),
  consideredBy: fc.subarray(['north', 'south', 'east']),
  countsAs: fc.constant([]),
  advised: fc.constantFrom(...(['recommended', 'recommendedLater', null] as const)),
});

/** A rule for every program, and a weaker one for one program. */
const everywhereBesideOne: EntryStandings = {
  rules: [
    { tenantId: 'north', standing: 'published', programs: ['*'] },
    { tenantId: 'north', standing: 'ended', programs: ['P'] },
  ],
  consideredBy: [],
  countsAs: [],
  advised: null,
};

describe('an entry stands, for whoever looks from anywhere, an institution or a program of it', () => {
  test('as the strongest of the rules that hold there says, else as a proposal, advice or silence does', () => {
    fc.assert(
      fc.property(
        entries,
        fc.constantFrom('north', 'south', 'east', 'west'),
        fc.constantFrom(null, 'P', 'Q', 'R'),
        (entry, tenantId, program) => {
          const rules = entry.rules.filter(
            (rule) =>
              rule.tenantId === tenantId &&
              (program === null ||
                rule.programs === null ||
                rule.programs.some((one) => one === '*' || one === program)),
          );
          const silence = silenceOf(entry.advised, entry.consideredBy.includes(tenantId));
          expect(seen(entry, tenantId, program)).toEqual([
            rules.length > 0 ? strongestOf(rules.map(({ standing }) => standing)) : silence,
          ]);
        },
      ),
      { examples: [[everywhereBesideOne, 'north', 'P']] },
    );
  });

  test('anywhere, as the strongest of all', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        expect(seen(entry, null, null)).toEqual([standingAnywhere(entry)]);
        const each = ['north', 'south', 'east'].flatMap((tenantId) => seen(entry, tenantId, null) ?? []);
        expect(standingAnywhere(entry)).toBe(strongestOf(each as Standing[]));
      }),
    );
  });

  test('and counts in a program exactly where it is published there', () => {
    fc.assert(
      fc.property(
        entries,
        fc.constantFrom('north', 'south'),
        fc.constantFrom('P', 'Q', 'R'),
        (entry, tenantId, program) => {
          const facets = standingFacets(entry);
          const codes = facets[countingFacetOf(tenantId)] ?? [];
          const isPublished = seen(entry, tenantId, program)?.[0] === 'published';
          expect(codes.includes(program) || codes.includes('*')).toBe(isPublished);
          // Under one name alone, or a program would count it twice.
          expect(codes.includes('*') && codes.length > 1).toBe(false);
          expect(facets[givenFacet]?.includes(tenantId) ?? false).toBe(
            seen(entry, tenantId, null)?.[0] === 'published',
          );
        },
      ),
    );
  });
});
