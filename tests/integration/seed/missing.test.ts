import { expect, test } from 'vitest';
import { buildEstimateCreditCase } from '@/lib/catalog/estimate-case';
import { statedHolding } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import { type Missing, withMissing } from '@/lib/credit/missing';
import { findRemedies } from '@/lib/credit/remedy';
import { listHoldable } from '@/lib/db/catalog-entries';
import { listPublicCourses, listPublicInstitutions } from '@/lib/db/public-institutions';
import { listRulesNaming } from '@/lib/db/public-rules';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { courseCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { listCatalog } from '@/lib/usecases/catalog/search-catalog';
import { seedDemonstration } from '@/prisma/seed';
import { toUrl } from '@/scripts/database/connection';
import { ctxOf, today } from '@/tests/support/ctx';
import { appConnection, ownerConnection, publicConnection } from '@/tests/support/db';
import { oracle } from '../../unit/credit/oracle';

const urls = { owner: ownerConnection, app: toUrl(appConnection), public: toUrl(publicConnection) };

test(
  'what is missing for a rule of the demonstration is enough, and all of it is needed',
  { timeout: 300_000 },
  async () => {
    await seedDemonstration(urls, parseCivilDate(today));
    const ctx = ctxOf();
    const [entries, institutions] = [
      (await listCatalog(ctx, everything, undefined, 1_000)).results,
      await listPublicInstitutions(ctx.database, ctx),
    ];
    let told = 0;
    for (const institution of institutions) {
      for (const { slug } of entries) {
        const [entry] = (await listHoldable(ctx.database, { slugs: [slug], day: null })).filter(
          ({ isAsked }) => isAsked,
        );
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
              ).awards.some((award) => award.rule === rule.id && (award.awarded !== '0' || stated === null));
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
