import { beforeAll, expect, test } from 'vitest';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { listCatalog } from '@/lib/usecases/catalog/search-catalog';
import {
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';

beforeAll(async () => {
  const [north, south] = [await anInstitution('north'), await anInstitution('south')];
  for (const tenantId of [north, south]) await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
  const entry = async (title: string) => (await aMicroCredential(north, { title })).id;
  const rule = (tenantId: string, code: string, id: string, more: object = {}) =>
    aRuleVersion({ tenantId, code, definition: earns(id, `C-${code}`, '3', more), names: [id] });
  // The others come first by title, and by what another institution gives.
  const nanodegree = await entry('A nanodegree');
  await rule(north, 'R-1', nanodegree, { deny: true, outcomes: [] });
  await rule(south, 'R-1', nanodegree);
  const cloud = await entry('B cloud');
  await aRuleVersion({
    tenantId: north,
    code: 'R-2',
    definition: earns(cloud, 'C', '3', { claimWindow: { to: '2026-01-31' } }),
    names: [cloud],
    claimTo: '2026-01-31',
  });
  await rule(north, 'R-3', await entry('C python'));
  await entry('D unknown');
}, 60_000);

const found = async (query: Partial<SearchQuery>) =>
  (await listCatalog(ctxOf(), { ...everything, ...query }, undefined, 10)).results.map(
    ({ title, standing }) => [title, standing],
  );

test('an institution shows everything that it has decided about, what it gives credit for first', async () => {
  expect(await found({ institution: 'north' })).toEqual([
    ['C python', 'published'],
    ['A nanodegree', 'refused'],
    ['B cloud', 'ended'],
  ]);
  expect(await found({ institution: 'north', words: 'nanodegree' })).toEqual([['A nanodegree', 'refused']]);
  expect(await found({ institution: 'north', standing: ['published'] })).toEqual([['C python', 'published']]);
  expect(await found({ institution: 'north', standing: ['undecided'] })).toEqual([
    ['D unknown', 'undecided'],
  ]);
});
