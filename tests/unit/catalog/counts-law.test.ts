import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditFacets, type GivenOffer } from '@/lib/catalog/credit-facets';
import { CreditBand } from '@/lib/catalog/credit-band';
import { documentOf } from '@/lib/catalog/entry-document';
import { type Facet, facets } from '@/lib/catalog/facets';
import { indexSearch } from '@/lib/catalog/index-search';
import type { Offer } from '@/lib/catalog/offered';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { SearchIndex } from '@/lib/search/search-index';

const tenants = ['north', 'south', 'east'];
const codes = ['P', 'Q', 'R'];

const rules = fc.array(
  fc.record({
    tenantId: fc.constantFrom(...tenants),
    programs: fc.constantFrom(null, null, ['P'], ['Q', 'P'], ['*'], ['R']),
    ects: fc.constantFrom('1', '3', '4', '6', '10', '12', '29', '30'),
    standing: fc.constantFrom('published' as const, 'published' as const, 'coming' as const),
  }),
  { maxLength: 4 },
);
const entry = fc.record({ rules, provider: fc.constantFrom('A', 'B'), listedAt: fc.nat(9) });

/** Choices as somebody may tick them one after the other. */
const query = fc
  .record({
    institution: fc.constantFrom(null, null, ...tenants),
    credit: fc.subarray(CreditBand.options, { maxLength: 2 }),
    givenAt: fc.subarray(tenants),
    countsIn: fc.subarray(codes, { maxLength: 2 }),
    provider: fc.subarray(['A', 'B'], { maxLength: 1 }),
    program: fc.constantFrom(null, null, ...codes),
  })
  .map(
    ({ institution, countsIn, program, ...rest }): SearchQuery => ({
      ...everything,
      ...rest,
      institution,
      ...(institution !== null && { countsIn, program }),
    }),
  );

const isCounted: readonly Facet[] = facets.filter((facet) => facet !== 'skill' && facet !== 'countsAs');

test('whatever is chosen, the number beside a choice is how many are found with it', () => {
  let moved = 0;
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 12 }), query, (entries, asked) => {
      const index = SearchIndex.of(
        entries.map(({ rules: own, provider, listedAt }, at) =>
          documentOf(
            { ...texts, id: `e-${at}`, title: `Title ${at}`, provider, listedAt },
            { rules: own, consideredBy: [], countsAs: [], advised: null },
            creditFacets(own.map((rule): GivenOffer => ({ ...rule, offer: offerOf(rule) }))),
          ),
        ),
      );
      const find = (wanted: SearchQuery, isCounting: boolean) =>
        index.find(
          indexSearch(
            wanted,
            {
              tenantId: wanted.institution,
              institutions: tenants.map((id) => ({ id, slug: id, name: id })),
              programs: codes.map((code) => ({ code, title: code })),
              courses: [],
            },
            { offset: 0, size: 0, isCounting },
          ),
        );
      const { facets: counts } = find(asked, true);
      for (const facet of isCounted) {
        const told = new Map((counts[facet] ?? []).map(({ value, count }) => [value, count]));
        const possible = facet === 'givenAt' ? tenants : facet === 'countsIn' ? codes : [...told.keys()];
        for (const value of possible) {
          if (facet === 'countsIn' && asked.institution === null) continue;
          const { total } = find({ ...asked, [facet]: [value] }, false);
          expect([facet, value, told.get(value) ?? 0]).toEqual([facet, value, total]);
          if (asked.credit.length > 0 && total > 0 && facet === 'givenAt') moved++;
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(moved).toBeGreaterThan(0);
});

const texts = {
  kind: 'certificate',
  code: null,
  platform: null,
  awardingBody: null,
  subject: null,
  iscedF: null,
  cip: null,
  language: null,
  levelLabel: null,
  isWithdrawn: false,
  skills: [],
  outcomes: [],
  description: null,
  workloadHours: null,
  eqfMin: null,
  eqfMax: null,
  assessment: [],
  supervision: null,
  participation: null,
  qualityAssurance: null,
  price: null,
  currency: null,
  statedCredit: null,
  recommended: [],
} as const;

/** Of an offer only what is compared. */
const offerOf = ({ ects, standing }: { ects: string; standing: 'published' | 'coming' }) =>
  ({
    standing,
    withheld: null,
    ects,
    total: ects,
    isAsStated: false,
    ways: [],
    leaf: null,
    programs: null,
  }) as unknown as Offer;
