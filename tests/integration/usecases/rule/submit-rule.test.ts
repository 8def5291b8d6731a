import { describe, expect, it } from 'vitest';
import { RuleBasis } from '@/lib/rule/rule-version';
import type { ReviseRule } from '@/lib/usecases/rule/revise-rule';
import { handInDraft, submitRule } from '@/lib/usecases/rule/submit-rule';
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

describe('submitting a draft', async () => {
  const here = await anInstitution();
  const author = await aPerson(here, 'evaluator');
  const course = await aCourse(here);
  const draft = async (given: Partial<Parameters<typeof aRule>[2]> = {}) =>
    aRule(here, author, { definition: oneForOne((await aMicroCredential(here)).id, course.code), ...given });
  const submit = (id: string, who = author, expectedVersion = 1) =>
    submitRule(ctxOf(who), { ruleVersionId: id, expectedVersion });

  it('freezes it, notes the move and leaves an audit entry', async () => {
    const { id } = await draft();
    expect(await submit(id)).toEqual({ id, status: 'submitted' });
    expect(
      await queryAsSuperuser(
        `SELECT status, row_version, submitted_at IS NOT NULL AS dated FROM rule_version WHERE id = $1`,
        [id],
      ),
    ).toEqual([{ status: 'submitted', row_version: 2, dated: true }]);
    expect(
      await queryAsSuperuser(
        `SELECT action, from_status, to_status, actor_id FROM rule_transition WHERE rule_version_id = $1`,
        [id],
      ),
    ).toEqual([{ action: 'submit', from_status: 'draft', to_status: 'submitted', actor_id: author.id }]);
    expect(await auditOf(id)).toMatchObject([
      {
        action: 'rule.submit',
        actorId: author.id,
        before: { status: 'draft' },
        after: { status: 'submitted' },
      },
    ]);
  });

  describe('with what is on the screen', () => {
    const onScreen = async (id: string, given: Partial<ReviseRule> = {}): Promise<ReviseRule> => ({
      ruleVersionId: id,
      expectedVersion: 1,
      title: 'As on the screen',
      departmentId: null,
      definition: oneForOne((await aMicroCredential(here)).id, course.code, '4'),
      basis: RuleBasis.parse({ kind: 'agreement' }),
      publicNote: 'Public as on the screen',
      internalNote: 'Internal as on the screen',
      ...given,
    });
    const stored = async (id: string) =>
      (
        await queryAsSuperuser<{ status: string; note: string; inner: string; lines: object }>(
          `SELECT status, public_note AS note, internal_note AS inner, definition->'outcomes'->0->'lines' AS lines FROM rule_version WHERE id = $1`,
          [id],
        )
      )[0];

    it('asks for a sentence where a mapping in force decides the opposite, by every road, and keeps it', async () => {
      const definition = oneForOne((await aMicroCredential(here)).id, course.code);
      await aRule(here, author, {
        definition: { ...definition, outcomes: [], deny: true },
        publicNote: 'Not of this level.',
        status: 'published',
      });
      const { id } = await draft({ definition });
      const refused = {
        code: 'invalid_input',
        details: { fieldErrors: { 'basis.otherwiseBecause': 'field/otherwise-why' } },
      };
      await expect(submit(id)).rejects.toMatchObject(refused);
      await expect(handInDraft(ctxOf(author), await onScreen(id, { definition }))).rejects.toMatchObject({
        ...refused,
        details: { ...refused.details, isUnsaved: true },
      });
      const otherwiseBecause = 'The exam is supervised since May.';
      const basis = RuleBasis.parse({ kind: 'agreement', otherwiseBecause });
      expect(await handInDraft(ctxOf(author), await onScreen(id, { definition, basis }))).toMatchObject({
        status: 'submitted',
      });
      expect(
        await queryAsSuperuser("SELECT basis->>'otherwiseBecause' AS said FROM rule_version WHERE id = $1", [
          id,
        ]),
      ).toEqual([{ said: otherwiseBecause }]);
    });

    it('takes it in as one act, and both steps are on record', async () => {
      const { id } = await draft();
      expect(await handInDraft(ctxOf(author), await onScreen(id))).toEqual({ id, status: 'submitted' });
      expect(await stored(id)).toMatchObject({
        status: 'submitted',
        note: 'Public as on the screen',
        inner: 'Internal as on the screen',
        lines: [{ credits: { amount: '4' } }],
      });
      expect((await auditOf(id)).map(({ action }) => action)).toEqual(['rule.revise', 'rule.submit']);
    });

    it('saves nothing of what cannot be handed in, judged by what is on the screen', async () => {
      const { id } = await draft();
      const before = await stored(id);
      const unknown = await onScreen(id, {
        definition: oneForOne((await aMicroCredential(here)).id, 'NOWHERE-1'),
      });
      await expect(handInDraft(ctxOf(author), unknown)).rejects.toMatchObject({
        reason: 'rule/linter-errors',
        details: { isUnsaved: true },
      });
      await expect(
        handInDraft(ctxOf(author), await onScreen((await draft({ evidence: false })).id)),
      ).rejects.toMatchObject({ reason: 'rule/no-evidence', details: { isUnsaved: true } });
      expect(await stored(id)).toEqual(before);
      expect(await auditOf(id)).toEqual([]);
    });

    it('is refused to who may not write it, and after somebody else has saved', async () => {
      const { id } = await draft();
      await expect(
        handInDraft(ctxOf(await aPerson(here, 'reviewer')), await onScreen(id)),
      ).rejects.toMatchObject({ code: 'forbidden' });
      await expect(
        handInDraft(ctxOf(author), await onScreen(id, { expectedVersion: 2 })),
      ).rejects.toMatchObject({ code: 'conflict', reason: 'rule/changed-meanwhile' });
      expect(await auditOf(id)).toEqual([]);
    });
  });

  it('takes a returned version again', async () => {
    await expect(submit((await draft({ status: 'returned' })).id)).resolves.toMatchObject({
      status: 'submitted',
    });
  });

  it.each([
    [
      'rule/linter-errors',
      'with an unknown course',
      async () => draft({ definition: oneForOne((await aMicroCredential(here)).id, 'NOWHERE-1') }),
    ],
    ['rule/no-evidence', 'without evidence', async () => draft({ evidence: false })],
    [
      'rule/no-basis',
      'without the recommendation it rests on',
      async () => draft({ basis: { kind: 'recommendation' } }),
    ],
  ])('is refused with %s: %s', async (reason, _, arrange) => {
    const { id } = await arrange();
    await expect(submit(id)).rejects.toMatchObject({ code: 'rule_violation', reason });
    expect(await auditOf(id)).toEqual([]);
  });

  it('is refused when a published rule says the same of the same certificate', async () => {
    const certificate = await aMicroCredential(here);
    await aRule(here, author, { definition: oneForOne(certificate.id, course.code), status: 'published' });
    await expect(
      submit((await draft({ definition: oneForOne(certificate.id, course.code) })).id),
    ).rejects.toMatchObject({ reason: 'rule/linter-errors' });
  });

  it('may override another rule here, whatever that is about, but none that nobody wrote', async () => {
    const overriding = async (code: string) =>
      (
        await draft({
          definition: {
            ...oneForOne((await aMicroCredential(here)).id, course.code),
            overrides: [code],
          } as never,
        })
      ).id;
    const { ruleCode } = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      status: 'published',
    });
    expect(await submit(await overriding(ruleCode))).toMatchObject({ status: 'submitted' });
    await expect(submit(await overriding('NOBODY-WROTE-IT'))).rejects.toMatchObject({
      reason: 'rule/linter-errors',
    });
  });

  it.each(['submitted', 'in_committee', 'approved', 'published', 'withdrawn'] as const)(
    'is refused from %s',
    async (status) => {
      await expect(submit((await draft({ status })).id)).rejects.toMatchObject({
        code: 'invalid_transition',
        reason: 'rule/not-from-this-state',
      });
    },
  );

  it('is refused when the draft changed meanwhile', async () => {
    await expect(submit((await draft()).id, author, 7)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'rule/changed-meanwhile',
    });
  });

  it('refuses everybody but the author, and other institutions', async () => {
    const { id } = await draft();
    await expect(submit(id, await aPerson(here, 'evaluator'))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/not-author',
    });
    await expect(submit(id, await aPerson(here, 'committee_chair'))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/role-missing',
    });
    await expect(submit(id, await aPerson(await anInstitution(), 'evaluator'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('answers a repeated form as it did the first time', async () => {
    const { id } = await draft();
    const again = () =>
      submitRule(ctxOf(author, { idempotencyKey: 'submit-once-0001' }), {
        ruleVersionId: id,
        expectedVersion: 1,
      });
    expect(await again()).toEqual(await again());
    expect(await auditOf(id)).toHaveLength(1);
  });
});
