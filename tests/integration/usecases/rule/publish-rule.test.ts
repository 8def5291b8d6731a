import { describe, expect, it } from 'vitest';
import { visitor } from '@/lib/access/actor';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { PublishRule, publishRule } from '@/lib/usecases/rule/publish-rule';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('publishing an approved version', async () => {
  const here = await anInstitution();
  const author = await aPerson(here, 'evaluator', 'registrar');
  const [reviewer, registrar] = [await aPerson(here, 'reviewer'), await aPerson(here, 'registrar')];
  const course = await aCourse(here);
  type Given = Partial<Parameters<typeof aRule>[2]>;
  const approved = async (given: Given = {}) =>
    aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      status: 'approved',
      voters: [reviewer],
      ...given,
    });
  const publish = (id: string, who = registrar, expectedVersion = 1) =>
    publishRule(ctxOf(who), { ruleVersionId: id, expectedVersion });
  const stored = async (id: string) =>
    (
      await queryAsSuperuser<Record<string, unknown>>(
        `SELECT status, published_by_id, published_at, review_due_on::text, claim_to::text, row_version FROM rule_version WHERE id = $1`,
        [id],
      )
    )[0];

  it('puts it in force: who, when, until when; noted and audited', async () => {
    const { id } = await approved();
    expect(await publish(id)).toMatchObject({ id, status: 'published' });
    expect(await stored(id)).toMatchObject({
      status: 'published',
      published_by_id: registrar.id,
      published_at: new Date(`${today}T12:00:00Z`),
      review_due_on: '2029-11-25',
      row_version: 2,
    });
    expect(
      await queryAsSuperuser(`SELECT action, actor_id FROM rule_transition WHERE rule_version_id = $1`, [id]),
    ).toEqual([{ action: 'publish', actor_id: registrar.id }]);
    expect(await auditOf(id)).toMatchObject([
      {
        action: 'rule.publish',
        actorId: registrar.id,
        before: { status: 'approved' },
        after: { status: 'published', superseded: [] },
      },
    ]);
    expect((await auditOf(id))[0]?.after).not.toHaveProperty('revoked');
  });

  it('begins on a later day that the publisher chooses; until then the former version holds, also by the database', async () => {
    const certificate = await aMicroCredential(here);
    const giving = (amount: string) => oneForOne(certificate.id, course.code, amount);
    const first = await approved({ definition: giving('3') });
    await publish(first.id);
    const next = await approved({ ruleId: first.ruleId, version: 2, definition: giving('5') });
    const ahead = (firstDay: string, who = registrar) =>
      publishRule(ctxOf(who), PublishRule.parse({ ruleVersionId: next.id, expectedVersion: '1', firstDay }));
    await expect(ahead('2026-11-24')).rejects.toMatchObject({
      reason: 'publish/day-over',
      details: { fieldErrors: { firstDay: 'publish/day-over' } },
    });
    await expect(ahead('2027-02-01', author)).rejects.toMatchObject({ reason: 'access/author' });
    await ahead('2027-02-01');
    expect(await stored(first.id)).toMatchObject({ status: 'published', claim_to: '2027-01-31' });
    expect(await stored(next.id)).toMatchObject({ status: 'published', published_by_id: registrar.id });
    expect((await auditOf(next.id))[0]).toMatchObject({
      before: { claimFrom: null },
      after: { claimFrom: '2027-02-01', superseded: [{ id: first.id, claimTo: '2027-01-31' }] },
    });
    const earned = async (day: string) => {
      const { outcome } = await estimateCredit(ctxOf(visitor, { day }), {
        ...nothingStated,
        institution: here.slug,
        holdings: [statedHolding(certificate.slug)],
      });
      return outcome.kind === 'result' ? outcome.result.evaluation.totals.awarded : outcome.kind;
    };
    expect([await earned('2027-01-31'), await earned('2027-02-01')]).toEqual(['3', '5']);
  });

  it('is due for review again when the recommendation it rests on ends', async () => {
    const certificate = await aMicroCredential(here);
    const advice = await aRecommendation(here, certificate.id, { validTo: '2027-10-31' });
    const { id } = await approved({
      definition: oneForOne(certificate.id, course.code),
      basis: { kind: 'recommendation', recommendationIds: [advice.id], adoption: 'asIs' },
    });
    await publish(id);
    expect(await stored(id)).toMatchObject({ review_due_on: '2027-10-31' });
  });

  it('says before and after that an earlier version had no day, and then offers nothing that means nothing', async () => {
    const definition = oneForOne((await aMicroCredential(here)).id, course.code);
    const first = await approved({ definition });
    await publish(first.id);
    const second = await approved({
      definition: { ...definition, claimWindow: { from: today } } as never,
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    expect(await viewRule(ctxOf(registrar), second.id)).toMatchObject({ leavesWithoutADay: [1] });
    await publish(second.id);
    const replaced = await viewRule(ctxOf(registrar), first.id);
    expect(replaced.hadADay).toBe(false);
    for (const meaningless of ['suspend', 'resume', 'revoke'])
      expect(replaced.acts.map(({ act }) => act)).not.toContain(meaningless);
    expect(await viewRule(ctxOf(registrar), second.id)).toMatchObject({
      hadADay: true,
      leavesWithoutADay: [],
    });
  });

  it('ends the earlier version the day before the new one starts, and leaves everything else of it', async () => {
    const certificate = await aMicroCredential(here);
    const first = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code),
      status: 'published',
      publishedBy: registrar,
    });
    const definition = { ...oneForOne(certificate.id, course.code, '5'), claimWindow: { from: today } };
    const second = await approved({
      definition: definition as never,
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    await publish(second.id);
    expect(await stored(first.id)).toMatchObject({
      status: 'published',
      claim_to: '2026-11-24',
      row_version: 2,
    });
    expect(await stored(second.id)).toMatchObject({ status: 'published', claim_to: null });
    expect(await auditOf(second.id)).toMatchObject([
      { after: { superseded: [{ id: first.id, claimTo: '2026-11-24' }] } },
    ]);
  });

  it('ends an earlier version that is suspended as well, so that resuming it brings back nothing beside the new one', async () => {
    const certificate = await aMicroCredential(here);
    const definition = (from: string) =>
      ({ ...oneForOne(certificate.id, course.code), claimWindow: { from } }) as never;
    const first = await aRule(here, author, {
      definition: definition('2026-01-01'),
      status: 'suspended',
      publishedBy: registrar,
    });
    const second = await approved({
      definition: definition(today),
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    await publish(second.id);
    expect(await stored(first.id)).toMatchObject({ status: 'suspended', claim_to: '2026-11-24' });
    expect(await auditOf(second.id)).toMatchObject([
      { after: { superseded: [{ id: first.id, claimTo: '2026-11-24' }] } },
    ]);
  });

  it('revokes an earlier version that had no day yet, and says so on record', async () => {
    const certificate = await aMicroCredential(here);
    const definition = (from: string) =>
      ({ ...oneForOne(certificate.id, course.code), claimWindow: { from } }) as never;
    const first = await aRule(here, author, {
      definition: definition('2026-11-26'),
      status: 'published',
      publishedBy: registrar,
    });
    const second = await approved({
      definition: definition(today),
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    await publish(second.id);
    expect(await stored(first.id)).toMatchObject({ status: 'revoked', row_version: 2 });
    expect(await stored(second.id)).toMatchObject({ status: 'published', claim_to: null });
    expect(await auditOf(second.id)).toMatchObject([{ after: { superseded: [], revoked: [first.id] } }]);
  });

  it('takes no day away on which the earlier version was in force: after weeks of review the new one starts when it is published', async () => {
    const certificate = await aMicroCredential(here);
    const first = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code, '3'),
      status: 'published',
      publishedBy: registrar,
    });
    const definition = {
      ...oneForOne(certificate.id, course.code, '5'),
      claimWindow: { from: '2026-09-26' },
    };
    const second = await approved({
      definition: definition as never,
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    await publish(second.id);
    expect(await stored(first.id)).toMatchObject({ claim_to: '2026-11-24' });
    expect(
      await queryAsSuperuser(
        "SELECT claim_from::text, definition->'claimWindow'->>'from' AS said FROM rule_version WHERE id = $1",
        [second.id],
      ),
    ).toEqual([{ claim_from: today, said: '2026-09-26' }]);
    const earned = async (claimDate: string) => {
      const holdings = [{ ...statedHolding(certificate.slug), issuedOn: parseCivilDate('2026-01-15') }];
      const { outcome } = await estimateCredit(ctxOf(visitor, { day: '2026-12-24' }), {
        ...nothingStated,
        institution: here.slug,
        holdings,
        claimDate: parseCivilDate(claimDate),
      });
      return outcome.kind === 'result' ? outcome.result.evaluation.totals.awarded : outcome.kind;
    };
    expect([await earned('2026-10-30'), await earned('2026-11-24'), await earned(today)]).toEqual([
      '3',
      '3',
      '5',
    ]);
  });

  it('moves its first day in no other way, not even by SQL', async () => {
    const definition = {
      ...oneForOne((await aMicroCredential(here)).id, course.code),
      claimWindow: { from: '2026-09-26' },
    } as never;
    const { id } = await approved({ definition });
    for (const change of [
      "claim_from = '2026-10-01'",
      "claim_from = '2026-09-01', status = 'published'",
      "claim_from = NULL, status = 'published'",
    ]) {
      await expect(
        queryAsSuperuser(
          `UPDATE rule_version SET ${change}, row_version = 2, published_by_id = $2 WHERE id = $1`,
          [id, registrar.id],
        ),
      ).rejects.toThrow(/frozen|only what is published/);
    }
  });

  it('is refused when the new version would leave no day to the earlier one', async () => {
    const certificate = await aMicroCredential(here);
    const first = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code),
      status: 'published',
    });
    const second = await approved({
      definition: oneForOne(certificate.id, course.code, '5'),
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    await expect(publish(second.id)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'rule/linter-errors',
    });
    expect(await stored(first.id)).toMatchObject({ claim_to: null });
  });

  it('is refused when its last day of claim has passed during the review: it would have no day, and takes none from the earlier one', async () => {
    const certificate = await aMicroCredential(here);
    const first = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code),
      status: 'published',
    });
    const definition = {
      ...oneForOne(certificate.id, course.code, '5'),
      claimWindow: { from: '2026-09-26', to: '2026-11-24' },
    } as never;
    const second = await approved({ definition, ruleId: first.ruleId, code: first.ruleCode, version: 2 });
    await expect(publish(second.id)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'rule/linter-errors',
    });
    expect(await stored(first.id)).toMatchObject({ claim_to: null });
  });

  it('is refused without a first day also where the earlier version is about another certificate', async () => {
    const first = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      status: 'published',
    });
    const second = await approved({ ruleId: first.ruleId, code: first.ruleCode, version: 2 });
    await expect(publish(second.id)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'rule/linter-errors',
    });
  });

  it('keeps a first day in the past where no version was in force before', async () => {
    const definition = {
      ...oneForOne((await aMicroCredential(here)).id, course.code),
      claimWindow: { from: '2026-09-26' },
    } as never;
    const { id } = await approved({ definition });
    await publish(id);
    expect(await queryAsSuperuser('SELECT claim_from::text FROM rule_version WHERE id = $1', [id])).toEqual([
      { claim_from: '2026-09-26' },
    ]);
  });

  it('runs the linter again, against what was published since the approval', async () => {
    const certificate = await aMicroCredential(here);
    const { id } = await approved({ definition: oneForOne(certificate.id, course.code) });
    await aRule(here, author, { definition: oneForOne(certificate.id, course.code), status: 'published' });
    await expect(publish(id)).rejects.toMatchObject({ code: 'rule_violation', reason: 'rule/linter-errors' });
    expect(await stored(id)).toMatchObject({ status: 'approved', published_by_id: null });
  });

  it.each(['draft', 'submitted', 'in_committee', 'published', 'suspended', 'revoked'] as const)(
    'is refused from %s',
    async (status) => {
      await expect(publish((await approved({ status })).id)).rejects.toMatchObject({
        code: 'invalid_transition',
        reason: 'rule/not-from-this-state',
      });
    },
  );

  it('is refused when the version changed meanwhile', async () => {
    await expect(publish((await approved()).id, registrar, 3)).rejects.toMatchObject({ code: 'conflict' });
  });

  describe('author, sole reviewer and publisher are never one person', () => {
    it('the author is refused, also as registrar', async () => {
      await expect(publish((await approved()).id, author)).rejects.toMatchObject({
        code: 'forbidden',
        reason: 'access/author',
      });
    });

    it('the only reviewer is refused, also as registrar; one of two is not', async () => {
      const both = await aPerson(here, 'registrar', 'reviewer');
      await expect(publish((await approved({ voters: [both] })).id, both)).rejects.toMatchObject({
        code: 'forbidden',
        reason: 'access/sole-reviewer',
      });
      await expect(publish((await approved({ voters: [both, reviewer] })).id, both)).resolves.toMatchObject({
        status: 'published',
      });
    });

    const inDatabase = (id: string, by: string) =>
      queryAsSuperuser(
        `UPDATE rule_version SET status = 'published', published_by_id = $2, published_at = now(), row_version = row_version + 1 WHERE id = $1`,
        [id, by],
      );

    it('the database refuses the author', async () => {
      await expect(inDatabase((await approved()).id, author.id)).rejects.toThrow(
        'the author does not publish',
      );
    });

    it('the database refuses the sole reviewer', async () => {
      await expect(inDatabase((await approved({ voters: [registrar] })).id, registrar.id)).rejects.toThrow(
        'the sole reviewer does not publish',
      );
    });

    it('the database refuses to publish what was not approved', async () => {
      await expect(inDatabase((await approved({ status: 'in_committee' })).id, registrar.id)).rejects.toThrow(
        'does not go from in_committee to published',
      );
    });
  });

  it('refuses other roles and other institutions', async () => {
    const { id } = await approved();
    await expect(
      publish(id, await aPerson(here, 'evaluator', 'administrator', 'dean')),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'access/role-missing' });
    await expect(publish(id, await aPerson(await anInstitution(), 'registrar'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('answers a repeated form as it did the first time', async () => {
    const { id } = await approved();
    const again = () =>
      publishRule(ctxOf(registrar, { idempotencyKey: 'publish-once-0001' }), {
        ruleVersionId: id,
        expectedVersion: 1,
      });
    expect(await again()).toEqual(await again());
    expect(await auditOf(id)).toHaveLength(1);
  });
});
