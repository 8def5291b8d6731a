import { beforeAll, describe, expect, test } from 'vitest';
import { type EstimateQuery, nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { listInstitutions } from '@/lib/usecases/catalog/list-institutions';
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
      expect(await Promise.all(instants.map(policyAt))).toEqual([1, 2, 2, null]);
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
      expect(standings).toEqual(['published', 'published', 'published', 'ended']);
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
