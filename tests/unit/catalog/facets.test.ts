import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { facetDefinitions, facets, institutionFacets } from '@/lib/catalog/facets';
import { everything, parseSearchQuery, searchHref } from '@/lib/catalog/search-query';
import credit from '@/messages/en/credit.json';
import fields from '@/messages/en/fields.json';
import words from '@/messages/en/public.json';

const broad = Object.fromEntries(Object.entries(fields.isced).filter(([code]) => code.length === 2));

describe.each(facets)('the facet %s', (facet) => {
  const { type } = facetDefinitions[facet];
  const [value = ''] = type === null ? ['Some value'] : type.options;

  test('is read from an address and written into it', () => {
    // Programs and courses are those of an institution.
    const needed = institutionFacets.includes(facet) ? { institution: 'north' } : {};
    const { query, problems } = parseSearchQuery({ [facet]: value, ...needed });
    expect(problems).toEqual([]);
    expect(query).toEqual({ ...everything, [facet]: [value], ...needed });
    expect(searchHref('/catalog', query)).toBe(
      `/catalog?${new URLSearchParams({ [facet]: value, ...needed }).toString()}`,
    );
  });

  test('has a name, and words for each of its values', () => {
    expect(words.search.facet[facet]).toMatch(/\w/);
    const named = {
      'credit.standing': credit.standing,
      'public.search.kind': words.search.kind,
      'public.search.band': words.search.band,
      'public.search.eqfLevel': words.search.eqfLevel,
      'fields.cip': fields.cip,
      'fields.isced': broad,
    };
    const { words: said } = facetDefinitions[facet];
    if (said === null || !(said in named)) expect(type).toBeNull();
    else
      expect(Object.keys(named[said as keyof typeof named]).sort()).toEqual(
        [...(type?.options ?? [])].sort(),
      );
  });
});

test('facets are named in one place: search, page and interface go through all of them', () => {
  for (const file of [
    'lib/catalog/search-query.ts',
    'lib/catalog/index-search.ts',
    'components/catalog/address-problems.tsx',
    'components/catalog/facet-group.tsx',
    'components/catalog/facet-words.ts',
    'components/catalog/filter-panel.tsx',
    'components/catalog/search-summary.tsx',
    'app/(public)/catalog/page.tsx',
    'app/api/v1/catalog/route.ts',
  ])
    expect([file, /\bsubject\b/.test(readFileSync(file, 'utf8'))]).toEqual([file, false]);
});
