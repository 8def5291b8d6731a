import { beforeAll, expect, test } from 'vitest';
import type { RegisteredDecision } from '@/lib/catalog/registered-decision';
import { listDecisions, registerStart } from '@/lib/usecases/catalog/list-decisions';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import {
  aMicroCredential,
  anInstitution,
  aPolicyInForce,
  aProgram,
  aRuleVersion,
  earns,
} from '@/tests/support/builders/catalog';
import { viewDecision } from '@/lib/usecases/record/view-decision';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const slugs = new Map<string, string>();
let decided = 0;

beforeAll(async () => {
  await queryAsSuperuser('ALTER TABLE rule_rejection DISABLE TRIGGER guard_rejection_told');
  for (const house of ['north', 'south']) {
    const tenantId = await anInstitution(house);
    await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
    await aProgram(tenantId, 'P');
    const entry = async (title: string) => {
      const { id, slug } = await aMicroCredential(tenantId, { title: `${title} ${house}` });
      slugs.set(`${title} ${house}`, slug);
      return id;
    };
    const [plain, other, partly, no, over, proposed, open] = [
      await entry('Plain'),
      await entry('Other'),
      await entry('Partly'),
      await entry('No'),
      await entry('Over'),
      await entry('Proposed'),
      await entry('Open'),
    ];
    const rule = async (
      code: string,
      definition: object,
      names: string[],
      more: { publicNote?: string; claimTo?: string; status?: 'draft' } = {},
    ) => aRuleVersion({ tenantId, code: `${code}-${house}`, definition, names, ...more });
    await rule('YES', earns(plain, 'A', '5'), [plain]);
    await rule('BOTH', { ...earns(plain, 'B', '3'), premise: { all: [{ mc: partly }, { mc: other }] } }, [
      partly,
      other,
    ]);
    await rule('ONLY', earns(partly, 'C', '4', { programs: ['P'] }), [partly]);
    await rule('NO', { premise: { mc: no }, outcomes: [], deny: true }, [no], { publicNote: 'Not studied.' });
    await rule('OVER', earns(over, 'D', '2', { claimWindow: { to: '2026-02-01' } }), [over], {
      claimTo: '2026-02-01',
    });
    decided += 5;
    const { id } = await rule('PROPOSED', earns(proposed, 'E', '9'), [proposed], { status: 'draft' });
    await queryAsSuperuser(
      `INSERT INTO rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at) VALUES ($1, $2, 'not_as_proposed', 'Too little.', '2026-02-01')`,
      [tenantId, id],
    );
    await rule('DRAFT', earns(open, 'F', '1'), [open], { status: 'draft' });
  }
}, 60_000);

/** The whole register, walked in parts of that size. */
async function walk(institution: string | null, most: number): Promise<RegisteredDecision[]> {
  const found: RegisteredDecision[] = [];
  for (let cursor: string | null = null; ; ) {
    const part = await listDecisions(ctxOf(), { institution, start: registerStart(cursor), most });
    expect(part.rows.length).toBeLessThanOrEqual(most);
    found.push(...part.rows);
    cursor = part.next;
    if (cursor === null) return found;
  }
}

test('every decision is in the register once, whatever the size of its parts, and what is not decided is not', async () => {
  const whole = await walk(null, 100);
  expect(whole).toHaveLength(decided + 2);
  for (const most of [1, 2, 5, 6]) expect(await walk(null, most)).toEqual(whole);
  expect(await walk('north', 3)).toEqual(whole.filter(({ institution }) => institution === 'north'));
  const told = new Map(whole.map((row) => [row.rule, row]));
  expect(told.get('YES-north')).toMatchObject({
    decision: 'yes',
    standing: 'published',
    credit: '5',
    creditUnit: 'ECTS',
    totalEcts: '5',
    countsAs: ['A 5'],
    certificates: [{ title: 'Plain north', slug: slugs.get('Plain north') }],
    decidedOn: '2026-01-10',
  });
  expect(told.get('BOTH-south')).toMatchObject({ decision: 'partly', conditions: ['certificates 1'] });
  expect(told.get('ONLY-north')).toMatchObject({ decision: 'partly', conditions: ['programs P'] });
  expect(told.get('NO-south')).toMatchObject({
    decision: 'no',
    standing: 'refused',
    credit: '',
    reason: 'Not studied.',
  });
  expect(told.get('OVER-north')).toMatchObject({ decision: 'yes', standing: 'ended' });
  expect(whole.filter(({ decision }) => decision === 'considered')).toMatchObject([
    { decidedOn: '2026-02-01', reason: 'Too little.', credit: '', countsAs: [] },
    { decidedOn: '2026-02-01', reason: 'Too little.', credit: '', countsAs: [] },
  ]);
  expect(JSON.stringify(whole)).not.toContain('DRAFT');
});

test('a row says of a rule what the page of its certificate says', async () => {
  const rows = new Map((await walk(null, 100)).map((row) => [row.rule, row]));
  let compared = 0;
  for (const slug of slugs.values()) {
    const view = await viewMicroCredential(ctxOf(), { slug, asOf: null, unit: null });
    for (const { rules } of view.decided)
      for (const { code, offer } of rules) {
        const row = rows.get(code);
        expect(row).toMatchObject({
          standing: offer.standing,
          credit: offer.amount ?? '',
          totalEcts: offer.ects ?? '',
        });
        compared += 1;
      }
  }
  expect(compared).toBeGreaterThanOrEqual(decided);
});

test('a decision that ended before a policy began is told under the policy of its last day, here and on the page of its certificate', async () => {
  const tenantId = await anInstitution('bounded');
  await aPolicyInForce(tenantId, { homeUnit: 'ECTS' });
  const { id, slug } = await aMicroCredential(tenantId, { title: 'Bounded' });
  const asks = (code: string, windows: object) => ({
    ...earns(id, code, '2'),
    ...windows,
    premise: { mc: id, maxAge: { years: 3 }, proctored: true },
  });
  const rule = async (code: string, windows: object, claimTo?: string) =>
    aRuleVersion({
      ...{ tenantId, code, definition: asks(code, windows), names: [id] },
      ...(claimTo !== undefined && { claimTo }),
    });
  await rule('ENDED', { claimWindow: { to: '2026-02-01' } }, '2026-02-01');
  await rule('NOW', {});
  await queryAsSuperuser(
    `WITH first AS (UPDATE policy_version SET effective_to = '2026-08-31' WHERE tenant_id = $1 RETURNING author_id, adopted_by_id)
     INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at)
     SELECT $1, 2, 'adopted', $2, '{}', '2026-09-01', author_id, adopted_by_id, '2026-08-01' FROM first`,
    [tenantId, JSON.stringify({ homeUnit: 'ECTS', recencyMonths: 12, excludedCriteria: ['supervision'] })],
  );
  const [asWritten, bounded] = [{ maxAge: { years: 3 }, proctored: true }, { maxAge: { years: 1 } }];
  const register = await walk('bounded', 100);
  const page = await viewMicroCredential(ctxOf(), { slug, asOf: null, unit: null });
  const before = await viewMicroCredential(ctxOf(), { slug, asOf: parseCivilDate('2026-01-20'), unit: null });
  const leaves = (view: typeof page) =>
    new Map(view.decided.flatMap(({ rules }) => rules.map(({ code, offer }) => [code, offer.leaf])));
  const told = new Map(register.map((row) => [row.rule, row.offer?.leaf]));
  for (const leafOf of [told, leaves(page)]) {
    expect(leafOf.get('ENDED')).toEqual({ mc: id, ...asWritten });
    expect(leafOf.get('NOW')).toEqual({ mc: id, ...bounded });
  }
  expect(leaves(before).get('ENDED')).toEqual({ mc: id, ...asWritten });
  const decision = async (code: string) =>
    (await viewDecision(ctxOf(), { slug: 'bounded', code, version: '1' })).rule.offer.leaf;
  expect(await decision('ENDED')).toEqual({ mc: id, ...asWritten });
  expect(await decision('NOW')).toEqual({ mc: id, ...bounded });
});

test('an institution or a place that there is not is refused', async () => {
  for (const institution of ['nowhere', '\0', '', "north' or 1=1"])
    await expect(
      listDecisions(ctxOf(), { institution, start: registerStart(null), most: 5 }),
    ).rejects.toMatchObject({ code: 'not_found' });
  for (const word of ['', 'rules', 'rules.x.y', `rules.${'0'.repeat(36)}.${'-'.repeat(36)}`])
    expect(() => registerStart(word)).toThrow();
});
