import { beforeAll, describe, expect, test } from 'vitest';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { listCatalog, searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { tabulateCatalog } from '@/lib/usecases/catalog/tabulate-catalog';
import {
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { wordsOfCodes } from '@/tests/support/table-words';
import { ctxOf } from '@/tests/support/ctx';

beforeAll(async () => {
  const [north, south] = [await anInstitution('north'), await anInstitution('south')];
  for (const tenantId of [north, south]) await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
  await aProgram(north, 'BS-CS');
  await aProgram(south, 'MA');
  for (const [tenantId, code] of [
    [north, 'R-1'],
    [south, 'R-2'],
  ] as const) {
    const { id } = await aMicroCredential(tenantId, { title: code, provider: 'Google', language: 'en' });
    await aRuleVersion({ tenantId, code, definition: earns(id, 'C', '3'), names: [id] });
  }
}, 60_000);

const asked = (query: Partial<SearchQuery>): SearchQuery => ({ ...everything, ...query });
const refused = (query: Partial<SearchQuery>) => {
  const search = asked(query);
  return Promise.all([
    listCatalog(ctxOf(), search, undefined, 5).catch((error: { reason?: string }) => error.reason),
    tabulateCatalog(ctxOf(), search, (slug) => slug, wordsOfCodes).catch(
      (error: { reason?: string }) => error.reason,
    ),
  ]);
};

describe('what no entry, institution or program is called is left out and named, never counted', () => {
  test.each<[Partial<SearchQuery>, string, string]>([
    [{ institution: 'north', program: 'NOPE' }, 'program', 'NOPE'],
    [{ institution: 'north', program: 'MA' }, 'program', 'MA'],
    [{ institution: 'north', countsIn: ['NOPE'] }, 'countsIn', 'NOPE'],
    [{ provider: ['Googel'] }, 'provider', 'Googel'],
    [{ provider: ['Google', 'Googel'] }, 'provider', 'Googel'],
    [{ language: ['xx'] }, 'language', 'xx'],
    [{ recommended: ['zzz'] }, 'recommended', 'zzz'],
    [{ subject: ['Nothing'] }, 'subject', 'Nothing'],
    [{ givenAt: ['nowhere'] }, 'givenAt', 'nowhere'],
    [{ institution: 'nowhere' }, 'institution', 'nowhere'],
  ])('%j', async (query, field, value) => {
    const view = await searchCatalog(ctxOf(), asked(query));
    expect(view.problems).toEqual([{ field, reason: 'not-known', value }]);
    expect(JSON.stringify(view.query)).not.toContain(`"${value}"`);
    const without = await searchCatalog(ctxOf(), view.query);
    expect([without.total, without.problems]).toEqual([view.total, []]);
    expect(view.total).toBeGreaterThan(0);
    expect(await refused(query)).toEqual(['catalog/bad-search', 'catalog/bad-search']);
  });

  test('a program is known however its code is written', async () => {
    for (const code of ['bs-cs', 'BS CS', 'BS-CS']) {
      const search = asked({ institution: 'north', program: code, countsIn: [code] });
      const { query, problems, total } = await searchCatalog(ctxOf(), search);
      expect([query.program, query.countsIn, problems, total]).toEqual(['BS-CS', ['BS-CS'], [], 1]);
      expect((await listCatalog(ctxOf(), search, undefined, 5)).total).toBe(1);
    }
  });

  test('the programs of another institution do not narrow what is found', async () => {
    const view = await searchCatalog(ctxOf(), asked({ institution: 'south', countsIn: ['BS-CS', 'MA'] }));
    expect([view.query.countsIn, view.problems, view.total]).toEqual([
      ['MA'],
      [{ field: 'countsIn', reason: 'not-known', value: 'BS-CS' }],
      1,
    ]);
  });
});
