import { describe, expect, test } from 'vitest';
import { documentOf, type EntryTexts } from '@/lib/catalog/entry-document';
import { indexSearch } from '@/lib/catalog/index-search';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import type { EntryStandings } from '@/lib/catalog/standing-facets';
import { SearchIndex } from '@/lib/search/search-index';

const plain: EntryTexts = {
  id: 'a',
  kind: 'certificate',
  title: 'Data Analysis',
  code: null,
  provider: 'Example Academy',
  platform: 'Example Platform',
  awardingBody: 'Example University',
  subject: 'Statistics',
  iscedF: '0542',
  cip: '27.0501',
  language: 'en',
  levelLabel: 'Beginner',
  isWithdrawn: false,
  skills: ['Spreadsheets'],
  outcomes: ['Explain a mean'],
  description: 'About quokkas.',
  workloadHours: '27/2',
  eqfMin: 4,
  eqfMax: 6,
  assessment: ['Exam', 'Project'],
  supervision: 'Proctored',
  participation: 'Online',
  qualityAssurance: 'ENQA',
  price: '49',
  currency: 'EUR',
  statedCredit: '2 ECTS',
  recommended: ['3 US_SEM'],
  listedAt: 0,
};
const silence: EntryStandings = { rules: [], consideredBy: [], countsAs: [], advised: null };
const given = (tenantId: string): EntryStandings => ({
  ...silence,
  rules: [{ tenantId, standing: 'published', programs: null }],
});

/** Which of some entries a query finds, in order. */
function found(
  entries: readonly (Partial<EntryTexts> & { standings?: EntryStandings; credit?: string })[],
  query: Partial<SearchQuery>,
  tenantId: string | null = null,
): string[] {
  const index = SearchIndex.of(
    entries.map(({ standings = silence, credit, ...texts }) =>
      documentOf({ ...plain, ...texts }, standings, credit === undefined ? {} : { credit: [credit] }),
    ),
  );
  const from = {
    tenantId,
    institutions: [{ id: 'north', slug: 'north-u', name: 'North University' }],
    programs: [],
    courses: [],
  };
  return index.find(
    indexSearch({ ...everything, ...query }, from, { offset: 0, size: 20, isCounting: false }),
  ).ids;
}

describe('an entry of the catalog in the index', () => {
  test.each([
    'data analysis',
    'example academy',
    'example platform',
    'example university',
    'statistics',
    'spreadsheets',
    'mean',
    'quokkas',
  ])('is found by %s', (words) => {
    expect(found([{}], { words })).toEqual(['a']);
  });

  test('of a course of another university, by its code', () => {
    expect(found([{ kind: 'external_course', code: 'acct 2301' }], { words: 'ACCT-2301' })).toEqual(['a']);
  });

  test.each(['INF 204', 'inf-204', 'network security'])(
    'is found by %s, a course that it counts as',
    (words) => {
      const standings = {
        ...given('north'),
        countsAs: [{ tenantId: 'north', code: 'INF-204', title: 'Network Security' }],
      };
      expect(found([{ id: 'other' }, { standings }], { words })).toEqual(['a']);
    },
  );

  test('stands, when words decide nothing, by what was decided; courses of others and what is withdrawn come last', () => {
    const entries = [
      { id: 'withdrawn', isWithdrawn: true, standings: given('north') },
      { id: 'course', kind: 'external_course' as const, standings: given('north') },
      { id: 'silent' },
      { id: 'advised', standings: { ...silence, advised: 'recommended' as const } },
      { id: 'given', standings: given('north') },
    ];
    expect(found(entries, {})).toEqual(['given', 'advised', 'silent', 'withdrawn', 'course']);
  });

  test('has its hours as an exact number, to bound and to sort by', () => {
    const entries = [
      { id: 'long', workloadHours: '80' },
      { id: 'short' },
      { id: 'unknown', workloadHours: null },
    ];
    expect(found(entries, { sort: 'hours' })).toEqual(['short', 'long', 'unknown']);
    expect(found(entries, { minHours: 13, maxHours: 14 })).toEqual(['short']);
    expect(found(entries, { minHours: 14, maxHours: 79 })).toEqual([]);
  });

  test('is chosen by each of its facets, and by what one institution gives unless another standing is asked for', () => {
    const entries = [
      { id: 'north', standings: given('north'), levelLabel: null },
      { id: 'south', standings: given('south') },
    ];
    expect(found(entries, { level: ['Beginner'] })).toEqual(['south']);
    expect(found(entries, { institution: 'north' }, 'north')).toEqual(['north']);
    expect(found(entries, { institution: 'north', standing: ['undecided'] }, 'north')).toEqual(['south']);
  });

  test('is chosen by each level that it spans, by each of several assessments, and by no text that is too long to be a choice', () => {
    const entries = [
      { id: 'span' },
      { id: 'one', eqfMin: null, eqfMax: 7, assessment: [], qualityAssurance: 'x'.repeat(161) },
      { id: 'none', eqfMin: null, eqfMax: null, assessment: [], qualityAssurance: null },
    ];
    expect(found(entries, { eqf: ['5'] })).toEqual(['span']);
    expect(found(entries, { eqf: ['6', '7'] })).toEqual(['one', 'span']);
    expect(found(entries, { assessment: ['Project'] })).toEqual(['span']);
    expect(found(entries, { quality: ['x'.repeat(161)] })).toEqual([]);
    expect(found(entries, { recommended: ['3 US_SEM'] })).toHaveLength(3);
  });

  test('is chosen by the institutions that give credit for it, by their slugs', () => {
    const entries = [{ id: 'given', standings: given('north') }, { id: 'silent' }];
    expect(found(entries, { givenAt: ['north-u'] })).toEqual(['given']);
    expect(found(entries, { givenAt: ['north'] })).toEqual([]);
  });

  test('is chosen and sorted by what it earns, by size and not by its digits', () => {
    const entries = [
      { id: 'third', credit: '8/3' },
      { id: 'ten', credit: '10' },
      { id: 'nothing' },
      { id: 'three', credit: '3' },
    ];
    expect(found(entries, { sort: 'credit' })).toEqual(['ten', 'three', 'third', 'nothing']);
    expect(found(entries, { credit: ['below-3'] })).toEqual(['third']);
    expect(found(entries, { credit: ['3-to-6', '6-to-12'] })).toEqual(['ten', 'three']);
  });

  test('is sorted by when it was listed, the newest first', () => {
    const entries = [
      { id: 'old', listedAt: 1 },
      { id: 'new', listedAt: 2 },
    ];
    expect(found(entries, { sort: 'newest' })).toEqual(['new', 'old']);
  });

  test('is sorted by provider, then by title', () => {
    const entries = [
      { id: '1', provider: 'B', title: 'A' },
      { id: '2', provider: 'A', title: 'B' },
      { id: '3', provider: 'A', title: 'A' },
    ];
    expect(found(entries, { sort: 'provider' })).toEqual(['3', '2', '1']);
    expect(found(entries, { sort: 'title' })).toEqual(['1', '3', '2']);
  });
});
