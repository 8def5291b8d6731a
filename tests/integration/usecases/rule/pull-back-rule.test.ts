import { describe, expect, it } from 'vitest';
import type { RuleStatus } from '@/lib/rule/rule-version';
import { pullBackRule } from '@/lib/usecases/rule/pull-back-rule';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRule,
  oneForOne,
  pastGuards,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('pulling a version back that was handed in', async () => {
  const here = await anInstitution();
  const course = await aCourse(here);
  const author = await aPerson(here, 'evaluator');
  const [reviewer, registrar] = [await aPerson(here, 'reviewer'), await aPerson(here, 'registrar')];
  const rule = async (status: RuleStatus = 'in_department') =>
    aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code, '3'),
      status,
      voters: [reviewer],
    });
  const input = (id: string, expectedVersion = 1) => ({ ruleVersionId: id, expectedVersion });
  const voteIn = (stageId: string | null, at = '2026-09-03T09:00:00Z') =>
    pastGuards((put) =>
      put('vote', {
        tenant_id: here.id,
        stage_id: stageId,
        person_id: reviewer.id,
        ordinal: 1,
        choice: 'approve',
        rationale: 'Covered.',
        cast_at: at,
      }),
    );
  const statusOf = async (id: string) =>
    (await queryAsSuperuser<{ status: string }>(`SELECT status FROM rule_version WHERE id = $1`, [id]))[0]
      ?.status;
  const offers = async (id: string) =>
    (await viewRule(ctxOf(author), id)).acts.find(({ act }) => act === 'pullBack')?.reason;

  it.each(['submitted', 'in_department'] as const)(
    'makes it a draft again and closes its review, with the move and an audit entry: %s',
    async (status) => {
      const { id, stageId, caseId } = await rule(status);
      expect(await offers(id)).toBeNull();
      expect(await pullBackRule(ctxOf(author), input(id))).toEqual({ id, status: 'draft' });
      expect(await queryAsSuperuser(`SELECT outcome FROM review_stage WHERE id = $1`, [stageId])).toEqual(
        stageId === null ? [] : [{ outcome: 'withdrawn' }],
      );
      expect(await queryAsSuperuser(`SELECT status FROM review_case WHERE id = $1`, [caseId])).toEqual(
        caseId === null ? [] : [{ status: 'closed' }],
      );
      expect(
        await queryAsSuperuser(
          `SELECT action, from_status, to_status, actor_id FROM rule_transition WHERE rule_version_id = $1`,
          [id],
        ),
      ).toEqual([{ action: 'pullBack', from_status: status, to_status: 'draft', actor_id: author.id }]);
      expect(await auditOf(id)).toMatchObject([
        { action: 'rule.pullBack', actorId: author.id, before: { status }, after: { status: 'draft' } },
      ]);
    },
  );

  it('can be handed in and sent again: its case goes on with another stage', async () => {
    const { id, caseId } = await rule();
    await pullBackRule(ctxOf(author), input(id));
    await submitRule(ctxOf(author), input(id, 2));
    await routeRule(ctxOf(registrar), { ...input(id, 3), reviewerIds: [reviewer.id] });
    expect(
      await queryAsSuperuser(
        `SELECT position, status FROM review_stage WHERE case_id = $1 ORDER BY position`,
        [caseId],
      ),
    ).toEqual([
      { position: 1, status: 'closed' },
      { position: 2, status: 'open' },
    ]);
  });

  it('is refused once somebody has voted, by the database too', async () => {
    const { id, stageId } = await rule();
    await voteIn(stageId);
    expect(await offers(id)).toBeUndefined();
    await expect(pullBackRule(ctxOf(author), input(id))).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'rule/voted-already',
    });
    await expect(
      queryAsSuperuser(
        `UPDATE rule_version SET status = 'draft', row_version = row_version + 1, status_since = now() WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('was voted about is not pulled back');
    expect(await statusOf(id)).toBe('in_department');
    expect(await auditOf(id)).toEqual([]);
  });

  it('is a matter of this round: what was voted before it was returned keeps nobody', async () => {
    const { id, stageId } = await rule();
    await voteIn(stageId, '2026-08-01T09:00:00Z');
    expect(await pullBackRule(ctxOf(author), input(id))).toEqual({ id, status: 'draft' });
  });

  it('is refused to everybody who did not write it, later than the department, and when it changed meanwhile', async () => {
    const { id } = await rule();
    for (const who of [registrar, reviewer, await aPerson(here, 'evaluator')])
      await expect(pullBackRule(ctxOf(who), input(id))).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await aPerson(await anInstitution(), 'evaluator');
    await expect(pullBackRule(ctxOf(stranger), input(id))).rejects.toMatchObject({ code: 'not_found' });
    await expect(pullBackRule(ctxOf(author), input(id, 2))).rejects.toMatchObject({ code: 'conflict' });
    await expect(pullBackRule(ctxOf(author), input((await rule('in_committee')).id))).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    expect(await statusOf(id)).toBe('in_department');
  });

  it('answers a repeated form as it did the first time', async () => {
    const { id } = await rule();
    const again = () => pullBackRule(ctxOf(author, { idempotencyKey: 'pull-back-once-01' }), input(id));
    expect(await again()).toEqual(await again());
    expect(await auditOf(id)).toHaveLength(1);
  });
});
