import { describe, expect, test } from 'vitest';
import listed from '@/prisma/seed/data/listed.json';
import { initialsOf } from '@/lib/search/initials';
import { anything } from '@/lib/search/search';
import { SearchIndex } from '@/lib/search/search-index';

test.each([
  ['Massachusetts Institute of Technology', 'mit'],
  ['University of California San Diego', 'ucsd'],
  ['University of Illinois at Urbana-Champaign', 'uiuc'],
  ['The Hong Kong University of Science and Technology', 'hkust'],
  ['École polytechnique fédérale (EPFL)', 'epf'],
  ['Московский государственный университет', 'мгу'],
  ['Columbia University', null],
  ['Google', null],
  ['', null],
  ['국립 서울 대학교', null],
  ['भारतीय प्रौद्योगिकी संस्थान मद्रास', null],
  ['One Two Three Four Five Six Seven Eight Nine', null],
])('%s → %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

describe('what an organization is called for short finds all that it gives', () => {
  const entries = listed.map((entry, rank) => ({
    id: entry.slug,
    rank,
    title: entry.title,
    codes: [],
    providers: [entry.provider, ...('platform' in entry && entry.platform ? [entry.platform] : [])],
    skills: [],
    outcomes: [],
    description: '',
    language: 'en',
    facets: {},
    numbers: {},
  }));
  const index = SearchIndex.of(entries);
  const called = [...new Set(listed.map(({ provider }) => provider))].flatMap((provider) => {
    const initials = initialsOf(provider);
    return initials === null ? [] : [[initials, provider] as const];
  });

  test.each(called)('%s: %s', (initials, provider) => {
    const { ids } = index.find({ ...anything, words: initials, size: 100 });
    const own = listed.filter((entry) => entry.provider === provider).map(({ slug }) => slug);
    expect(ids).toEqual(expect.arrayContaining(own));
  });
});
