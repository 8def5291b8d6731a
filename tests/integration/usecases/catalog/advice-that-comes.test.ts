import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type AdviceSpan, advisedBy, adviceInOrder, standingOfAdvice } from '@/lib/catalog/advice';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { silentHoldings } from '@/lib/catalog/silent-holdings';
import { silenceOf } from '@/lib/catalog/standing';
import { advisedOn, adviceOrder, adviceStandsOn } from '@/lib/db/advice-standing';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { aMicroCredential, anInstitution, aRecommendation } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const first = parseCivilDate('2026-11-20');
const days = 12;
const entries: { id: string; slug: string; advice: (AdviceSpan & { amount: string })[] }[] = [];
const dayOrOpen = fc.option(fc.integer({ min: -2, max: days + 2 }), { nil: null });
const oneAdvice = fc
  .tuple(dayOrOpen, dayOrOpen)
  .filter(([from, to]) => from === null || to === null || from <= to)
  .map(([from, to]) => ({
    validFrom: from === null ? null : addDays(first, from),
    validTo: to === null ? null : addDays(first, to),
  }));

beforeAll(async () => {
  const tenantId = await anInstitution('advised');
  const random = fc.sample(fc.array(oneAdvice, { maxLength: 3 }), { numRuns: 24, seed: 20261130 });
  for (const [at, spans] of random.entries()) {
    const entry = await aMicroCredential(tenantId, { title: `Zymurgy ${at}` });
    const advice = spans.map((span, place) => ({ ...span, amount: String(place + 1) }));
    for (const { amount, validFrom, validTo } of advice)
      await aRecommendation(tenantId, entry.id, {
        amount,
        ...(validFrom !== null && { validFrom }),
        ...(validTo !== null && { validTo }),
      });
    entries.push({ ...entry, advice });
  }
});

// One kept catalog sees all the days, forwards and once back: what begins or lapses over night is followed.
test('list, facets, page, estimate and SQL say of advice on every day what the one function says', async () => {
  const random = fc.sample(fc.integer({ min: 0, max: days }), { numRuns: 6, seed: 7 });
  for (const step of [...random.sort((a, b) => a - b), 0]) {
    const day = addDays(first, step);
    const ctx = ctxOf(undefined, { day });
    const expected = entries.map(({ id, advice }) => [id, silenceOf(advisedBy(advice, day), false)]);
    const byId = new Map(expected as [string, string][]);
    const list = await searchCatalog(ctx, { ...everything, words: 'zymurgy' });
    const more = await searchCatalog(ctx, { ...everything, words: 'zymurgy', page: 2 });
    const rows = [...list.results, ...more.results];
    expect(new Map(rows.map(({ id, standing }) => [id, standing as string]))).toEqual(byId);
    const counted = new Map<string, number>();
    for (const standing of byId.values()) counted.set(standing, (counted.get(standing) ?? 0) + 1);
    expect(new Map(list.facets.standing.map(({ value, count }) => [value, count]))).toEqual(counted);
    for (const { id, recommendation } of rows) {
      const [told] = adviceInOrder(entries.find((one) => one.id === id)?.advice ?? [], day);
      expect(recommendation?.time).toBe(told && standingOfAdvice(told, day));
    }
    const sql = await queryAsSuperuser<{ id: string; advised: string | null; times: string[] | null }>(
      `SELECT m.id, ${advisedOn('recommendation r WHERE r.micro_credential_id = m.id', '$1::date')} AS advised,
              (SELECT array_agg(${adviceStandsOn('$1::date')} ORDER BY ${adviceOrder('$1::date')}) FROM recommendation r WHERE r.micro_credential_id = m.id) AS times
         FROM micro_credential m WHERE m.title LIKE 'Zymurgy %'`,
      [day],
    );
    for (const { id, advised, times } of sql) {
      const { advice } = entries.find((one) => one.id === id) ?? { advice: [] };
      expect(advised).toBe(advisedBy(advice, day));
      expect(times ?? []).toEqual(adviceInOrder(advice, day).map((one) => standingOfAdvice(one, day)));
    }
    const estimate = await estimateCredit(ctx, {
      ...nothingStated,
      institution: 'advised',
      holdings: entries.map(({ slug }) => ({ ...statedHolding(slug), issuedOn: first })),
    });
    const silent = silentHoldings(estimate.holdings, estimate.claimDate);
    expect(silent.map(({ standing }) => standing)).toEqual(expected.map(([, standing]) => standing));
    for (const { id, slug } of entries.slice(0, 8)) {
      const page = await viewMicroCredential(ctx, { slug, asOf: null, unit: null });
      expect(page.standing).toBe(byId.get(id));
    }
  }
});
