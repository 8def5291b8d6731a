import { beforeAll, describe, expect, test } from 'vitest';
import { furtherOf } from '@/lib/catalog/compare-offers';
import { everything, type SearchQuery, Sort } from '@/lib/catalog/search-query';
import { Standing } from '@/lib/catalog/standing';
import { listCatalog, searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import {
  aComponent,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRecommendation,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { ctxOf, today } from '@/tests/support/ctx';

const search = (query: Partial<SearchQuery> = {}, day = today) =>
  searchCatalog(ctxOf(undefined, { day }), { ...everything, ...query });
const titles = async (query: Partial<SearchQuery>, day = today) =>
  (await search(query, day)).results.map((row) => row.title);

beforeAll(async () => {
  const north = await anInstitution('north');
  const south = await anInstitution('south', 'US_SEM');
  for (const code of ['BSC', 'MA']) await aProgram(north, code);
  await aProgram(south, 'MA');
  const python = await aMicroCredential(north, {
    title: 'Python for Everybody',
    provider: 'Michigan',
    subject: 'Computing',
    hours: '80',
    language: 'English',
    skills: ['databases'],
  });
  const data = await aMicroCredential(north, {
    title: 'Data Analytics',
    provider: 'Google',
    subject: 'Computing',
    hours: '180',
    language: 'English',
    levelLabel: 'Beginner',
  });
  const support = await aMicroCredential(north, {
    title: 'IT Support',
    provider: 'Google',
    subject: 'Computing',
    hours: '166',
    skills: ['python'],
  });
  const welding = await aMicroCredential(north, {
    title: 'Welding basics',
    provider: 'TAFE',
    subject: 'Trades',
    hours: '27/2',
    kind: 'course',
  });
  await aMicroCredential(north, {
    title: 'Éthique de la recherche',
    provider: 'Sorbonne',
    subject: 'Philosophy',
    language: 'French',
  });
  await aRuleVersion({
    tenantId: north,
    code: 'R-1',
    definition: earns(python.id, 'INF-101', '6', { programs: ['BSC'] }),
    names: [python.id],
    publishedAt: '2026-03-01T08:00:00Z',
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-1',
    definition: { ...earns(python.id, 'CS', '3'), deny: true, outcomes: [] },
    names: [python.id],
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-2',
    definition: earns(data.id, 'CS', '3'),
    names: [data.id],
    status: 'suspended',
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-3',
    definition: earns(welding.id, 'W', '3'),
    names: [welding.id],
    claimTo: '2026-11-24',
  });
  await aRuleVersion({
    tenantId: south,
    code: 'R-4',
    definition: earns(support.id, 'W', '3'),
    names: [support.id],
    status: 'draft',
  });
  await aRecommendation(north, support.id, { amount: '12' });
});

describe('the catalog', () => {
  test('finds words in titles before words anywhere else', async () => {
    expect(await titles({ words: 'python' })).toEqual(['Python for Everybody', 'IT Support']);
    expect(await titles({ words: 'pyth' })).toEqual(['Python for Everybody', 'IT Support']);
  });

  test('wants every word, with accents or without', async () => {
    expect(await titles({ words: 'ethique recherche' })).toEqual(['Éthique de la recherche']);
  });

  test('says so where nothing has all the words, and shows what has most of them', async () => {
    const { reading, results } = await search({ words: 'python welding' });
    expect([reading, results.map(({ title }) => title).sort()]).toEqual([
      'nearest',
      ['IT Support', 'Python for Everybody', 'Welding basics'],
    ]);
  });

  test('looks for words that the index leaves out as they stand', async () => {
    expect(await titles({ words: 'for' })).toEqual(['Python for Everybody']);
  });

  test('shows the strongest standing anywhere, and a draft never', async () => {
    const standings = Object.fromEntries((await search()).results.map((row) => [row.title, row.standing]));
    expect(standings).toEqual({
      'Python for Everybody': 'published',
      'Data Analytics': 'suspended',
      'Welding basics': 'ended',
      'IT Support': 'recommended',
      'Éthique de la recherche': 'undecided',
    });
  });

  test('seen from one institution, only its own decisions stand', async () => {
    expect(await titles({ institution: 'north' })).toEqual(['Python for Everybody']);
    expect(await titles({ institution: 'south', standing: ['refused'] })).toEqual(['Python for Everybody']);
    expect(await titles({ institution: 'south', standing: ['undecided'] })).toEqual([
      'Éthique de la recherche',
    ]);
  });

  test('counts in a program: rules for that program, or for every program', async () => {
    expect(await titles({ institution: 'north', program: 'BSC' })).toEqual(['Python for Everybody']);
    expect(await titles({ institution: 'north', program: 'MA' })).toEqual([]);
    expect(await titles({ institution: 'south', program: 'MA', standing: ['suspended'] })).toEqual([
      'Data Analytics',
    ]);
  });

  test('knows nothing of what was published after the day asked for', async () => {
    expect(await titles({ institution: 'north' }, '2026-02-28')).toEqual([]);
    expect(await titles({ institution: 'south', standing: ['published'] }, '2026-11-24')).toEqual([
      'Welding basics',
    ]);
  });

  test('keeps hours exact', async () => {
    expect(await titles({ maxHours: 80, sort: 'hours' })).toEqual(['Welding basics', 'Python for Everybody']);
    expect(await titles({ minHours: 14, maxHours: 79 })).toEqual([]);
  });

  test('counts what another choice in the same facet would add', async () => {
    const found = await search({ provider: ['Google'], language: ['English'] });
    expect(found.total).toBe(1);
    expect(found.facets.provider).toEqual([
      { value: 'Google', count: 1 },
      { value: 'Michigan', count: 1 },
    ]);
    expect(found.facets.language).toEqual([{ value: 'English', count: 1 }]);
    expect(found.facets.standing).toEqual([{ value: 'suspended', count: 1 }]);
  });

  test.each(Sort.options)('pages by position without gaps or repeats, sorted by %s', async (sort) => {
    const all = (await search({ sort })).results.map((row) => row.title);
    const walked: string[] = [];
    let after: Parameters<typeof listCatalog>[2];
    do {
      const { results, total, next } = await listCatalog(ctxOf(), { ...everything, sort }, after, 1);
      expect(total).toBe(5);
      walked.push(...results.map((row) => row.title));
      after = next ?? undefined;
    } while (after);
    expect(walked).toEqual(all);
  });

  test('gives each row what it needs to be compared', async () => {
    const [row] = (await search({ words: 'python everybody' })).results;
    expect(row).toMatchObject({
      provider: 'Michigan',
      workloadHours: '80',
      standing: 'published',
    });
    expect((await search({ words: 'support' })).results[0]).toMatchObject({
      recommendation: { amount: '12', unit: 'US_SEM', recommender: 'ACE' },
      recommendations: 1,
    });
  });
});

describe('a walk', () => {
  test('goes on after the entry that it had passed, wherever that stands by then', async () => {
    const steward = await anInstitution('walked');
    const walk = (after: Parameters<typeof listCatalog>[2]) =>
      listCatalog(ctxOf(), { ...everything, provider: ['Walker'], sort: 'title' }, after, 2);
    for (const title of ['B walk', 'C walk', 'D walk', 'E walk'])
      await aMicroCredential(steward, { title, provider: 'Walker' });
    const first = await walk(undefined);
    await aMicroCredential(steward, { title: 'A walk', provider: 'Walker' });
    const second = await walk(first.next ?? undefined);
    expect([...first.results, ...second.results].map(({ title }) => title)).toEqual([
      'B walk',
      'C walk',
      'D walk',
      'E walk',
    ]);
    expect(second.next).toBeNull();
  });
});

test('a whole that implies its parts stands and offers as what gives credit for a part does, and a no about a part says nothing of it', async () => {
  const house = await anInstitution('parts');
  await aPolicyInForce(house, { homeUnit: 'ECTS' });
  const [whole, given, denied] = [
    await aMicroCredential(house, { title: 'Specialization', provider: 'Whole', componentsImplied: true }),
    await aMicroCredential(house, { title: 'First course', provider: 'Whole' }),
    await aMicroCredential(house, { title: 'Second course', provider: 'Whole' }),
  ];
  await aComponent(house, whole.id, given.id, 0);
  await aComponent(house, whole.id, denied.id, 1);
  const no = { ...earns(denied.id, 'X', '1'), deny: true, outcomes: [] };
  await aRuleVersion({ tenantId: house, code: 'NO', definition: no, names: [denied.id] });
  const standings = async () =>
    (
      await search({
        provider: ['Whole'],
        institution: 'parts',
        standing: [...Standing.options],
        sort: 'title',
      })
    ).results.map((row) => [
      row.title,
      row.standing,
      row.best && [row.best.offer.amount, furtherOf(row.best.offer).certificates],
    ]);
  expect(await standings()).toEqual([
    ['First course', 'undecided', null],
    ['Second course', 'refused', null],
    ['Specialization', 'undecided', null],
  ]);
  await aRuleVersion({
    tenantId: house,
    code: 'YES',
    definition: earns(given.id, 'Y', '4'),
    names: [given.id],
  });
  expect(await standings()).toEqual([
    ['First course', 'published', ['4', 0]],
    ['Second course', 'refused', null],
    ['Specialization', 'published', ['4', 0]],
  ]);
});
