import { beforeAll, expect, test } from 'vitest';
import { suggestSearches } from '@/lib/usecases/catalog/suggest-searches';
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
