import { describe, expect, it } from 'vitest';
import type { Role } from '@/lib/access/actor';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { revokeRule } from '@/lib/usecases/rule/revoke-rule';
import { startNewVersion } from '@/lib/usecases/rule/start-new-version';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

const verbs = {
  suspend: {
    act: suspendRule,
    from: 'published',
    to: 'suspended',
    never: 'approved',
    by: 'registrar',
    notBy: 'evaluator',
  },
  resume: {
    act: resumeRule,
    from: 'suspended',
    to: 'published',
    never: 'revoked',
    by: 'registrar',
    notBy: 'dean',
  },
  revoke: {
    act: revokeRule,
    from: 'published',
    to: 'revoked',
    never: 'approved',
    by: 'dean',
    notBy: 'administrator',
  },
  withdraw: {
    act: withdrawRule,
    from: 'in_department',
    to: 'withdrawn',
    never: 'published',
    by: 'author',
    notBy: 'evaluator',
  },
} as const;

describe.each(Object.entries(verbs))('to %s', async (verb, { act, from, to, never, by, notBy }) => {
  const here = await anInstitution();
  await aCourse(here, { code: 'INF-1' });
  const author = await aPerson(here, 'evaluator');
  const actor = by === 'author' ? author : await aPerson(here, by);
  const rule = async (status: RuleStatus = from) =>
    aRule(here, author, { definition: oneForOne((await aMicroCredential(here)).id, 'INF-1'), status });
  const input = (id: string, change: object = {}) => ({
    ruleVersionId: id,
    expectedVersion: 1,
    reason: 'A question is open.',
    ...change,
  });

  it('moves it with the reason, notes the move and leaves an audit entry', async () => {
    const { id } = await rule();
    expect(await act(ctxOf(actor), input(id))).toEqual({ id, status: to });
    expect(
      await queryAsSuperuser(`SELECT status, status_reason FROM rule_version WHERE id = $1`, [id]),
    ).toEqual([{ status: to, status_reason: 'A question is open.' }]);
    expect(
      await queryAsSuperuser(
        `SELECT action, from_status, to_status, reason FROM rule_transition WHERE rule_version_id = $1`,
        [id],
      ),
    ).toEqual([{ action: verb, from_status: from, to_status: to, reason: 'A question is open.' }]);
    expect(await auditOf(id)).toMatchObject([
      {
        action: `rule.${verb}`,
        actorId: actor.id,
        before: { status: from },
        after: { status: to, statusReason: 'A question is open.' },
      },
    ]);
  });

  it('is refused without a reason, from another state, and when it changed meanwhile', async () => {
    const { id } = await rule();
    await expect(act(ctxOf(actor), input(id, { reason: ' ' }))).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'rule/reason-missing',
    });
    await expect(act(ctxOf(actor), input(id, { expectedVersion: 2 }))).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(act(ctxOf(actor), input((await rule(never)).id))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    expect(await auditOf(id)).toEqual([]);
  });

  it('is refused to other roles and other institutions', async () => {
    const { id } = await rule();
    await expect(act(ctxOf(await aPerson(here, notBy)), input(id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    const stranger = await aPerson(await anInstitution(), ...(by === 'author' ? [] : [by as Role]));
    await expect(act(ctxOf(stranger), input(id))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('answers a repeated form as it did the first time', async () => {
    const { id } = await rule();
    const again = () => act(ctxOf(actor, { idempotencyKey: `${verb}-once-0001` }), input(id));
    expect(await again()).toEqual(await again());
    expect(await auditOf(id)).toHaveLength(1);
  });
});

describe('a version whose days of claim are over', async () => {
  const here = await anInstitution();
  const [author, registrar] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
  const left = { superseded: '2026-11-24', ended: '2026-11-24', 'never claimed by': '2026-10-14' };
  const over = async (standing: keyof typeof left, status: RuleStatus) => {
    const certificate = await aMicroCredential(here);
    const { id } = await aRule(here, author, {
      status,
      definition: {
        ...oneForOne(certificate.id, 'INF-1'),
        ...(standing === 'ended' && { claimWindow: { to: left.ended as never } }),
      },
      claimTo: left[standing],
    });
    return id;
  };
  const send = (act: typeof revokeRule, id: string) =>
    act(ctxOf(registrar), { ruleVersionId: id, expectedVersion: 1, reason: 'It is wrong.' });

  it.each(['superseded', 'ended', 'never claimed by'] as const)(
    'is neither suspended nor resumed: %s',
    async (standing) => {
      for (const [act, status] of [
        [suspendRule, 'published'],
        [resumeRule, 'suspended'],
      ] as const) {
        const id = await over(standing, status);
        await expect(send(act, id)).rejects.toMatchObject({
          code: 'invalid_transition',
          reason: 'rule/days-over',
        });
        expect(await auditOf(id)).toEqual([]);
      }
    },
  );

  it.each(['published', 'suspended'] as const)(
    'is revoked where somebody may have claimed by it, and not where nobody ever could: %s',
    async (status) => {
      for (const standing of ['superseded', 'ended'] as const) {
        const id = await over(standing, status);
        expect(await send(revokeRule, id)).toEqual({ id, status: 'revoked' });
      }
      await expect(send(revokeRule, await over('never claimed by', status))).rejects.toMatchObject({
        code: 'invalid_transition',
        reason: 'rule/never-had-a-day',
      });
    },
  );
});

describe('withdrawing', () => {
  it("is the registrar's way on where the author has gone or an approved version can no longer be published: the next one can then be started", async () => {
    const here = await anInstitution();
    const [author, registrar] = [await aPerson(here, 'evaluator'), await aPerson(here, 'registrar')];
    const definition = oneForOne((await aMicroCredential(here)).id, 'INF-1');
    for (const status of ['draft', 'returned', 'approved'] as const) {
      const first = await aRule(here, author, { definition, status: 'published' });
      const { id } = await aRule(here, author, { definition, status, ruleId: first.ruleId, version: 2 });
      await withdrawRule(ctxOf(registrar), {
        ruleVersionId: id,
        expectedVersion: 1,
        reason: 'Its author has left.',
      });
      expect(
        await queryAsSuperuser(`SELECT payload->>'path' AS path FROM outbox_message WHERE dedupe_key = $1`, [
          `rule.withdrawn:${id}:${author.id}`,
        ]),
      ).toEqual([{ path: `/registrar/rules/${id}` }]);
      expect(
        await startNewVersion(ctxOf(registrar), { ruleVersionId: first.id, expectedVersion: 1 }),
      ).toMatchObject({ version: 3 });
    }
  });

  it('closes the review that was open', async () => {
    const here = await anInstitution();
    const author = await aPerson(here, 'evaluator');
    const { id, caseId, stageId } = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, 'INF-1'),
      status: 'in_department',
      voters: [await aPerson(here, 'reviewer')],
    });
    await withdrawRule(ctxOf(author), {
      ruleVersionId: id,
      expectedVersion: 1,
      reason: 'Found a better one.',
    });
    expect(
      await queryAsSuperuser(
        `SELECT s.status, s.outcome, c.status AS "case" FROM review_stage s JOIN review_case c ON c.id = s.case_id WHERE s.id = $1 AND c.id = $2`,
        [stageId, caseId],
      ),
    ).toEqual([{ status: 'closed', outcome: 'withdrawn', case: 'closed' }]);
  });
});
