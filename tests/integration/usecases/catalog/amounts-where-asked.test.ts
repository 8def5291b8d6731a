import { beforeAll, describe, expect, test } from 'vitest';
import type { CreditBand } from '@/lib/catalog/credit-band';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { listCatalog, searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { tableColumns, tabulateCatalog } from '@/lib/usecases/catalog/tabulate-catalog';
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
  for (const code of ['A', 'B', 'C']) await aProgram(north, code);
  const entry = async (title: string) => (await aMicroCredential(north, { title })).id;
  const rule = (tenantId: string, code: string, id: string, amount: string, more: object = {}) =>
    aRuleVersion({ tenantId, code, definition: earns(id, `C-${code}`, amount, more), names: [id] });
  const python = await entry('Python');
  await rule(north, 'R-1', python, '2.5');
  await rule(north, 'R-2', python, '10', { programs: ['A'] });
  await rule(north, 'R-3', python, '4', { programs: ['B'] });
  await rule(south, 'R-1', python, '20');
  const data = await entry('Data');
  await rule(north, 'R-4', data, '5');
  // More, but not before next year: what can be had now comes first.
  await rule(north, 'R-5', data, '13', { programs: ['A'], claimWindow: { from: '2027-01-01' } });
}, 60_000);

/** By title what a search says an entry earns: in its row, in the table, and in which bands and places it stands. */
async function earned(query: Partial<SearchQuery>) {
  const asked = { ...everything, sort: 'credit' as const, ...query };
  const { results, facets } = await listCatalog(ctxOf(), asked, undefined, 10, true);
  const table: string[][] = [];
  for await (const some of await tabulateCatalog(ctxOf(), asked, (slug) => slug, wordsOfCodes))
    table.push(...some);
  const rows = results.map(({ title, best }) => [title, best?.offer.ects ?? '']);
  expect(table.map((row) => [row[0], row[tableColumns.indexOf('credit_ects')]])).toEqual(rows);
  return { rows, bands: facets.credit.map(({ value, count }) => [value, count]) };
}

describe('only what holds where it is asked for counts as what is earned', () => {
  test.each([
    [
      ['C'],
      [
        ['Data', '5'],
        ['Python', '2.5'],
      ],
      [
        ['3-to-6', 1],
        ['below-3', 1],
      ],
    ],
    [
      ['B'],
      [
        ['Data', '5'],
        ['Python', '4'],
      ],
      [['3-to-6', 2]],
    ],
    [
      ['B', 'C'],
      [
        ['Data', '5'],
        ['Python', '4'],
      ],
      [['3-to-6', 2]],
    ],
    [
      ['A', 'B'],
      [
        ['Python', '10'],
        ['Data', '5'],
      ],
      [
        ['3-to-6', 1],
        ['6-to-12', 1],
      ],
    ],
  ])('in one of the programs %j', async (countsIn, rows, bands) => {
    expect(await earned({ institution: 'north', countsIn })).toEqual({ rows, bands });
    for (const [credit, count] of bands as [CreditBand, number][])
      expect((await earned({ institution: 'north', countsIn, credit: [credit] })).rows).toHaveLength(count);
  });

  test('the program asked for decides before those chosen', async () => {
    const { rows } = await earned({ institution: 'north', program: 'C', countsIn: ['A'] });
    expect(rows).toEqual([
      ['Data', '5'],
      ['Python', '2.5'],
    ]);
  });

  test('at one of the institutions, and who else gives credit is told all the same', async () => {
    const { rows } = await earned({ givenAt: ['north'] });
    expect(rows).toEqual([
      ['Python', '10'],
      ['Data', '5'],
    ]);
    expect((await earned({ givenAt: ['north'], credit: ['12-to-30'] })).rows).toEqual([]);
    expect((await earned({ givenAt: ['north', 'south'], credit: ['12-to-30'] })).rows).toEqual([
      ['Python', '20'],
    ]);
    const { results } = await searchCatalog(ctxOf(), { ...everything, words: 'python', givenAt: ['north'] });
    expect(results[0]).toMatchObject({
      best: { institution: { slug: 'north' } },
      givenBy: ['south University', 'north University'],
    });
  });

  test('the number beside a place or a program is what is found once it is ticked', async () => {
    for (const query of [{}, { institution: 'north' }])
      for (const band of ['below-3', '3-to-6', '6-to-12', '12-to-30'] as const) {
        const asked = { ...everything, ...query, credit: [band] };
        const { facets } = await searchCatalog(ctxOf(), asked);
        for (const facet of ['givenAt', 'countsIn'] as const)
          for (const value of facet === 'givenAt' ? ['north', 'south'] : ['A', 'B', 'C']) {
            if (facet === 'countsIn' && asked.institution === null) continue;
            const { total } = await searchCatalog(ctxOf(), { ...asked, [facet]: [value] });
            const told = facets[facet].find((one) => one.value === value)?.count ?? 0;
            expect([band, facet, value, told]).toEqual([band, facet, value, total]);
          }
      }
  });
});
