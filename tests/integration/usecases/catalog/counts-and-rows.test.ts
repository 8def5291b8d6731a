import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { facets } from '@/lib/catalog/facets';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { Standing } from '@/lib/catalog/standing';
import { listInstitutions } from '@/lib/usecases/catalog/list-institutions';
import { listCatalog, searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import {
  aComponent,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRuleVersion,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';

const all = Standing.options;
const rowsOf = async (query: Partial<SearchQuery> = {}) =>
  (await listCatalog(ctxOf(), { ...everything, standing: all, ...query }, undefined, 1_000)).results;
const totalOf = async (query: Partial<SearchQuery>) =>
  (await listCatalog(ctxOf(), { ...everything, ...query }, undefined, 1)).total;

interface RandomRule {
  premise: object;
  deny: boolean;
  priority: number | undefined;
  programs: string[] | undefined;
  to: string | undefined;
  from: 'claim' | 'completion' | undefined;
  status: 'published' | 'suspended';
}

/** A rule over five micro-credentials, of which the first is a whole that implies the second and the third. */
function randomRule(ids: readonly string[]): fc.Arbitrary<RandomRule> {
  const leaf = fc.record({
    mc: fc.constantFrom(...ids),
    minScore: fc.option(fc.constantFrom('50', '80'), { nil: undefined, freq: 4 }),
    belowScore: fc.option(fc.constantFrom('60', '90'), { nil: undefined, freq: 4 }),
  });
  const several = fc.array(leaf, { minLength: 2, maxLength: 3 });
  return fc.record({
    premise: fc.oneof(
      { weight: 4, arbitrary: leaf },
      { weight: 1, arbitrary: several.map((any) => ({ any })) },
      { weight: 1, arbitrary: several.map((every) => ({ all: every })) },
    ),
    deny: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 2, arbitrary: fc.constant(true) }),
    priority: fc.constantFrom(undefined, undefined, 20, 60),
    programs: fc.constantFrom(undefined, undefined, undefined, ['P'], ['GONE'], ['GONE', 'P'], ['*']),
    to: fc.constantFrom(undefined, undefined, undefined, '2023-09-30'),
    from: fc.constantFrom(undefined, undefined, undefined, 'claim', 'completion'),
    status: fc.constantFrom('published', 'published', 'published', 'suspended'),
  });
}

const books = 16;
/** A day that has not come. */
const opening = '2027-01-01';
const seed = Number(process.env['COUNTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const slugs: string[] = [];

beforeAll(async () => {
  console.info(`COUNTS_SEED=${seed}`);
  for (let book = 0; book < books; book++) {
    const slug = `book-${book}`;
    const tenantId = await anInstitution(slug);
    slugs.push(slug);
    await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
    await aProgram(tenantId, 'P');
    const entries: { id: string }[] = [];
    for (let n = 0; n < 5; n++)
      entries.push(
        await aMicroCredential(tenantId, {
          title: `Book ${book} entry ${n}`,
          provider: `Provider ${n % 3}`,
          componentsImplied: n === 0,
        }),
      );
    const ids = entries.map(({ id }) => id);
    for (const part of [1, 2]) await aComponent(tenantId, ids[0] ?? '', ids[part] ?? '', part);
    if (book === 0) {
      // Whatever the others are: one no that bars a part, and with it the whole.
      const certain = [
        { code: 'YES', mc: ids[0], deny: false, priority: 50 },
        { code: 'NO', mc: ids[1], deny: true, priority: 20 },
      ];
      for (const { code, mc, ...rest } of certain)
        await aRuleVersion({
          tenantId,
          code,
          definition: {
            premise: { mc },
            outcomes: rest.deny
              ? []
              : [{ lines: [{ kind: 'elective', target: code, credits: { amount: '3' } }] }],
            ...rest,
          },
          names: [mc ?? ''],
        });
    }
    const rules = fc.sample(fc.array(randomRule(ids), { minLength: 2, maxLength: 5 }), {
      seed: seed + book,
      numRuns: 1,
    })[0];
    for (const [at, { premise, to, from, status, ...rest }] of (rules ?? []).entries())
      await aRuleVersion({
        tenantId,
        code: `R-${at}`,
        definition: {
          premise,
          outcomes: rest.deny
            ? []
            : [{ lines: [{ kind: 'elective', target: `T-${at}`, credits: { amount: '3' } }] }],
          ...((to || from === 'completion') && {
            credentialWindow: {
              ...(from === 'completion' && to === undefined && { from: opening }),
              ...(to && { to }),
            },
          }),
          ...(from === 'claim' && { claimWindow: { from: opening } }),
          ...rest,
        },
        names: [...new Set(JSON.stringify(premise).match(/(?<="mc":")[^"]+/g))],
        status,
      });
  }
}, 300_000);

describe('what is counted is what is shown, over random rule books', () => {
  test('each choice of each facet finds as many as were counted for it, and so many rows show it', async () => {
    const { facets: counts } = await searchCatalog(ctxOf(), everything);
    const rows = await rowsOf();
    expect(rows).toHaveLength(books * 5);
    for (const facet of facets)
      for (const { value, count } of counts[facet])
        expect([facet, value, await totalOf({ [facet]: [value] })]).toEqual([facet, value, count]);
    expect(counts.standing.map(({ value, count }) => [value, count])).toEqual(
      expect.arrayContaining(
        all
          .map((name) => [name, rows.filter(({ standing }) => standing === name).length])
          .filter(([, count]) => count !== 0),
      ),
    );
    for (const { value, count } of counts.provider)
      expect(rows.filter(({ provider }) => provider === value)).toHaveLength(count);
  });

  test('seen from one institution, the filter finds what its rows and the pages say of it', async () => {
    let barred = 0;
    let coming = 0;
    for (const slug of slugs) {
      const rows = await rowsOf({ institution: slug, words: slug.replace('-', ' ') });
      for (const name of all) {
        const shown = rows.filter(({ standing }) => standing === name).map((row) => row.slug);
        const found = await rowsOf({
          institution: slug,
          words: slug.replace('-', ' '),
          standing: [name],
        });
        expect([slug, name, found.map((row) => row.slug).sort()]).toEqual([slug, name, shown.sort()]);
      }
      for (const row of rows) {
        const { decided, open } = await viewMicroCredential(ctxOf(), {
          slug: row.slug,
          asOf: null,
          unit: null,
        });
        const told = [...decided, ...open].find(({ institution }) => institution.slug === slug);
        expect([row.slug, row.standing]).toEqual([row.slug, told?.standing]);
        barred += decided
          .flatMap(({ rules }) => rules)
          .filter(({ offer }) => offer.withheld === 'denied').length;
        // What can be had is never told of something that is not in force, and what begins later always as that.
        if (row.best !== null) expect(['published', 'coming']).toContain(row.standing);
        for (const { offer } of decided.flatMap(({ rules }) => rules)) {
          if (offer.standing === 'published') expect(offer.opensOn).toBeNull();
          if (offer.standing === 'coming') expect(offer.opensOn).toBe(opening);
          coming += Number(offer.standing === 'coming');
        }
      }
    }
    expect(barred).toBeGreaterThan(0);
    expect(coming).toBeGreaterThan(0);
  });

  test('a row names the institutions that it stands so with, as its page does', async () => {
    for (const row of (await searchCatalog(ctxOf(), { ...everything, standing: all })).results) {
      const { decided, open } = await viewMicroCredential(ctxOf(), {
        slug: row.slug,
        asOf: null,
        unit: null,
      });
      const alike = [...decided, ...open]
        .filter(({ standing }) => standing === row.standing && standing !== 'undecided')
        .map(({ institution }) => institution.shortName);
      expect([row.slug, [...row.standsAt].sort()]).toEqual([row.slug, alike.sort()]);
    }
  });

  test('an institution is said to have published as many as its filter finds', async () => {
    for (const { slug, counts } of await listInstitutions(ctxOf()))
      expect([slug, counts.published, counts.refused]).toEqual([
        slug,
        await totalOf({ institution: slug, standing: ['published'] }),
        await totalOf({ institution: slug, standing: ['refused'] }),
      ]);
  });
});
