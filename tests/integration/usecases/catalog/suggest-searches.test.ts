import { beforeAll, expect, test } from 'vitest';
import { everything } from '@/lib/catalog/search-query';
import { nearestFirst, suggestSearches } from '@/lib/usecases/catalog/suggest-searches';
import { aMicroCredential, anInstitution } from '@/tests/support/builders/catalog';
import { queryAsSuperuser } from '@/tests/support/db';
import { ctxOf } from '@/tests/support/ctx';

const suggested = async (typed: string) =>
  (await suggestSearches(ctxOf(), typed)).map(({ kind, text }) => `${kind} ${text}`);

beforeAll(async () => {
  const north = await anInstitution('data-north');
  for (const title of ['Data Analysis', 'Big data', 'Welding'])
    await aMicroCredential(north, {
      title,
      provider: title === 'Welding' ? 'Database Academy' : 'Éducation',
    });
}, 60_000);

test('institutions and providers of which a word begins so come before the entries that a search finds first', async () => {
  expect(await suggested('dat')).toEqual([
    'institution data-north University',
    'provider Database Academy',
    'entry Data Analysis',
    'entry Big data',
    'entry Welding',
  ]);
});

test('accents and case make no difference, and one letter is too few', async () => {
  expect(await suggested('EDUC')).toContain('provider Éducation');
  expect(await suggested('d')).toEqual([]);
  expect(await suggested('  ')).toEqual([]);
});

test('a provider whose last entry is gone is not suggested any more', async () => {
  await queryAsSuperuser(`DELETE FROM micro_credential WHERE title = 'Welding'`);
  expect(await suggested('database')).toEqual([]);
});

test('each leads to a page of this site', async () => {
  const found = await suggestSearches(ctxOf(), 'dat');
  expect(found.map(({ address }) => address).every((one) => one.startsWith('/catalog'))).toBe(true);
});

test('a provider or an institution is added to the search at hand, in the place of what was typed', async () => {
  const at = {
    ...everything,
    words: 'dat',
    provider: ['IBM'],
    institution: 'data-north',
    program: 'P',
    standing: ['ended' as const],
    sort: 'title' as const,
    page: 3,
    compare: ['a'],
  };
  const address = async (query: typeof at, of: string) =>
    new URLSearchParams(
      (await suggestSearches(ctxOf(), 'éduc', query)).find(({ kind }) => kind === of)?.address.split('?')[1],
    ).toString();
  expect(await address(at, 'provider')).toBe(
    new URLSearchParams([
      ['standing', 'ended'],
      ['provider', 'IBM'],
      ['provider', 'Éducation'],
      ['institution', 'data-north'],
      ['program', 'P'],
      ['sort', 'title'],
      ['compare', 'a'],
    ]).toString(),
  );
  const institutionOf = async (query: typeof at) =>
    (await suggestSearches(ctxOf(), 'data', query)).find(({ kind }) => kind === 'institution')?.address;
  const rest = 'provider=IBM&institution=data-north';
  expect(await institutionOf(at)).toBe(`/catalog?standing=ended&${rest}&program=P&sort=title&compare=a`);
  // The programs of another institution are none of this one.
  expect(await institutionOf({ ...at, institution: 'south', countsIn: ['P'] })).toBe(
    `/catalog?standing=ended&${rest}&sort=title&compare=a`,
  );
});

test('what only has the word comes after what is called so, whatever it is', () => {
  const one = (kind: 'provider' | 'entry', text: string) => ({ kind, text, by: null, address: `/${text}` });
  const found = [one('provider', 'Listed by ACE'), one('entry', 'ACE Health'), one('entry', 'Acer repair')];
  expect(nearestFirst(found, 'Ace').map(({ text }) => text)).toEqual([
    'ACE Health',
    'Acer repair',
    'Listed by ACE',
  ]);
});

test('of entries that are as near as each other those in the language of the reader come first', async () => {
  const north = await anInstitution('languages');
  for (const [title, language] of [
    ['Zebra care (DE)', 'de'],
    ['Zebra care and feeding', 'en'],
    ['Zebra care unknown', null],
  ] as const)
    await aMicroCredential(north, { title, ...(language !== null && { language }) });
  expect((await suggested('zebra care')).slice(0, 3)).toEqual([
    'entry Zebra care unknown',
    'entry Zebra care and feeding',
    'entry Zebra care (DE)',
  ]);
});
