import { describe, expect, it } from 'vitest';
import { query } from '@/lib/usecases/command';
import * as rules from '@/lib/db/rules';
import { DraftRule, draftRule } from '@/lib/usecases/rule/draft-rule';
import { reviseRule } from '@/lib/usecases/rule/revise-rule';
import { viewMappingStart } from '@/lib/usecases/rule/view-mapping-start';
import { routeRule } from '@/lib/usecases/rule/route-rule';
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
import { ctxOf } from '@/tests/support/ctx';

describe('drafting a rule', async () => {
  const here = await anInstitution();
  const evaluator = await aPerson(here, 'evaluator');
  const certificate = await aMicroCredential(here, { title: 'Data analytics', versionLabel: '2025' });
  const advice = await aRecommendation(here, certificate.id, {
    amount: '3',
    unit: 'US_SEM',
    subjects: ['data', 'statistics'],
  });
  const input = (given: object = {}) => DraftRule.parse({ microCredentialId: certificate.id, ...given });
  const read = (id: string) =>
    query(ctxOf(evaluator), async (tx) => (await rules.find(tx, id)) ?? expect.fail('not stored'));

  it('starts a draft of the actor from nothing, with an audit entry', async () => {
    const { id } = await draftRule(ctxOf(evaluator), input({ departmentId: here.departmentId }));
    expect(await read(id)).toMatchObject({
      status: 'draft',
      version: 1,
      title: 'Data analytics',
      departmentId: here.departmentId,
      authorId: evaluator.id,
      basis: { kind: 'ownReview' },
      definition: { premise: { mc: certificate.id }, outcomes: [{ lines: [] }] },
    });
    expect(await auditOf(id)).toMatchObject([
      {
        action: 'rule.draft',
        actorId: evaluator.id,
        summary: 'version 1 drafted',
        before: null,
        after: { title: 'Data analytics' },
      },
    ]);
  });

  it('gives each rule a code of its own', async () => {
    const [one, two] = [
      await draftRule(ctxOf(evaluator), input()),
      await draftRule(ctxOf(evaluator), input()),
    ];
    expect((await read(one.id)).ruleCode).not.toBe((await read(two.id)).ruleCode);
  });

  it('adopts a recommendation as it is, for one version', async () => {
    const { id } = await draftRule(
      ctxOf(evaluator),
      input({
        start: 'asIs',
        recommendationId: advice.id,
        microCredentialVersionId: certificate.versionId,
        onlyThisVersion: 'on',
      }),
    );
    expect(await read(id)).toMatchObject({
      definition: {
        premise: { mc: certificate.id, versions: ['2025'] },
        outcomes: [
          { lines: [{ target: 'data', credits: { amount: '3', unit: 'US_SEM' } }] },
          { lines: [{ target: 'statistics' }] },
        ],
      },
      basis: {
        kind: 'recommendation',
        recommendationIds: [advice.id],
        adoption: 'asIs',
        microCredentialVersionIds: [certificate.versionId],
      },
    });
  });

  it('changes a recommendation only with the reason', async () => {
    const changed = { start: 'changed', recommendationId: advice.id };
    await expect(draftRule(ctxOf(evaluator), input(changed))).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fieldErrors: { changedBecause: expect.any(String) as string } },
    });
    const { id } = await draftRule(
      ctxOf(evaluator),
      input({ ...changed, changedBecause: 'Half of it is covered.' }),
    );
    expect((await read(id)).basis).toMatchObject({
      adoption: 'changed',
      changedBecause: 'Half of it is covered.',
    });
  });

  it('takes over a precedent of its own, and a published one of a peer in its own terms', async () => {
    const own = await aRule(here, evaluator, {
      definition: oneForOne(certificate.id, 'INF-1'),
      status: 'published',
    });
    const taken = await draftRule(ctxOf(evaluator), input({ start: 'precedent', precedentId: own.id }));
    expect(await read(taken.id)).toMatchObject({
      definition: oneForOne(certificate.id, 'INF-1'),
      basis: { kind: 'precedent', precedentRuleVersionIds: [own.id] },
    });

    const peer = await anInstitution({ homeUnit: 'US_SEM' });
    const published = await aRule(peer, await aPerson(peer), {
      definition: oneForOne(certificate.id, 'CS 1', '3'),
      status: 'published',
    });
    const adapted = await draftRule(
      ctxOf(evaluator),
      input({ start: 'precedent', precedentId: published.id }),
    );
    expect((await read(adapted.id)).definition.outcomes[0]?.lines[0]).toEqual({
      kind: 'block',
      target: 'CS 1',
      credits: { amount: '3', unit: 'US_SEM' },
    });
  });

  it('takes the amount over that a course of the peer earns there', async () => {
    const peer = await anInstitution({ homeUnit: 'US_SEM' });
    const course = await aCourse(peer, { credits: '4' });
    const published = await aRule(peer, await aPerson(peer), {
      definition: {
        ...oneForOne(certificate.id, course.code),
        outcomes: [{ lines: [{ kind: 'course', target: course.code, credits: { catalog: true } }] }],
      },
      status: 'published',
    });
    const { id } = await draftRule(
      ctxOf(evaluator),
      input({ start: 'precedent', precedentId: published.id }),
    );
    expect((await read(id)).definition.outcomes[0]?.lines[0]?.credits).toEqual({
      amount: '4',
      unit: 'US_SEM',
    });
  });

  it.each(['draft', 'submitted', 'in_department', 'returned', 'rejected', 'withdrawn', 'revoked'] as const)(
    'takes no proposal over that nobody has decided for, or that was found wrong: %s',
    async (status) => {
      const { id } = await aRule(here, evaluator, { definition: oneForOne(certificate.id, 'X'), status });
      await expect(
        draftRule(ctxOf(evaluator), input({ start: 'precedent', precedentId: id })),
      ).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fieldErrors: { precedentId: 'field/precedent-undecided' } },
      });
      const offered = (await viewMappingStart(ctxOf(evaluator), certificate.id)).own;
      expect(offered.find((one) => one.id === id)?.isPrecedent ?? false).toBe(false);
    },
  );

  it('offers and takes over what was decided and stands', async () => {
    for (const status of ['approved', 'published', 'suspended'] as const) {
      const { id } = await aRule(here, evaluator, { definition: oneForOne(certificate.id, 'X'), status });
      const offered = (await viewMappingStart(ctxOf(evaluator), certificate.id)).own;
      expect(offered.find((one) => one.id === id)?.isPrecedent).toBe(true);
      await draftRule(ctxOf(evaluator), input({ start: 'precedent', precedentId: id }));
    }
  });

  it('does not take over what a peer has not published', async () => {
    const peer = await anInstitution();
    const draft = await aRule(peer, await aPerson(peer), { definition: oneForOne(certificate.id, 'CS 1') });
    await expect(
      draftRule(ctxOf(evaluator), input({ start: 'precedent', precedentId: draft.id })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    [
      'a recommendation that is not about it',
      { start: 'asIs', recommendationId: '11111111-1111-4111-8111-111111111111' },
    ],
    ['no recommendation', { start: 'asIs' }],
    ['no precedent', { start: 'precedent' }],
  ])('refuses %s', async (_, given) => {
    await expect(draftRule(ctxOf(evaluator), input(given))).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('knows only departments of the institution, when drafting, revising and routing', async () => {
    const elsewhere = await anInstitution();
    const noDepartment = { code: 'not_found', reason: 'department/not-found' };
    await expect(
      draftRule(ctxOf(evaluator), input({ departmentId: elsewhere.departmentId })),
    ).rejects.toMatchObject(noDepartment);
    const draft = await read((await draftRule(ctxOf(evaluator), input())).id);
    const { definition, basis, title, rowVersion } = draft;
    const revised = {
      ruleVersionId: draft.id,
      expectedVersion: rowVersion,
      title,
      definition,
      basis,
      publicNote: '',
      internalNote: '',
      departmentId: elsewhere.departmentId,
    };
    await expect(reviseRule(ctxOf(evaluator), revised)).rejects.toMatchObject(noDepartment);
    const submitted = await aRule(here, evaluator, {
      definition: oneForOne(certificate.id, 'INF-1'),
      status: 'submitted',
    });
    await expect(
      routeRule(ctxOf(evaluator), {
        ruleVersionId: submitted.id,
        expectedVersion: 1,
        departmentId: elsewhere.departmentId,
        reviewerIds: [],
      }),
    ).rejects.toMatchObject(noDepartment);
  });

  it('refuses an unknown certificate, another role, and whoever is not signed in', async () => {
    await expect(
      draftRule(ctxOf(evaluator), input({ microCredentialId: '11111111-1111-4111-8111-111111111111' })),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      draftRule(ctxOf(await aPerson(here, 'reviewer', 'administrator')), input()),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'access/role-missing' });
    await expect(draftRule(ctxOf(), input())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('answers a repeated form as it did the first time, and refuses the same key with other content', async () => {
    const again = () => ctxOf(evaluator, { idempotencyKey: 'draft-once-0001' });
    const first = await draftRule(again(), input());
    expect(await draftRule(again(), input())).toEqual(first);
    await expect(draftRule(again(), input({ title: 'Other' }))).rejects.toMatchObject({
      code: 'conflict',
      reason: 'command/key-reused',
    });
  });

  it('gives each of several drafts about one certificate, started at once, a code of its own', async () => {
    const drafts = await Promise.all(Array.from({ length: 5 }, () => draftRule(ctxOf(evaluator), input())));
    const codes = await Promise.all(drafts.map(async ({ id }) => (await read(id)).ruleCode));
    expect(new Set(codes).size).toBe(5);
  });
});
