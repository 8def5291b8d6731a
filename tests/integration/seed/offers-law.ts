import { beforeAll, describe, expect, test } from 'vitest';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { buildEstimateCreditCase } from '@/lib/catalog/estimate-case';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import { type Missing, withMissing } from '@/lib/credit/missing';
import { findRemedies } from '@/lib/credit/remedy';
import { listHoldable } from '@/lib/db/catalog-entries';
import { listPublicCourses, listPublicInstitutions } from '@/lib/db/public-institutions';
import { listRulesNaming } from '@/lib/db/public-rules';
import { courseCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { oracle } from '../../unit/credit/oracle';
import { compareOffers, furtherOf, isOpen } from '@/lib/catalog/compare-offers';
import type { Offer } from '@/lib/catalog/offered';
import { facets } from '@/lib/catalog/facets';
import { everything, type SearchQuery } from '@/lib/catalog/search-query';
import { Standing } from '@/lib/catalog/standing';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { compareEntries } from '@/lib/usecases/catalog/compare-entries';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { listCatalog, searchCatalog, type SearchResult } from '@/lib/usecases/catalog/search-catalog';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { ctxOf, today } from '@/tests/support/ctx';

const institutions = ['northbridge-state', 'zulawy-technology', 'hochschule-muehlenau', 'carrowmere'];
const noOffer = ['no-credit', 'no-policy', 'unmeetable', 'too-complex', 'outdone'];

interface Shown {
  where: string;
  institution: string;
  code: string | null;
  offer: Offer;
}

const listed = async (query: Partial<SearchQuery> = {}) =>
  (await listCatalog(ctxOf(), { ...everything, ...query }, undefined, 1_000)).results;

let rows: SearchResult[] = [];
const shown: Shown[] = [];

/** What the demonstration offers, asked of a database that has been filled with it; nothing here writes. */
export function testOffers(): void {
  beforeAll(async () => {
    rows = await listed();
    for (const { slug, best } of rows) {
      if (best)
        shown.push({
          where: `list ${slug}`,
          institution: best.institution.slug,
          code: null,
          offer: best.offer,
        });
      for (const { institution, rules } of (
        await viewMicroCredential(ctxOf(), { slug, asOf: null, unit: null })
      ).decided)
        for (const { code, offer } of rules)
          shown.push({ where: `page ${slug}`, institution: institution.slug, code, offer });
    }
    for (const slug of institutions) {
      for (let page = 1; ; page++) {
        const view = await viewInstitution(ctxOf(), { slug, words: '', page });
        for (const { code, offer } of view.rules)
          shown.push({ where: `institution ${slug}`, institution: slug, code, offer });
        if (page >= view.pages) break;
      }
    }
  }, 300_000);

  const given = () => shown.filter(({ offer }) => offer.claimants !== 'nobody');

  async function estimateOf({ institution, offer: { asks } }: Shown) {
    if (asks === null) throw new Error('nothing to ask');
    const { outcome } = await estimateCredit(ctxOf(), { ...nothingStated, ...asks, institution });
    if (outcome.kind !== 'result') throw new Error(outcome.kind);
    return outcome.result;
  }

  describe('the law of offers, over the demonstration', () => {
    test(
      'an estimate with exactly what an offer asks for gives exactly that, as those lines',
      { timeout: 600_000 },
      async () => {
        expect(given().length).toBeGreaterThan(150);
        const wrong: unknown[] = [];
        const known = new Map<string, Awaited<ReturnType<typeof estimateOf>>>();
        for (const one of given().filter(({ offer }) => offer.total !== null)) {
          const key = JSON.stringify([one.institution, one.offer.asks]);
          const result = known.get(key) ?? (await estimateOf(one));
          known.set(key, result);
          const lines = result.lines.map(({ line, counted }) => `${line.target} ${counted}`);
          const missing = one.offer.lines.filter(
            ({ line, amount }) => !lines.includes(`${line.target} ${amount}`),
          );
          if (result.evaluation.totals.counted !== one.offer.total || missing.length > 0)
            wrong.push([one.where, one.code, one.offer.total, result.evaluation.totals.counted, missing]);
          if (
            one.offer.otherRules.length === 0 &&
            (one.offer.amount !== one.offer.total || lines.length !== one.offer.lines.length)
          )
            wrong.push([one.where, one.code, one.offer.amount, one.offer.total, lines]);
        }
        expect(wrong).toEqual([]);
      },
    );

    test('the headline is the best of what the certificate’s page offers, and nothing that has ended', () => {
      for (const { slug, best } of rows) {
        const open = shown.filter(({ where, offer }) => where === `page ${slug}` && isOpen(offer));
        expect([slug, best !== null && isOpen(best.offer)]).toEqual([slug, open.length > 0]);
        const [first] = open.sort((a, b) => compareOffers(a.offer, b.offer));
        expect([slug, best?.offer.ects, best?.offer.standing]).toEqual([
          slug,
          first?.offer.ects,
          first?.offer.standing,
        ]);
      }
    });

    test('list and page agree on how each entry stands', async () => {
      for (const { slug, standing } of rows)
        expect([slug, standing]).toEqual([
          slug,
          (await viewMicroCredential(ctxOf(), { slug, asOf: null, unit: null })).standing,
        ]);
    });

    test('entries side by side stand at each institution as their pages say', async () => {
      for (const [at, { slug }] of rows.entries()) {
        const pair = [slug, rows[(at + 1) % rows.length]?.slug ?? ''];
        const { rows: compared } = await compareEntries(ctxOf(), pair);
        for (const [place, one] of pair.entries()) {
          const { decided, open } = await viewMicroCredential(ctxOf(), { slug: one, asOf: null, unit: null });
          const onPage = new Map(
            [...decided, ...open].map(({ institution, standing }) => [institution.slug, standing]),
          );
          for (const { institution, answers } of compared)
            expect([one, institution.slug, answers[place]?.standing]).toEqual([
              one,
              institution.slug,
              onPage.get(institution.slug),
            ]);
          for (const { institution, considered } of open)
            if (considered !== null)
              expect(compared.map(({ institution: { slug: name } }) => name)).toContain(institution.slug);
        }
      }
    });

    test('each filter and each facet counts the rows that show it', async () => {
      const { facets: counts } = await searchCatalog(ctxOf(), everything);
      for (const facet of facets)
        for (const { value, count } of counts[facet])
          expect([facet, value, (await listed({ [facet]: [value] })).length]).toEqual([facet, value, count]);
      for (const { value, count } of counts.standing)
        expect([value, rows.filter(({ standing }) => standing === value).length]).toEqual([value, count]);
      for (const institution of institutions) {
        const seen = await listed({ institution, standing: Standing.options });
        for (const standing of Standing.options)
          expect([
            institution,
            standing,
            (await listed({ institution, standing: [standing] })).map(({ slug }) => slug).sort(),
          ]).toEqual([
            institution,
            standing,
            seen
              .filter((row) => row.standing === standing)
              .map(({ slug }) => slug)
              .sort(),
          ]);
      }
    });

    test('no offer is withheld but for a reason that the data mean', () => {
      expect(
        shown
          .filter(({ offer }) => offer.standing === 'published' && noOffer.includes(offer.withheld ?? ''))
          .map(({ where, code, offer }) => [where, code, offer.withheld, offer.otherRules]),
      ).toEqual([]);
    });
  });

  test('the whole of IBM Data Analyst earns credit at Northbridge although one part alone does not', () => {
    const at = (code: string) =>
      shown.find((one) => one.where === 'page ibm-data-analyst-professional-certificate' && one.code === code)
        ?.offer;
    expect(at('NB-007')).toMatchObject({ standing: 'published', withheld: null, amount: '6', total: '6' });
    expect(at('NB-026')).toMatchObject({ standing: 'refused' });
  });

  test('a window of completion that closed in 2023 has ended and is no headline', () => {
    const row = rows.find(({ slug }) => slug === 'aws-certified-cloud-practitioner-clf-c01');
    expect(row?.best?.institution.slug).not.toBe('northbridge-state');
    expect(furtherOf(row?.best?.offer as Offer)).toEqual({ certificates: 1, assessments: 0 });
    expect(
      shown.find(
        ({ where, code }) => where === 'page aws-certified-cloud-practitioner-clf-c01' && code === 'NB-012',
      )?.offer,
    ).toMatchObject({ standing: 'ended', closesOn: '2023-09-30', amount: '3', claimants: 'in-time' });
  });

  test(
    'what is missing for a rule of the demonstration is enough, and all of it is needed',
    { timeout: 300_000 },
    async () => {
      const ctx = ctxOf();
      let told = 0;
      const institutions = await listPublicInstitutions(ctx.database, ctx);
      for (const { slug } of rows) {
        const [entry] = (await listHoldable(ctx.database, { slugs: [slug], day: null })).filter(
          ({ isAsked }) => isAsked,
        );
        for (const institution of institutions) {
          if (!entry || !institution.policy) continue;
          const rules = await listRulesNaming(
            ctx.database,
            [entry.id],
            parseCivilDate(today),
            institution.id,
            500,
          );
          if (rules.length === 0) continue;
          const named = rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise));
          const input = canonicalCase(
            buildEstimateCreditCase(
              {
                policy: institution.policy.credit,
                ...(await listPublicCourses(
                  ctx.database,
                  institution.id,
                  rules.flatMap(({ definition }) => courseCodesIn(definition)),
                  parseCivilDate(today),
                )),
                microCredentials: await listHoldable(ctx.database, { slugs: [slug], ids: named, day: null }),
                program: null,
                rules,
                student: { claimDate: parseCivilDate(today), assessments: [], earned: [] },
              },
              [{ stated: statedHolding(slug), entry }],
            ),
          );
          const trace = evaluateWithTrace(input);
          for (const rule of input.rules) {
            if (!trace.evaluation.rejected[rule.id]) continue;
            const { ways, stated } = findRemedies(rule, input, trace, [], { left: 200 });
            for (const { missing } of ways) {
              told += 1;
              const isGiven = (parts: readonly Missing[]) =>
                (
                  oracle(canonicalCase(withMissing(input, parts, { programs: [], stated }))) as Evaluation
                ).awards.some(
                  (award) => award.rule === rule.id && (award.awarded !== '0' || stated === null),
                );
              expect([slug, rule.id, isGiven(missing)]).toEqual([slug, rule.id, true]);
              for (const one of missing)
                expect([slug, one, isGiven(missing.filter((other) => other !== one))]).toEqual([
                  slug,
                  one,
                  false,
                ]);
            }
          }
        }
      }
      expect(told).toBeGreaterThan(30);
    },
  );
}
