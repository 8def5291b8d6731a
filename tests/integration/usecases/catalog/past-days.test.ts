import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { revokeRule } from '@/lib/usecases/rule/revoke-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  type BuiltInstitution,
  type BuiltMicroCredential,
  type BuiltRule,
  oneForOne,
} from '@/tests/support/builders';
import { countDecided, findInCatalog } from '@/tests/support/catalog-in-sql';
import { ctxOf } from '@/tests/support/ctx';
import { inProject } from '@/scripts/project';
import { ownerConnection, queryAsSuperuser } from '@/tests/support/db';

let here: BuiltInstitution;
let author: Awaited<ReturnType<typeof aPerson>>;
let registrar: Awaited<ReturnType<typeof aPerson>>;
let reviewer: Awaited<ReturnType<typeof aPerson>>;

beforeAll(async () => {
  here = await anInstitution();
  await aCourse(here, { code: 'INF-1' });
  author = await aPerson(here, 'evaluator');
  registrar = await aPerson(here, 'registrar');
  reviewer = await aPerson(here, 'reviewer');
});

const acts = { suspend: suspendRule, resume: resumeRule, revoke: revokeRule } as const;
type Act = keyof typeof acts;

/** On that day, a second after whatever was done before. */
let seconds = 0;
const acting = (day: string) => ({
  ...ctxOf(registrar, { day }),
  now: new Date(Date.parse(`${day}T12:00:00Z`) + 1000 * ++seconds).toISOString(),
});

/** The certificate, its rule, and one version after the other. */
interface Decided {
  certificate: BuiltMicroCredential;
  versions: BuiltRule[];
}

const claimableFrom = (certificate: BuiltMicroCredential, from: string, amount: string) => ({
  ...oneForOne(certificate.id, 'INF-1', amount),
  claimWindow: { from: parseCivilDate(from) },
});

/** Published on the 15th of October. */
async function decide(over: { deny?: true } = {}): Promise<Decided> {
  const certificate = await aMicroCredential(here);
  const first = await aRule(here, author, {
    status: 'published',
    definition: { ...claimableFrom(certificate, '2026-01-01', '6'), ...over },
    publishedBy: registrar,
    publicNote: over.deny ? 'Too little work.' : '',
  });
  return { certificate, versions: [first] };
}

async function rowVersionOf(id: string): Promise<number> {
  const [row] = await queryAsSuperuser<{ n: number }>(
    'SELECT row_version AS n FROM rule_version WHERE id = $1',
    [id],
  );
  return row?.n ?? 0;
}

async function nextVersionOf(ruleId: string): Promise<number> {
  const [row] = await queryAsSuperuser<{ n: number }>(
    'SELECT max(version) + 1 AS n FROM rule_version WHERE rule_id = $1',
    [ruleId],
  );
  return row?.n ?? 1;
}

async function act(name: Act, { id }: BuiltRule, day: string): Promise<void> {
  await acts[name](acting(day), {
    ruleVersionId: id,
    expectedVersion: await rowVersionOf(id),
    reason: `${name} on ${day}`,
  });
}

async function publishNew({ certificate, versions }: Decided, day: string, from: string): Promise<void> {
  const [first] = versions;
  if (!first) return;
  const next = await aRule(here, author, {
    status: 'approved',
    voters: [reviewer],
    ruleId: first.ruleId,
    code: first.ruleCode,
    version: await nextVersionOf(first.ruleId),
    definition: claimableFrom(certificate, from, versions.length % 2 === 0 ? '6' : '5'),
  });
  await publishRule(acting(day), { ruleVersionId: next.id, expectedVersion: 1 });
  versions.push(next);
}

/** All that the public is told of the certificate, asked on one day about that day or an earlier one. */
async function told({ certificate }: Decided, asked: string, about: CivilDate) {
  const ctx = ctxOf(undefined, { day: asked });
  const isToday = asked === about;
  const view = await viewMicroCredential(ctx, {
    slug: certificate.slug,
    asOf: isToday ? null : about,
    unit: null,
  });
  const estimate = await estimateCredit(ctx, {
    ...nothingStated,
    institution: view.decided[0]?.institution.slug ?? view.open[0]?.institution.slug ?? null,
    holdings: [{ ...statedHolding(certificate.slug), issuedOn: parseCivilDate('2026-01-15') }],
    claimDate: isToday ? null : about,
  });
  const rows = await findInCatalog(
    ctx.database,
    { ...everything, words: certificate.title },
    isToday ? ctx : about,
    { size: 200 },
  );
  return {
    standing: view.decided.map(({ standing }) => standing),
    rules: view.decided.flatMap(({ rules }) =>
      rules.map(({ version, status, statusSince, statusReason, claimFrom, claimTo, reviewDueOn, offer }) => ({
        version,
        status,
        statusSince,
        statusReason,
        claimFrom,
        claimTo,
        reviewDueOn,
        offer: [offer.standing, offer.amount, offer.withheld, offer.opensOn, offer.closesOn],
      })),
    ),
    estimated:
      estimate.outcome.kind === 'result'
        ? {
            awarded: estimate.outcome.result.evaluation.totals.awarded,
            rejected: estimate.outcome.result.rejected.map(({ told: { reason } }) => reason),
          }
        : estimate.outcome.kind,
    listed: rows.rows.find(({ id }) => id === certificate.id)?.standing,
    counts: (await countDecided(ctx.database, isToday ? ctx : about, { versionIds: [], entries: [] }))[
      here.id
    ],
  };
}

describe('a day that has passed is answered as it was', () => {
  const before = parseCivilDate('2026-11-01');
  const acted = parseCivilDate('2026-11-28');
  const after = parseCivilDate('2026-12-05');

  test('a rule that is suspended and then revoked', async () => {
    const decided = await decide();
    const [rule] = decided.versions;
    if (!rule) throw new Error('no rule');
    const recorded = await told(decided, before, before);
    expect(recorded).toMatchObject({
      standing: ['published'],
      estimated: { awarded: '6' },
      listed: 'published',
    });
    await act('suspend', rule, acted);
    expect(await told(decided, acted, before)).toEqual(recorded);
    expect(await told(decided, acted, acted)).toMatchObject({
      standing: ['suspended'],
      rules: [{ statusSince: acted, statusReason: `suspend on ${acted}` }],
      estimated: {
        awarded: '0',
        rejected: [{ key: 'SUSPENDED_SINCE', values: { day: acted, why: `suspend on ${acted}` } }],
      },
      listed: 'suspended',
    });
    await act('revoke', rule, after);
    expect(await told(decided, after, before)).toEqual(recorded);
    expect(await told(decided, after, acted)).toMatchObject({ standing: ['suspended'], listed: 'suspended' });
    expect(await told(decided, after, after)).toMatchObject({
      standing: ['revoked'],
      rules: [
        {
          status: 'revoked',
          statusSince: after,
          statusReason: `revoke on ${after}`,
          offer: ['revoked', null, 'revoked', null, null],
        },
      ],
      estimated: {
        awarded: '0',
        rejected: [{ key: 'REVOKED_ON', values: { day: after, why: `revoke on ${after}` } }],
      },
      listed: 'revoked',
    });
  });

  test('a revoked rule is found by its standing, listed last by its institution, and decided all the same', async () => {
    const decided = await decide();
    const count = async (day: string) =>
      (
        await countDecided(ctxOf(undefined, { day }).database, parseCivilDate(day), {
          versionIds: [],
          entries: [],
        })
      )[here.id];
    const counted = await count(acted);
    await act('revoke', decided.versions[0] as BuiltRule, acted);
    expect(await count(acted)).toEqual({ ...counted, published: (counted?.published ?? 0) - 1 });
    const found = await findInCatalog(
      ctxOf(undefined, { day: acted }).database,
      { ...everything, words: decided.certificate.title, standing: ['revoked'] },
      parseCivilDate(acted),
      { size: 5 },
    );
    expect(found.rows.map(({ id }) => id)).toContain(decided.certificate.id);
    expect(found.facets.standing).toContainEqual({ value: 'revoked', count: expect.any(Number) as number });
    const [{ slug }] = (await queryAsSuperuser('SELECT slug FROM institution WHERE id = $1', [here.id])) as [
      { slug: string },
    ];
    const { rules } = await viewInstitution(ctxOf(undefined, { day: acted }), { slug, words: '', page: 1 });
    expect(rules.at(-1)?.offer.standing).toBe('revoked');
  });

  test('a no that is revoked is no longer a no, and bars nothing; before, it did', async () => {
    const decided = await decide({ deny: true });
    const recorded = await told(decided, before, before);
    expect(recorded).toMatchObject({ standing: ['refused'], listed: 'refused' });
    await act('revoke', decided.versions[0] as BuiltRule, acted);
    expect(await told(decided, acted, acted)).toMatchObject({ standing: ['revoked'], listed: 'revoked' });
    expect(await told(decided, acted, before)).toEqual(recorded);
  });

  test('a version that a later one leaves without a day stood until then', async () => {
    const decided = await decide();
    await publishNew(decided, '2026-11-02', '2026-12-20');
    const then = parseCivilDate('2026-11-03');
    const recorded = await told(decided, then, then);
    await publishNew(decided, '2026-11-10', '2026-11-20');
    expect(await told(decided, '2026-11-10', then)).toEqual(recorded);
    expect((await told(decided, '2026-11-10', parseCivilDate('2026-11-10'))).rules).toContainEqual(
      expect.objectContaining({ version: 2, status: 'revoked', statusSince: '2026-11-10' }),
    );
  });

  test('the database alone keeps it, and lets nobody write it', async () => {
    const { versions } = await decide();
    const id = versions[0]?.id ?? '';
    await act('suspend', versions[0] as BuiltRule, acted);
    expect(
      await queryAsSuperuser(
        `SELECT first_day::text AS "from", until_day::text AS "until", status FROM rule_version_past WHERE rule_version_id = $1`,
        [id],
      ),
    ).toEqual([{ from: '2026-10-15', until: acted, status: 'published' }]);
    // Not even the owner of the tables changes it.
    await expect(
      queryAsSuperuser(`UPDATE rule_version_past SET status = 'suspended' WHERE rule_version_id = $1`, [id]),
    ).rejects.toThrow(/append-only/);
    await expect(
      queryAsSuperuser('DELETE FROM rule_version_past WHERE rule_version_id = $1', [id]),
    ).rejects.toThrow(/append-only/);
  });

  test('what was on record before this was kept is taken from there', async () => {
    const decided = await decide();
    await act('suspend', decided.versions[0] as BuiltRule, '2026-11-02');
    await act('resume', decided.versions[0] as BuiltRule, '2026-11-05');
    await publishNew(decided, '2026-11-09', '2026-11-20');
    await act('suspend', decided.versions[1] as BuiltRule, '2026-11-12');
    await act('revoke', decided.versions[1] as BuiltRule, '2026-11-12');
    const kept = () =>
      queryAsSuperuser(
        `SELECT v.version, v.status_since::text AS now_since, p.first_day::text, p.until_day::text, p.status, p.status_reason, p.status_since::text, p.claim_to::text
           FROM rule_version v LEFT JOIN rule_version_past p ON p.tenant_id = v.tenant_id AND p.rule_version_id = v.id
          WHERE v.rule_id = $1 ORDER BY v.version, p.until_day`,
        [decided.versions[0]?.ruleId],
      );
    const byTrigger = await kept();
    expect(byTrigger).toHaveLength(4);
    const migration = readFileSync(
      inProject('prisma', 'migrations', '20261128155000_rule_keeps_its_days', 'migration.sql'),
      'utf8',
    );
    const fill = /^DO \$\$.*?^END \$\$;/ms.exec(migration)?.[0] ?? '';
    // As it was before: nothing kept, while the record of moves stands.
    await queryAsSuperuser(`
      BEGIN;
      SET LOCAL session_replication_role = replica;
      DELETE FROM rule_version_past;
      UPDATE rule_version SET status_since = NULL;
      COMMIT`);
    const owner = new pg.Client(ownerConnection);
    await owner.connect();
    try {
      await owner.query(`BEGIN; DROP TRIGGER "keep_how_it_stood" ON "rule_version"; ${fill}`);
      await owner.query(
        `CREATE TRIGGER "keep_how_it_stood" BEFORE INSERT OR UPDATE ON "rule_version" FOR EACH ROW EXECUTE FUNCTION keep_how_it_stood(); COMMIT`,
      );
    } finally {
      await owner.end();
    }
    expect(await kept()).toEqual(byTrigger);
  });

  test('over any history, each day is told later as on that day, and as the record of moves has it', async () => {
    const step = fc.record({
      gap: fc.integer({ min: 0, max: 30 }),
      what: fc.constantFrom('suspend', 'resume', 'revoke', 'suspend', 'resume', 'new', 'new'),
      ahead: fc.integer({ min: 0, max: 20 }),
    });
    let followed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        const decided = await decide();
        const recorded = new Map<CivilDate, Awaited<ReturnType<typeof told>>>();
        let day = parseCivilDate('2026-10-20');
        recorded.set(day, await told(decided, day, day));
        for (const { gap, what, ahead } of steps) {
          if (gap > 1) {
            const eve = addDays(day, gap - 1);
            recorded.set(eve, await told(decided, eve, eve));
          }
          day = addDays(day, gap);
          try {
            const newest = decided.versions.at(-1) as BuiltRule;
            if (what === 'new') await publishNew(decided, day, addDays(day, ahead));
            else await act(what, newest, day);
          } catch (error) {
            // Not possible from the state that it is in.
            if (!(error instanceof Refusal)) throw error;
          }
          recorded.set(day, await told(decided, day, day));
        }
        if (decided.versions.length > 2) followed++;
        const later = addDays(day, 40);
        for (const [about, then] of recorded) {
          expect(await told(decided, later, about)).toEqual(then);
          const moves = await queryAsSuperuser<{ version: number; status: string }>(
            `SELECT v.version, coalesce((SELECT t.to_status FROM rule_transition t
                      WHERE t.rule_version_id = v.id AND (t.at AT TIME ZONE i.time_zone)::date <= $2::date ORDER BY t.at DESC, t.row_version DESC LIMIT 1), 'published') AS status
               FROM rule_version v JOIN institution i ON i.id = v.tenant_id
              WHERE v.rule_id = $1 AND (v.published_at AT TIME ZONE i.time_zone)::date <= $2::date ORDER BY v.version`,
            [decided.versions[0]?.ruleId, about],
          );
          const shown = then.rules.map(({ version, status }) => ({ version, status }));
          expect(shown.sort((a, b) => a.version - b.version)).toEqual(moves);
        }
      }),
      {
        numRuns: 8,
        // One version after the other, which acts of chance leave out now and then.
        examples: [
          [
            [
              { gap: 3, what: 'new', ahead: 5 },
              { gap: 12, what: 'suspend', ahead: 0 },
              { gap: 4, what: 'resume', ahead: 0 },
              { gap: 9, what: 'new', ahead: 2 },
            ],
          ],
        ],
      },
    );
    expect(followed).toBeGreaterThan(0);
  }, 300_000);
});
