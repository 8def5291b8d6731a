import * as fc from 'fast-check';
import { facets } from '@/lib/catalog/facets';
import { maxText } from '@/lib/catalog/search-words';
import { describe, expect, test } from 'vitest';
import { everything, wantedIn, countChoices, parseSearchQuery, searchHref } from '@/lib/catalog/search-query';

const parametersOf = (href: string) => {
  const found: Record<string, string[]> = {};
  for (const [name, value] of new URL(href, 'http://x.test').searchParams) (found[name] ??= []).push(value);
  return Object.fromEntries(
    Object.entries(found).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
};

describe('parseSearchQuery', () => {
  test('reads what it is given', () => {
    const { query, problems } = parseSearchQuery({
      q: ' data  science ',
      provider: ['Google', 'IBM'],
      kind: 'course',
      standing: 'undecided',
      minHours: '10',
      maxHours: '200',
      institution: 'northfield',
      program: 'BSC-INF',
      sort: 'hours',
      page: '3',
    });
    expect(problems).toEqual([]);
    expect(query).toEqual({
      ...everything,
      words: 'data science',
      provider: ['Google', 'IBM'],
      kind: ['course'],
      standing: ['undecided'],
      minHours: 10,
      maxHours: 200,
      institution: 'northfield',
      program: 'BSC-INF',
      sort: 'hours',
      page: 3,
    });
  });

  test('asks for everything when asked for nothing, and leaves foreign parameters alone', () => {
    expect(parseSearchQuery({ utm_source: 'x', __proto__: 'y' })).toEqual({
      query: everything,
      problems: [],
    });
  });

  test.each([
    [{ q: 'x'.repeat(5_000) }, 'q', 'too-long'],
    [{ provider: Array.from({ length: 5_000 }, (_, index) => `p${index}`) }, 'provider', 'too-many'],
    [{ subject: 's'.repeat(400) }, 'subject', 'too-long'],
    [{ kind: 'diploma' }, 'kind', 'not-known'],
    [{ standing: 'rejected' }, 'standing', 'not-known'],
    [{ minHours: '1e9' }, 'minHours', 'not-a-number'],
    [{ maxHours: '999999999' }, 'maxHours', 'out-of-range'],
    [{ page: '0' }, 'page', 'out-of-range'],
    [{ page: '99999' }, 'page', 'out-of-range'],
    [{ sort: 'random()' }, 'sort', 'not-known'],
    [{ institution: "x' OR 1=1" }, 'institution', 'not-known'],
    [{ program: 'BSC' }, 'program', 'needs-institution'],
    [{ q: ['a', 'b'] }, 'q', 'repeated'],
  ])('names what it could not use of %o', (raw, field, reason) => {
    expect(parseSearchQuery(raw).problems).toContainEqual({ field, reason });
  });

  test('says once what is wrong with a parameter, however often it is read', () => {
    const given = { show: ['skill', 'subject'], q: ['a', 'b'], page: ['1', '2'], institution: ['a', 'b'] };
    expect(parseSearchQuery(given).problems).toEqual(
      ['q', 'institution', 'show', 'page'].map((field) => ({ field, reason: 'repeated' })),
    );
  });

  test('turns a reversed range of hours around', () => {
    expect(parseSearchQuery({ minHours: '50', maxHours: '5' }).query).toMatchObject({
      minHours: 5,
      maxHours: 50,
    });
  });

  test('is total and bounded: any parameters give a search within the limits', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 20 }),
    );
    const raw = fc.dictionary(
      fc.constantFrom('q', 'minHours', 'maxHours', 'institution', 'program', 'sort', 'page', ...facets),
      value,
    );
    fc.assert(
      fc.property(raw, (parameters) => {
        const { query } = parseSearchQuery(parameters);
        expect(query.words.length).toBeLessThanOrEqual(maxText);
        for (const facet of facets) expect(query[facet].length).toBeLessThanOrEqual(10);
        expect(query.page).toBeGreaterThanOrEqual(1);
        expect(JSON.stringify(query)).not.toMatch(/\\u0000/);
      }),
    );
  });

  test('an address that was written reads back as the same search', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abz éß&=?#+%/'), maxLength: 20 });
    fc.assert(
      fc.property(
        fc.record({
          q: text,
          provider: fc.array(text, { maxLength: 3 }),
          sort: fc.constantFrom('title', 'hours', ''),
          page: fc.integer({ min: 1, max: 500 }).map(String),
        }),
        (raw) => {
          const { query } = parseSearchQuery(raw);
          expect(
            parseSearchQuery(parametersOf(searchHref('/catalog', query, { page: query.page }))).query,
          ).toEqual(query);
        },
      ),
    );
  });
});

describe('searchHref', () => {
  test('is short for a short search and goes back to page 1 with every change', () => {
    expect(searchHref('/catalog', everything)).toBe('/catalog');
    expect(searchHref('/catalog', { ...everything, words: 'a', page: 4 }, { kind: ['exam'] })).toBe(
      '/catalog?q=a&kind=exam',
    );
  });

  test('drops the program together with its institution', () => {
    expect(
      searchHref('/catalog', { ...everything, institution: 'a', program: 'P' }, { institution: null }),
    ).toBe('/catalog');
  });

  test('another institution has other programs', () => {
    const query = { ...everything, institution: 'a', program: 'P', countsIn: ['Q'] };
    expect(searchHref('/catalog', query, { institution: 'b' })).toBe('/catalog?institution=b');
    expect(searchHref('/catalog', query, { institution: 'a' })).toBe(
      '/catalog?countsIn=Q&institution=a&program=P',
    );
  });
});

describe('what a search asks for', () => {
  test('an institution alone means all that it has decided about', () => {
    expect(wantedIn({ ...everything, institution: 'a' }, 'standing')).toEqual([
      'published',
      'coming',
      'suspended',
      'refused',
      'refusedLater',
      'ended',
      'revoked',
      'considered',
    ]);
    expect(wantedIn({ ...everything, institution: 'a', standing: ['undecided'] }, 'standing')).toEqual([
      'undecided',
    ]);
    expect(wantedIn(everything, 'standing')).toEqual([]);
  });

  test('words, order and page are not filters', () => {
    expect(countChoices({ ...everything, words: 'a', sort: 'title', page: 2 })).toBe(0);
    expect(countChoices({ ...everything, maxHours: 10, kind: ['exam', 'course'] })).toBe(3);
  });
});

test('hours may be a part of one, written with a point or a comma', () => {
  for (const text of ['2,5', '2.5', '2.50'])
    expect(parseSearchQuery({ minHours: text })).toMatchObject({ query: { minHours: 2.5 }, problems: [] });
  expect(searchHref('/catalog', { ...everything, maxHours: 2.5 })).toBe('/catalog?maxHours=2.5');
  for (const text of ['2,5,1', '1,000.5', '-2', '2.555', ','])
    expect(parseSearchQuery({ minHours: text }).problems).toEqual([
      { field: 'minHours', reason: 'not-a-number' },
    ]);
});
