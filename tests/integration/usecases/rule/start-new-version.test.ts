import { describe, expect, it } from 'vitest';
import * as evidence from '@/lib/db/evidence';
import * as rules from '@/lib/db/rules';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { query } from '@/lib/usecases/command';
import { startNewVersion } from '@/lib/usecases/rule/start-new-version';
import { auditOf } from '@/tests/support/audit';
import { aMicroCredential, anInstitution, aPerson, aRule, oneForOne } from '@/tests/support/builders';
import { ctxOf, today } from '@/tests/support/ctx';

describe('starting the next version', async () => {
  const here = await anInstitution();
  const [author, evaluator] = [await aPerson(here, 'evaluator'), await aPerson(here, 'evaluator')];
  const rule = async (status: RuleStatus = 'published') =>
    aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, 'INF-1'),
      status,
      publicNote: 'Note',
    });
  const start = (id: string, who = evaluator, expectedVersion = 1) =>
    startNewVersion(ctxOf(who), { ruleVersionId: id, expectedVersion });

  it('copies it with its evidence as a draft of the actor, starting today; the earlier one stays', async () => {
    const { id, ruleId } = await rule();
    const next = await start(id);
    expect(next.version).toBe(2);
    await query(ctxOf(evaluator), async (tx) => {
      const [second, first] = await rules.listVersions(tx, ruleId);
      expect(second).toMatchObject({
        id: next.id,
        status: 'draft',
        authorId: evaluator.id,
        publicNote: 'Note',
        definition: { claimWindow: { from: today } },
      });
      expect(first).toMatchObject({ id, status: 'published', rowVersion: 1 });
      expect((await evidence.list(tx, next.id)).map(({ title }) => title)).toEqual(['Syllabus']);
    });
    expect(await auditOf(next.id)).toMatchObject([
      { action: 'rule.startNewVersion', actorId: evaluator.id, after: { from: id } },
    ]);
  });

  it('follows a rejected one without a day of its own', async () => {
    const { id } = await rule('rejected');
    const next = await start(id);
    expect(await query(ctxOf(evaluator), (tx) => rules.find(tx, next.id))).toMatchObject({
      definition: expect.not.objectContaining({ claimWindow: expect.anything() as unknown }) as unknown,
    });
  });

  it('follows the one in force also when it is started from one that never was', async () => {
    const { ruleId } = await rule();
    const withdrawn = await aRule(here, author, {
      ruleId,
      version: 2,
      definition: oneForOne((await aMicroCredential(here)).id, 'INF-1'),
      status: 'withdrawn',
    });
    const next = await start(withdrawn.id);
    expect(await query(ctxOf(evaluator), (tx) => rules.find(tx, next.id))).toMatchObject({
      version: 3,
      definition: { claimWindow: { from: today } },
    });
  });

  it('takes no last day over that lies before the first day of the new one', async () => {
    const { id } = await aRule(here, author, {
      definition: {
        ...oneForOne((await aMicroCredential(here)).id, 'INF-1'),
        claimWindow: { from: parseCivilDate('2020-01-01'), to: parseCivilDate('2020-12-31') },
      },
      status: 'published',
    });
    const next = await start(id);
    expect((await query(ctxOf(evaluator), (tx) => rules.find(tx, next.id)))?.definition.claimWindow).toEqual({
      from: today,
    });
  });

  it('is refused while another version is in work', async () => {
    const { id } = await rule();
    await start(id);
    await expect(start(id)).rejects.toMatchObject({
      code: 'invalid_transition',
      reason: 'rule/version-in-work',
    });
    await expect(start((await rule('approved')).id)).rejects.toMatchObject({
      reason: 'rule/version-in-work',
    });
  });

  it('is refused when it changed meanwhile, to other roles and to other institutions', async () => {
    const { id } = await rule();
    await expect(start(id, evaluator, 4)).rejects.toMatchObject({ code: 'conflict' });
    await expect(start(id, await aPerson(here, 'chair'))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/role-missing',
    });
    await expect(start(id, await aPerson(await anInstitution(), 'evaluator'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('answers a repeated form as it did the first time', async () => {
    const { id } = await rule();
    const again = () =>
      startNewVersion(ctxOf(evaluator, { idempotencyKey: 'version-once-0001' }), {
        ruleVersionId: id,
        expectedVersion: 1,
      });
    expect(await again()).toEqual(await again());
  });
});
