import { beforeAll, describe, expect, test } from 'vitest';
import { type EstimateQuery, nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { listInstitutions } from '@/lib/usecases/catalog/list-institutions';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import {
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

/** Days that begin or end where clocks are put on or back, or that most years lack, and the instants at which they begin and end there. */
const days = [
  { zone: 'Europe/Berlin', day: '2026-03-29', begins: '2026-03-28T23:00:00Z', ends: '2026-03-29T22:00:00Z' },
  { zone: 'Europe/Berlin', day: '2026-10-25', begins: '2026-10-24T22:00:00Z', ends: '2026-10-25T23:00:00Z' },
  {
    zone: 'America/New_York',
    day: '2026-03-08',
    begins: '2026-03-08T05:00:00Z',
    ends: '2026-03-09T04:00:00Z',
  },
  {
    zone: 'America/New_York',
    day: '2026-12-31',
    begins: '2026-12-31T05:00:00Z',
    ends: '2027-01-01T05:00:00Z',
  },
  {
    zone: 'Pacific/Auckland',
    day: '2028-02-29',
    begins: '2028-02-28T11:00:00Z',
    ends: '2028-02-29T11:00:00Z',
  },
  { zone: 'Africa/Cairo', day: '2026-04-24', begins: '2026-04-23T22:00:00Z', ends: '2026-04-24T21:00:00Z' },
] as const;

const at = (now: string) => ({ ...ctxOf(), now: new Date(now).toISOString() });
const before = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();
const slugOf = (index: number) => `place-${index}`;
let certificate: { id: string; slug: string };

async function awarded(now: string, institution: string, over: Partial<EstimateQuery> = {}): Promise<string> {
  const holding = { ...statedHolding(certificate.slug), issuedOn: parseCivilDate('2026-01-15') };
  const { outcome } = await estimateCredit(at(now), {
    ...nothingStated,
    institution,
    holdings: [holding],
    ...over,
  });
  return outcome.kind === 'result' ? outcome.result.evaluation.totals.awarded : outcome.kind;
}

describe('abuse 30: a day is that of the institution, from its first instant to its last', () => {
  beforeAll(async () => {
    const steward = await anInstitution('steward');
    certificate = await aMicroCredential(steward, { title: 'Python' });
    for (const [index, { zone, day }] of days.entries()) {
      const tenant = await anInstitution(slugOf(index));
      await queryAsSuperuser('UPDATE institution SET time_zone = $2 WHERE id = $1', [tenant, zone]);
      await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
      // The first policy ends the day before; the second holds on that day alone; nothing holds after.
      await queryAsSuperuser('UPDATE policy_version SET effective_to = $2::date - 1 WHERE tenant_id = $1', [
        tenant,
        day,
      ]);
      await queryAsSuperuser(
        `INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, effective_to, author_id, adopted_by_id, adopted_at)
         SELECT tenant_id, 2, status, credit, review, $2::date, $2::date, author_id, adopted_by_id, adopted_at FROM policy_version WHERE tenant_id = $1`,
        [tenant, day],
      );
      await aRuleVersion({
        tenantId: tenant,
        code: 'R',
        definition: earns(certificate.id, 'C', '5', { claimWindow: { from: day, to: day } }),
        names: [certificate.id],
        claimFrom: day,
        claimTo: day,
        publishedAt: '2025-12-01T12:00:00Z',
      });
    }
  });

  test.each(days.map((one, index) => ({ ...one, slug: slugOf(index) })))(
    '$day in $zone',
    async ({ slug, begins, ends }) => {
      const policyAt = async (now: string) => {
        const listed =
          (await listInstitutions(at(now))).find((one) => one.slug === slug)?.policy?.version ?? null;
        expect(
          (await viewInstitution(at(now), { slug, words: '', page: 1 })).institution.policy?.version ?? null,
        ).toBe(listed);
        return listed;
      };
      const instants = [before(begins), begins, before(ends), ends];
      // One after the other: what is kept of the catalog is of one instant.
      const policies: (number | null)[] = [];
      for (const instant of instants) policies.push(await policyAt(instant));
      expect(policies).toEqual([1, 2, 2, null]);
      expect(await Promise.all(instants.slice(0, 3).map((now) => awarded(now, slug)))).toEqual([
        '0',
        '5',
        '5',
      ]);
      const standings = await Promise.all(
        instants.map(
          async (now) =>
            (await viewInstitution(at(now), { slug, words: '', page: 1 })).rules[0]?.offer.standing,
        ),
      );
      expect(standings).toEqual(['coming', 'published', 'published', 'ended']);
    },
  );

  test.each([
    {
      zone: 'America/Los_Angeles',
      publishedAt: '2026-11-25T05:30:00Z',
      soon: '2026-11-25T05:31:00Z',
      day: '2026-11-24',
      dayBefore: '2026-11-23',
    },
    {
      zone: 'Pacific/Auckland',
      publishedAt: '2026-11-24T11:30:00Z',
      soon: '2026-11-24T11:31:00Z',
      day: '2026-11-25',
      dayBefore: '2026-11-24',
    },
  ])(
    'what was published in $zone counts at once, and from that day there on',
    async ({ zone, publishedAt, soon, day, dayBefore }) => {
      const slug = `evening-${zone.slice(-4).toLowerCase()}`;
      const tenant = await anInstitution(slug);
      await queryAsSuperuser('UPDATE institution SET time_zone = $2 WHERE id = $1', [tenant, zone]);
      await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
      await aRuleVersion({
        tenantId: tenant,
        code: 'R',
        definition: earns(certificate.id, 'C', '5'),
        names: [certificate.id],
        publishedAt,
      });
      expect(await awarded(soon, slug)).toBe('5');
      expect(
        await Promise.all(
          [day, dayBefore].map((claimDate) => awarded(soon, slug, { claimDate: parseCivilDate(claimDate) })),
        ),
      ).toEqual(['5', '0']);
      const { decided } = await viewMicroCredential(at(soon), {
        slug: certificate.slug,
        asOf: null,
        unit: null,
      });
      expect(decided.map(({ institution }) => institution.slug)).toContain(slug);
      const view = await viewInstitution(at(soon), { slug, words: '', page: 1 });
      expect([view.rules.map(({ publishedOn }) => publishedOn), view.counts.published, view.asOf]).toEqual([
        [day],
        1,
        day,
      ]);
    },
  );
});

describe('what ended where it is tomorrow already has ended on every public page', () => {
  test('list, certificate’s page and institution’s page agree, and so do today and that day asked for', async () => {
    const slug = 'auckland';
    const tenant = await anInstitution(slug);
    await queryAsSuperuser("UPDATE institution SET time_zone = 'Pacific/Auckland' WHERE id = $1", [tenant]);
    await aPolicyInForce(tenant, { homeUnit: 'ECTS' });
    const own = await aMicroCredential(tenant, { title: 'Auckland alone' });
    const version = (code: string, amount: string, over: object) =>
      aRuleVersion({
        tenantId: tenant,
        code,
        definition: {
          premise: { mc: own.id },
          outcomes: [{ lines: [{ kind: 'elective', target: 'free', credits: { amount } }] }],
        },
        names: [own.id],
        ...over,
      });
    await version('FIRST', '3', { publishedAt: '2026-01-10T00:00:00Z', claimTo: '2026-11-28' });
    await version('SECOND', '5', { publishedAt: '2026-11-28T13:00:00Z', claimFrom: '2026-11-29' });
    // Half past one at noon in UTC: there it is the morning of the next day.
    const ctx = at('2026-11-28T13:36:00Z');
    const agreed = [
      ['FIRST', 'ended'],
      ['SECOND', 'published'],
    ];
    const pageOn = async (asOf: string | null) => {
      const view = await viewMicroCredential(ctx, {
        slug: own.slug,
        asOf: asOf === null ? null : parseCivilDate(asOf),
        unit: null,
      });
      const rules = view.decided.flatMap((one) => one.rules.map(({ code, offer }) => [code, offer.standing]));
      return { asOf: view.asOf, today: view.today, rules: rules.sort() };
    };
    expect(await pageOn(null)).toEqual({ asOf: '2026-11-29', today: '2026-11-29', rules: agreed });
    expect(await pageOn('2026-11-29')).toEqual(await pageOn(null));
    expect((await pageOn('2026-11-28')).rules).toEqual([['FIRST', 'published']]);
    // A day that has not come is not foretold.
    expect(await pageOn('2031-01-01')).toEqual(await pageOn(null));
    const { rules } = await viewInstitution(ctx, { slug, words: '', page: 1 });
    expect(rules.map(({ code, offer }) => [code, offer.standing]).sort()).toEqual(agreed);
    const { results, facets } = await searchCatalog(ctx, { ...everything, words: 'Auckland alone' });
    expect(results).toMatchObject([{ standing: 'published', best: { offer: { amount: '5' } } }]);
    expect(facets.standing).toEqual([{ value: 'published', count: 1 }]);
    // As if the later decision had never been: the database lets nobody take a certificate from a published one.
    await queryAsSuperuser(
      `SET session_replication_role = replica;
       DELETE FROM rule_source WHERE tenant_id = '${tenant}' AND rule_version_id = (SELECT v.id FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id AND e.tenant_id = v.tenant_id WHERE e.code = 'SECOND' AND e.tenant_id = '${tenant}');
       INSERT INTO catalog_change (micro_credential_id) VALUES ('${own.id}');
       RESET session_replication_role`,
    );
    const after = await searchCatalog(ctx, { ...everything, words: 'Auckland alone' });
    expect(after.results).toMatchObject([{ standing: 'ended', best: null }]);
    expect(after.facets.standing).toEqual([{ value: 'ended', count: 1 }]);
  });
});
