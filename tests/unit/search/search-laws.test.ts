import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SearchDocument } from '@/lib/search/document';
import { anything, type Search } from '@/lib/search/search';
import { SearchIndex } from '@/lib/search/search-index';
import { titleKey } from '@/lib/search/title-key';
import { findSlowly } from './slow-search';

const words = [
  'data',
  'database',
  'base',
  'science',
  'sciences',
  'cyber',
  'security',
  'cybersecurity',
  'machine',
  'learning',
  'ml',
  'ai',
  'intro',
  'introduction',
  'to',
  'the',
  'of',
  'C++',
  'C#',
  '.NET',
  'Security+',
  'AP®',
  'e-learning',
  'R&D',
  'DP-203',
  'NET 204',
  'gestión',
  'gestion',
  'Programación',
  "l'économie",
  '入門',
  'データ',
  '데이터 과학',
  'Основи',
  'programs',
  'programming',
  'dtaa',
  'scienc',
  'a',
  'x',
];
const text = (most: number) =>
  fc.array(fc.constantFrom(...words), { maxLength: most }).map((list) => list.join(' '));
const document: fc.Arbitrary<SearchDocument> = fc.record({
  id: fc.constantFrom(...'abcdefghijklmnop'),
  rank: fc.nat({ max: 2 }),
  title: text(4),
  codes: fc.array(fc.constantFrom('DP-203', 'NET 204', 'CLF-C01'), { maxLength: 1 }),
  providers: fc.array(fc.constantFrom('Example U', 'Security Institute', 'Data Academy'), { maxLength: 2 }),
  skills: fc.array(text(2), { maxLength: 2 }),
  outcomes: fc.array(text(3), { maxLength: 1 }),
  description: text(8),
  language: fc.constantFrom(null, 'en', 'es', 'ja'),
  facets: fc.record({
    kind: fc.array(fc.constantFrom('course', 'exam'), { maxLength: 1 }),
    subject: fc.array(fc.constantFrom('law', 'art', 'physics'), { maxLength: 3 }),
    here: fc.array(fc.constantFrom('yes', 'no'), { maxLength: 1 }),
    elsewhere: fc.constantFrom(['silence'], ['yes']),
    size: fc.array(fc.constantFrom('2', '10', '3'), { maxLength: 1 }),
    'usual size': fc.array(fc.constantFrom('1', '10'), { maxLength: 1 }),
  }),
  numbers: fc.oneof(fc.constant({}), fc.record({ hours: fc.nat({ max: 5 }) })),
});
const asked = fc.oneof(
  text(4),
  text(3).map((one) => one.slice(0, -1)),
  text(2).map((one) => `"${one}"`),
  fc.constantFrom(
    '',
    ' ',
    '"',
    '"data science" ml',
    'dat scince',
    'cyber securty',
    'net204',
    'dp203',
    'ecnomie',
    'science zzzz',
  ),
);
const search: fc.Arbitrary<Search> = fc.record({
  words: asked,
  facets: fc.record({
    kind: fc.record({ of: fc.constant(['kind']), chosen: fc.subarray(['course', 'exam', 'unheard-of']) }),
    subject: fc.record({ of: fc.constant(['subject']), chosen: fc.subarray(['law', 'art', 'physics']) }),
    standing: fc.record({
      of: fc.constantFrom(['here', 'elsewhere'], ['here'], ['nowhere', 'here', 'elsewhere']),
      chosen: fc.subarray(['yes', 'no', 'silence']),
    }),
    // Under other names: several for one value, one for several, none.
    band: fc.record({
      of: fc.constantFrom(['size'], ['size', 'usual size']),
      chosen: fc.subarray(['small', 'even', '10']),
      as: fc.constant((value: string) =>
        value === '2' ? ['small', 'even'] : value === '1' ? ['small'] : value === '3' ? [] : [value],
      ),
      isTold: fc.constantFrom(
        () => true,
        (name: string) => name.includes('m'),
      ),
    }),
    best: fc.record({
      of: fc.constantFrom(['usual size', 'size'], ['size', 'usual size'], ['size']),
      chosen: fc.subarray(['1', '2', '3', '10']),
      rank: fc.constantFrom(Number, (value: string) => -Number(value)),
    }),
  }),
  bounds: fc.record({
    hours: fc.record({ least: fc.option(fc.nat({ max: 3 })), most: fc.option(fc.nat({ max: 5 })) }),
  }),
  sort: fc.constantFrom<Search['sort'][]>(
    'relevance',
    'relevance',
    'title',
    { number: 'hours', isDescending: true },
    { number: 'hours', isDescending: false },
    { facet: 'kind' },
    { facet: 'subject' },
    { largestOf: ['size'], rank: Number, sizeOf: Number },
    { largestOf: ['size', 'usual size'], rank: (value) => -Number(value), sizeOf: Number },
  ),
  offset: fc.nat({ max: 3 }),
  size: fc.nat({ max: 20 }),
});
type Change = { put: SearchDocument[] } | { remove: string } | { settle: true };
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.array(document, { minLength: 1, maxLength: 5 }).map((put) => ({ put })) },
  { weight: 1, arbitrary: fc.constantFrom(...'abcdefghijklmnop').map((remove) => ({ remove })) },
  { weight: 1, arbitrary: fc.constant({ settle: true } as const) },
);

/** An index after some changes, and the entries that are there then. */
function played(changes: readonly Change[]): { index: SearchIndex; left: SearchDocument[] } {
  const index = SearchIndex.of([]);
  const left = new Map<string, SearchDocument>();
  for (const one of changes)
    if ('put' in one) {
      index.put(one.put);
      for (const each of one.put) left.set(each.id, each);
    } else if ('remove' in one) {
      expect(index.remove(one.remove)).toBe(left.delete(one.remove));
    } else index.settle();
  return { index, left: [...left.values()] };
}

test('finds, counts and orders what a slow look at every entry does, whatever was added, replaced and removed before', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 12 }),
      fc.array(search, { minLength: 1, maxLength: 6 }),
      (changes, searches) => {
        const { index, left } = played(changes);
        expect(index.size).toBe(left.length);
        for (const one of searches)
          expect(withoutEmpty(index.find(one))).toEqual(withoutEmpty(findSlowly(left, one)));
      },
    ),
    { numRuns: 400, endOnFailure: true },
  );
});

test('so it does among more entries than are looked at as a whole, some values being rare', () => {
  const rare = fc.constantFrom(...Array.from({ length: 80 }, (_, at) => `subject ${at}`));
  const many = fc.array(
    fc.tuple(document, fc.nat({ max: 220 }), rare).map(([one, number, subject]) => ({
      ...one,
      id: `e${number}`,
      title: `${one.title} data`,
      facets: { ...one.facets, subject: [subject] },
    })),
    { minLength: 300, maxLength: 500 },
  );
  fc.assert(
    fc.property(
      many,
      fc.array(search, { minLength: 4, maxLength: 8 }),
      rare,
      (documents, searches, subject) => {
        const index = SearchIndex.of(documents.slice(0, 200));
        for (let at = 200; at < documents.length; at += 20) index.put(documents.slice(at, at + 20));
        const left = [...new Map(documents.map((one) => [one.id, one])).values()];
        for (const one of [...searches, { ...anything, words: 'data' }]) {
          const asked = {
            ...one,
            size: 300,
            facets: {
              ...one.facets,
              subject: { of: ['subject'], chosen: one.facets['subject']?.chosen.length ? [subject] : [] },
            },
          };
          expect(withoutEmpty(index.find(asked))).toEqual(withoutEmpty(findSlowly(left, asked)));
        }
      },
    ),
    // To make so many fewer takes minutes; the seed is told.
    { numRuns: 10, endOnFailure: true },
  );
});

test('what arrives in another order is found in the same', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(document, { selector: ({ id }) => id, maxLength: 16 }),
      fc.nat(),
      search,
      (documents, turn, one) => {
        const turned = [
          ...documents.slice(turn % (documents.length + 1)),
          ...documents.slice(0, turn % (documents.length + 1)),
        ];
        const singly = SearchIndex.of([]);
        for (const each of turned) singly.put([each]);
        expect(withoutEmpty(singly.find(one))).toEqual(withoutEmpty(SearchIndex.of(documents).find(one)));
      },
    ),
    { numRuns: 200, endOnFailure: true },
  );
});

test('reads back what it wrote, and goes on from there', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), document, search, (changes, more, one) => {
      const { index } = played(changes);
      const bytes = index.write('mark 7');
      const read = SearchIndex.read(bytes);
      expect(read?.mark).toBe('mark 7');
      expect(read?.index.find(one)).toEqual(index.find(one));
      for (const each of [index, read?.index]) each?.put([more]);
      expect(read?.index.find(one)).toEqual(index.find(one));
      expect(read?.index.size).toBe(index.size);
    }),
    { numRuns: 200, endOnFailure: true },
  );
});

test('bytes that are not whole are no index', () => {
  const bytes = SearchIndex.of([]).write('m');
  const spoiled = bytes.slice();
  spoiled[20] = (spoiled[20] as number) ^ 1;
  expect([
    SearchIndex.read(spoiled),
    SearchIndex.read(bytes.slice(0, -8)),
    SearchIndex.read(new Uint8Array(3)),
  ]).toEqual([null, null, null]);
});

/** Facets of which nothing is counted may be told or not. */
function withoutEmpty<T extends { facets: Record<string, unknown[]> }>(found: T): T {
  return {
    ...found,
    facets: Object.fromEntries(Object.entries(found.facets).filter(([, values]) => values.length > 0)),
  };
}

test('every title finds an entry of that very title first', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(document, { selector: ({ id }) => id, minLength: 1, maxLength: 16 }),
      (documents) => {
        const index = SearchIndex.of(documents);
        for (const { title } of documents.filter(
          (one) => titleKey(one.title) !== '' && !one.title.includes('"'),
        )) {
          const [first] = index.find({ ...anything, words: title }).ids;
          expect(titleKey(documents.find(({ id }) => id === first)?.title ?? '')).toBe(titleKey(title));
        }
      },
    ),
    { numRuns: 200, endOnFailure: true },
  );
});
