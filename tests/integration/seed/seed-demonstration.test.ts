import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { Role } from '@/lib/access/actor';
import { canonicalEntry, firstPrevHash } from '@/lib/audit/chain';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { CreditPolicy, Limit } from '@/lib/credit/input';
import { listForExport } from '@/lib/db/audit';
import * as rules from '@/lib/db/rules';
import { withTenant } from '@/lib/db/tx';
import { answerRequests } from '@/lib/jobs/requests';
import { ReviewPolicy } from '@/lib/institution/policy-version';
import { addMonths, parseCivilDate } from '@/lib/kernel/civil-date';
import { StageConfig } from '@/lib/review/stage-config';
import {
  courseCodesIn,
  microCredentialIdsIn,
  RuleBasis,
  RuleDefinition,
  RuleStatus,
} from '@/lib/rule/rule-version';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import type { Context } from '@/lib/usecases/context';
import { exportCourses, exportPrograms } from '@/lib/usecases/export/export-curriculum';
import type { ExportedFile } from '@/lib/usecases/export/exported-file';
import { exportRules } from '@/lib/usecases/export/export-rules';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { listDemand } from '@/lib/usecases/request/list-demand';
import { checkRule } from '@/lib/usecases/rule/check-rule';
import { seedDemonstration, type Seeded } from '@/prisma/seed';
import { toUrl } from '@/scripts/database/connection';
import { anInstitution, aPerson } from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';
import { appConnection, ownerConnection, publicConnection, queryAsSuperuser } from '@/tests/support/db';
import { importAll, versionOf } from '../usecases/import/import-files';
import { testOffers } from './offers-law';

const urls = { owner: ownerConnection, app: toUrl(appConnection), public: toUrl(publicConnection) };
const institutions = [
  'northbridge-state',
  'zulawy-technology',
  'hochschule-muehlenau',
  'carrowmere',
] as const;
const itSupport = 'google-it-support-professional-certificate';
let seeded: Seeded;

const count = async (from: string) =>
  Number((await queryAsSuperuser<{ n: string }>(`SELECT count(*) AS n FROM ${from}`))[0]?.n);
const texts = async (sql: string) =>
  (await queryAsSuperuser<{ value: string }>(sql)).map(({ value }) => value);
const actorOf = async (slug: string, role: Role) => {
  const [person] = await queryAsSuperuser<{ id: string; tenant: string; name: string }>(
    `SELECT p.id, p.tenant_id AS tenant, p.name FROM person p JOIN role_grant g ON g.tenant_id = p.tenant_id AND g.person_id = p.id JOIN institution i ON i.id = p.tenant_id
      WHERE i.slug = $1 AND g.role = $2 ORDER BY p.email LIMIT 1`,
    [slug, role],
  );
  if (!person) throw new Error(`nobody is ${role} at ${slug}`);
  return {
    kind: 'staff' as const,
    userId: person.id,
    tenantId: person.tenant,
    personId: person.id,
    name: person.name,
    isDemonstration: true,
    roles: [{ role, departmentId: null }],
  };
};

beforeAll(async () => {
  // A start that ends half-way: the institutions are there, nobody has decided anything.
  await expect(
    seedDemonstration(
      { ...urls, app: toUrl({ ...appConnection, password: 'not the password' }) },
      parseCivilDate(today),
    ),
  ).rejects.toThrow();
  expect([await count('institution WHERE is_demonstration'), await count('equivalency_rule')]).toEqual([
    4, 0,
  ]);
  seeded = await seedDemonstration(urls, parseCivilDate(today));
}, 180_000);

describe('what is loaded', () => {
  test('an interrupted start is completed by the next', () => {
    expect(seeded.seeded).toBe(true);
  });

  test('four institutions with different units, zones and hours for a credit', async () => {
    expect(await texts('SELECT slug AS value FROM institution WHERE is_demonstration ORDER BY slug')).toEqual(
      [...institutions].sort(),
    );
    expect(await texts('SELECT DISTINCT home_unit AS value FROM institution ORDER BY 1')).toEqual([
      'ECTS',
      'UK_CATS',
      'US_SEM',
    ]);
    expect(await texts('SELECT DISTINCT time_zone AS value FROM institution')).toHaveLength(4);
    expect(
      await texts(
        "SELECT credit->'conversions'->>'HOURS>ECTS' AS value FROM policy_version WHERE status = 'adopted' AND effective_to IS NULL AND credit->>'homeUnit' = 'ECTS' ORDER BY 1",
      ),
    ).toEqual(['1/25', '1/30']);
  });

  test('at least 150 real micro-credentials, with their source; 40 and more with outcomes; all published recommendations', async () => {
    expect(await count('micro_credential')).toBeGreaterThanOrEqual(150);
    expect(await count("micro_credential WHERE source = '' OR retrieved_on IS NULL")).toBe(0);
    expect(
      await count(
        '(SELECT DISTINCT v.micro_credential_id FROM micro_credential_version v JOIN learning_outcome o ON o.version_id = v.id) x',
      ),
    ).toBeGreaterThanOrEqual(40);
    // 31 published entries; four of them speak for two recommenders at once.
    expect(await count('recommendation')).toBe(35);
  });

  test('whom they name is somebody, and of most that are known to everybody country and page are stated', async () => {
    expect(
      await queryAsSuperuser(
        `SELECT m.id FROM micro_credential m WHERE NOT EXISTS (SELECT FROM entry_organization e WHERE e.micro_credential_id = m.id AND e.role = 'provider')`,
      ),
    ).toEqual([]);
    // Ten that are known to everybody, and the four institutions, which are organizations as well.
    expect(await count('organization WHERE country IS NOT NULL AND url IS NOT NULL')).toBe(14);
  });

  test('every role is held in every institution, by demonstration people with addresses that reach nobody', async () => {
    for (const slug of institutions) {
      const held = await texts(
        `SELECT DISTINCT role AS value FROM role_grant g JOIN institution i ON i.id = g.tenant_id WHERE i.slug = '${slug}'`,
      );
      expect(held.sort()).toEqual([...Role.options].sort());
    }
    expect(await count('person WHERE NOT is_demonstration')).toBe(0);
    expect(await count("person WHERE email !~ '\\.example$'")).toBe(0);
    expect(seeded.people).toHaveLength(await count('person'));
    expect(await count('outbox_message')).toBe(0);
  });

  test('25 to 40 courses each, with 4 to 6 outcomes', async () => {
    for (const slug of institutions) {
      const courses = await count(
        `course c JOIN institution i ON i.id = c.tenant_id WHERE i.slug = '${slug}'`,
      );
      expect(courses).toBeGreaterThanOrEqual(25);
      expect(courses).toBeLessThanOrEqual(40);
    }
    const sizes = (
      await queryAsSuperuser<{ n: string }>('SELECT count(*) AS n FROM course_outcome GROUP BY course_id')
    ).map(({ n }) => Number(n));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6);
    expect(await texts('SELECT DISTINCT kind AS value FROM course_relation ORDER BY 1')).toEqual([
      'equivalent',
      'outranks',
      'overlap',
    ]);
  });
});

describe('what was decided', () => {
  test('25 to 45 rules each, and a version in every state', async () => {
    for (const slug of institutions) {
      const rows = await count(
        `equivalency_rule r JOIN institution i ON i.id = r.tenant_id WHERE i.slug = '${slug}'`,
      );
      expect(rows).toBeGreaterThanOrEqual(25);
      expect(rows).toBeLessThanOrEqual(45);
    }
    expect((await texts('SELECT DISTINCT status AS value FROM rule_version')).sort()).toEqual(
      [...RuleStatus.options].sort(),
    );
  });

  test('people without an account ask every institution about what it has not decided, and for what is not listed', async () => {
    for (const slug of institutions) {
      const demand = async (show: 'decide' | 'list') =>
        listDemand(ctxOf(await actorOf(slug, 'registrar')), { show, sort: 'askers', page: 1 });
      const [decide, list] = [await demand('decide'), await demand('list')];
      expect(decide.rows.map(({ askers }) => askers)).toEqual([9, 4, 2, 1]);
      expect(decide.rows.map(({ ruleVersionId }) => ruleVersionId)).toEqual([null, null, null, null]);
      expect(list.rows.map(({ askers }) => askers)).toEqual([5, 2]);
    }
    await answerRequests(ctxOf().database, `${today}T12:00:00.000Z`);
    expect(await count('certificate_request WHERE answer IS NOT NULL')).toBe(0);
    expect(await count('certificate_asker WHERE mailbox IS NOT NULL')).toBe(0);
  });

  test('a line of a level names the level, since its words say so', async () => {
    const targets = await texts(
      `SELECT DISTINCT jsonb_path_query(definition, '$.outcomes[*].lines[*] ? (@.kind == "levelOnly" && @.target != @.level)')->>'target' AS value FROM rule_version`,
    );
    expect(targets).toEqual([]);
  });

  test('a public note that says that the review is overdue stands where it is', async () => {
    const said = await texts(
      `SELECT r.code AS value FROM rule_version v JOIN equivalency_rule r ON r.tenant_id = v.tenant_id AND r.id = v.rule_id WHERE v.public_note ~* 'overdue'`,
    );
    expect(said.length).toBeGreaterThan(0);
    expect(
      await texts(
        `SELECT r.code AS value FROM rule_version v JOIN equivalency_rule r ON r.tenant_id = v.tenant_id AND r.id = v.rule_id
          WHERE v.public_note ~* 'overdue' AND v.review_due_on >= '${today}'`,
      ),
    ).toEqual([]);
  });

  test('superseded, ended, overdue for review; stages that are overdue and stages that are not', async () => {
    expect(
      await count(
        `rule_version v WHERE status = 'published' AND claim_to < '${today}' AND EXISTS (SELECT FROM rule_version n WHERE n.rule_id = v.rule_id AND n.version > v.version AND n.status = 'published')`,
      ),
    ).toBeGreaterThanOrEqual(4);
    expect(
      await count(
        `rule_version v WHERE status = 'published' AND claim_to < '${today}' AND NOT EXISTS (SELECT FROM rule_version n WHERE n.rule_id = v.rule_id AND n.version > v.version)`,
      ),
    ).toBeGreaterThanOrEqual(1);
    expect(
      await count(
        `rule_version WHERE status = 'published' AND review_due_on < '${today}' AND claim_to IS NULL`,
      ),
    ).toBeGreaterThanOrEqual(3);
    expect(await count(`review_stage WHERE status = 'open' AND due_on < '${today}'`)).toBeGreaterThanOrEqual(
      2,
    );
    expect(await count(`review_stage WHERE status = 'open' AND due_on >= '${today}'`)).toBeGreaterThanOrEqual(
      2,
    );
    expect(
      await count(
        "rule_version WHERE status = 'published' AND definition @> '{\"deny\": true}' AND public_note <> ''",
      ),
    ).toBeGreaterThanOrEqual(8);
  });

  test('everything stored parses, and names what exists', async () => {
    for (const { definition, basis, tenant } of await queryAsSuperuser<{
      definition: unknown;
      basis: unknown;
      tenant: string;
    }>('SELECT definition, basis, tenant_id AS tenant FROM rule_version')) {
      const parsed = RuleDefinition.parse(definition);
      RuleBasis.parse(basis);
      const ids = microCredentialIdsIn(parsed.premise);
      expect(await count(`micro_credential WHERE id IN ('${ids.join("','")}')`)).toBe(ids.length);
      const codes = courseCodesIn(parsed);
      expect(await count(`course WHERE tenant_id = '${tenant}' AND code IN ('${codes.join("','")}')`)).toBe(
        codes.length,
      );
    }
    for (const { credit, review } of await queryAsSuperuser<{ credit: unknown; review: unknown }>(
      'SELECT credit, review FROM policy_version',
    )) {
      CreditPolicy.parse(credit);
      ReviewPolicy.parse(review);
    }
    for (const { limits } of await queryAsSuperuser<{ limits: unknown[] }>('SELECT limits FROM program'))
      limits.forEach((limit) => Limit.parse(limit));
    for (const { config } of await queryAsSuperuser<{ config: unknown }>('SELECT config FROM review_stage'))
      StageConfig.parse(config);
  });

  test.each(institutions)(
    'no rule of %s that can be claimed or published has an error of the linter',
    async (slug) => {
      const ctx = ctxOf(await actorOf(slug, 'evaluator'));
      const wrong = await withTenant(
        ctx.database,
        { tenantId: ctx.actor.kind === 'staff' ? ctx.actor.tenantId : '' },
        async (tx) => {
          const published = await tx.ruleVersion.findMany({
            where: {
              status: { in: ['published', 'approved'] },
              OR: [{ claimTo: null }, { claimTo: { gte: new Date(today) } }],
            },
            select: { id: true },
          });
          const found: string[] = [];
          for (const { id } of published) {
            const version = await rules.find(tx, id);
            if (!version) continue;
            for (const finding of await checkRule(tx, ctx, version))
              if (finding.severity === 'error')
                found.push(
                  `${version.ruleCode} v${version.version}: ${finding.code} ${JSON.stringify(finding.values)}`,
                );
          }
          return found;
        },
      );
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  test.each([
    ['northbridge-state', 'BS-IT', '12'],
    ['zulawy-technology', 'INF-I', '4'],
    ['hochschule-muehlenau', 'BINF', '5'],
    ['carrowmere', 'BSC-CS', '15'],
  ])('%s answers for the same certificate in its own way: %s, %s', async (institution, program, counted) => {
    const view = await estimateCredit(ctxOf(), {
      ...nothingStated,
      institution,
      program,
      holdings: [
        { ...statedHolding(itSupport), issuedOn: addMonths(parseCivilDate(today), -6), score: '91' },
      ],
      assessments:
        institution === 'hochschule-muehlenau' ? [{ id: 'Feststellungsprüfung IF-1010', score: '70' }] : [],
    });
    expect(view.outcome).toMatchObject({ kind: 'result', result: { evaluation: { totals: { counted } } } });
  });

  test.each(institutions)('the audit chain of %s is whole and in the order of time', async (slug) => {
    const { tenantId } = await actorOf(slug, 'auditor');
    const entries = await withTenant(ctxOf().database, { tenantId }, (tx) => listForExport(tx, '0', 10_000));
    expect(entries.length).toBeGreaterThan(100);
    let previous = { hash: firstPrevHash, at: '' };
    for (const { entry } of entries) {
      expect(entry.prevHash).toBe(previous.hash);
      expect(entry.hash).toBe(createHash('sha256').update(canonicalEntry(entry)).digest('hex'));
      expect(entry.at >= previous.at).toBe(true);
      previous = entry;
    }
  });
});

test('invented students claim, each claim at another place of its road', async () => {
  expect(
    await texts(
      `SELECT s.name || ': ' || c.state AS value FROM credit_claim c JOIN student s ON s.tenant_id = c.tenant_id AND s.id = c.student_id ORDER BY 1`,
    ),
  ).toEqual([
    'Aisha Khan: info_requested',
    'Aisha Khan: posted',
    'Mia Jansen: closed',
    'Mia Jansen: verifying',
    'Tomás Ribeiro: appealed',
    'Tomás Ribeiro: decided',
  ]);
});

test('nothing has happened yet that lies ahead', async () => {
  const now = `${today}T23:59:59Z`;
  expect(await count(`audit_event WHERE at > '${now}'`)).toBe(0);
  expect(await count(`vote WHERE cast_at > '${now}'`)).toBe(0);
  expect(await count(`rule_version WHERE published_at > '${now}'`)).toBe(0);
});

test('a second start loads nothing', async () => {
  const before = await count('audit_event');
  expect((await seedDemonstration(urls, parseCivilDate(today))).seeded).toBe(false);
  expect(await count('audit_event')).toBe(before);
});

// To load it takes longer than most of what is asked of it.
testOffers();

// Writes, so it comes last.
describe('the book of an institution of the demonstration, brought into another one that is empty', () => {
  const from = 'northbridge-state';
  const rowsIn = (csv: string) => parse<Record<string, string>>(csv, { bom: true, columns: true });
  const textOf = async (file: Promise<ExportedFile>) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of (await file).pieces) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString();
  };
  const taken = [
    ['courses', (ctx: Context) => exportCourses(ctx, 'csv')],
    ['programs', (ctx: Context) => exportPrograms(ctx, 'csv')],
    ['equivalencies', (ctx: Context) => exportRules(ctx, 'csv', parseRuleQuery({ state: 'published' }))],
  ] as const;

  test('is the same book', async () => {
    const [theirs] = await queryAsSuperuser<{ unit: 'US_SEM'; credit: CreditPolicy; review: ReviewPolicy }>(
      `SELECT i.home_unit AS unit, p.credit, p.review FROM institution i JOIN policy_version p ON p.tenant_id = i.id AND p.status = 'adopted'
        WHERE i.slug = $1 ORDER BY p.effective_from DESC LIMIT 1`,
      [from],
    );
    if (theirs === undefined) throw new Error(`${from} has no policy`);
    const empty = await anInstitution({
      homeUnit: theirs.unit,
      credit: theirs.credit,
      review: theirs.review,
    });
    const [importer, publisher] = [
      ctxOf(await aPerson(empty, 'registrar')),
      ctxOf(await aPerson(empty, 'registrar')),
    ];
    const owner = ctxOf(await actorOf(from, 'registrar'));
    for (const [kind, exported] of taken) {
      const { batchId, counts } = await importAll(importer, kind, await textOf(exported(owner)), {
        withText: true,
      });
      expect([kind, counts.rejected, counts.changed]).toEqual([kind, 0, 0]);
      expect(counts.new, kind).toBeGreaterThan(0);
      if (kind !== 'equivalencies') continue;
      const { published, refused } = await publishImported(publisher, {
        batchId,
        expectedVersion: await versionOf(importer, batchId),
      });
      expect([published, refused]).toEqual([counts.new, 0]);
    }
    for (const [kind, exported] of taken) {
      // Where it comes from, which version it is there, and on which days that holds, is each institution's own.
      const said = async (ctx: Context) =>
        rowsIn(await textOf(exported(ctx)))
          .map(({ source: _, version: __, claim_from: ___, claim_to: ____, ...row }) => row)
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      expect(await said(publisher), kind).toEqual(await said(owner));
    }
  }, 240_000);
});
