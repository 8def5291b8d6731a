import { beforeAll, expect, test } from 'vitest';
import { nothingStated } from '@/lib/catalog/estimate-query';
import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aRuleVersion,
} from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

let today: CivilDate;
let north: string;
let mc: { id: string; slug: string };

beforeAll(async () => {
  north = await anInstitution('north');
  await aPolicyInForce(north, { homeUnit: 'ECTS' });
  const [row] = await queryAsSuperuser<{ day: string }>(
    `SELECT (now() AT TIME ZONE time_zone)::date::text AS day FROM institution WHERE slug = 'north'`,
  );
  today = parseCivilDate(row?.day ?? '');
  await aCourse(north, 'CS-1', '3');
  mc = await aMicroCredential(north, { title: 'Ended and open' });
  const definition = {
    premise: { mc: mc.id },
    outcomes: [{ lines: [{ kind: 'course', target: 'CS-1', credits: { catalog: true } }] }],
  };
  const { ruleId } = await aRuleVersion({
    tenantId: north,
    code: 'R-1',
    definition,
    names: [mc.id],
    claimTo: addDays(today, -10),
  });
  await aRuleVersion({
    tenantId: north,
    code: 'R-1',
    definition,
    names: [mc.id],
    claimFrom: addDays(today, -9),
    secondOf: ruleId,
  });
  await queryAsSuperuser(
    `INSERT INTO course_version (tenant_id, course_id, first_day, title, credits, kind, status)
     SELECT tenant_id, id, on_day, title, credits_then, 'course', 'active'
       FROM course, (VALUES ($1::date, '2'), ($1::date + 9, '1.5')) AS change (on_day, credits_then) WHERE code = 'CS-1'`,
    [today],
  );
});

test('what has ended is told by the courses of its last day, as an estimate for that day has it, and what comes is told ahead', async () => {
  const ctx = ctxOf(undefined, { day: today });
  const { decided } = await viewMicroCredential(ctx, { slug: mc.slug, asOf: null, unit: null });
  const rules = decided.flatMap((one) => one.rules);
  expect(rules.map(({ version, offer }) => [version, offer.standing, offer.amount, offer.later])).toEqual([
    [2, 'published', '2', { from: addDays(today, 9), amount: '1.5' }],
    [1, 'ended', '3', null],
  ]);
  const institution = await viewInstitution(ctx, { slug: 'north', words: '', page: 1 });
  expect(institution.rules.map(({ version, offer }) => [version, offer.amount, offer.later])).toEqual([
    [2, '2', { from: addDays(today, 9), amount: '1.5' }],
  ]);
  for (const { offer } of rules) {
    if (offer.asks === null) throw new Error('Nobody could meet it.');
    const { outcome } = await estimateCredit(ctx, { ...nothingStated, ...offer.asks, institution: 'north' });
    expect(outcome).toMatchObject({
      kind: 'result',
      result: { evaluation: { totals: { awarded: offer.amount } } },
    });
  }
});
