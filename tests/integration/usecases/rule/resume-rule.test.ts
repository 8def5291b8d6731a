import { describe, expect, it } from 'vitest';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { suspendRule } from '@/lib/usecases/rule/suspend-rule';
import { auditOf } from '@/tests/support/audit';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
  aRule,
  oneForOne,
  pastGuards,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

describe('what comes back into force takes the road of what is published', async () => {
  const here = await anInstitution();
  const [author, reviewer, registrar] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
  ];
  const as = ctxOf(registrar);
  const suspended = async (
    change: Partial<RuleDefinition> = {},
    given: Partial<Parameters<typeof aRule>[2]> = {},
  ) => {
    const course = await aCourse(here);
    const certificate = await aMicroCredential(here);
    const definition = { ...oneForOne(certificate.id, course.code), ...change } as RuleDefinition;
    const rule = await aRule(here, author, {
      status: 'suspended',
      publishedBy: registrar,
      definition,
      ...given,
    });
    return { ...rule, course, certificate, definition };
  };
  const resume = (id: string, expectedVersion = 1) =>
    resumeRule(as, { ruleVersionId: id, expectedVersion, reason: 'Nothing was wrong.' });
  const stored = async (id: string) =>
    (
      await queryAsSuperuser<{
        status: string;
        claim_from: string | null;
        claim_to: string | null;
        review_due_on: string | null;
        published_by_id: string;
      }>(
        `SELECT status, claim_from::text, claim_to::text, review_due_on::text, published_by_id FROM rule_version WHERE id = $1`,
        [id],
      )
    )[0];
  const refusedWith = async (id: string, code: string) => {
    await expect(resume(id)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'rule/linter-errors',
      details: { findings: expect.arrayContaining([expect.objectContaining({ severity: 'error', code })]) },
    });
    expect(await stored(id)).toMatchObject({ status: 'suspended' });
    expect(await auditOf(id)).toEqual([]);
  };

  it('keeps its days, and who published it', async () => {
    const { id } = await suspended(
      { claimWindow: { from: '2026-01-01' as never } },
      { reviewDueOn: '2027-03-01' },
    );
    expect(await resume(id)).toEqual({ id, status: 'published' });
    expect(await stored(id)).toEqual({
      status: 'published',
      claim_from: '2026-01-01',
      claim_to: null,
      review_due_on: '2027-03-01',
      published_by_id: registrar.id,
    });
  });

  it('is due for review when a recommendation ends that it rests on, where that is sooner', async () => {
    const certificate = await aMicroCredential(here);
    const advice = await aRecommendation(here, certificate.id, { validTo: '2027-02-28' });
    const course = await aCourse(here);
    const { id } = await aRule(here, author, {
      status: 'suspended',
      publishedBy: registrar,
      definition: oneForOne(certificate.id, course.code),
      basis: { kind: 'recommendation', recommendationIds: [advice.id], adoption: 'asIs' },
      reviewDueOn: '2029-01-01',
    });
    await resume(id);
    expect(await stored(id)).toMatchObject({ review_due_on: '2027-02-28' });
  });

  it('not where the course that it awards has ended meanwhile', async () => {
    const { id, course } = await suspended();
    await pastGuards((put) =>
      put('course_version', {
        tenant_id: here.id,
        course_id: course.id,
        first_day: '2026-11-01',
        title: 'Over',
        kind: 'course',
        credits: '6',
        status: 'inactive',
      }),
    );
    await refusedWith(id, 'course-inactive');
  });

  it('not where its days of claim are over', async () => {
    const { id } = await suspended({ claimWindow: { to: '2026-11-24' as never } });
    await expect(resume(id)).rejects.toMatchObject({ code: 'invalid_transition', reason: 'rule/days-over' });
    expect(await auditOf(id)).toEqual([]);
  });

  it('not where another rule gives the same meanwhile', async () => {
    const { id, definition } = await suspended();
    await aRule(here, author, { status: 'published', publishedBy: registrar, definition });
    await refusedWith(id, 'ambiguous-duplicate');
  });

  it('not once a later version has taken its days; until the first day of one that is still to come', async () => {
    const follow = async (from: string) => {
      const first = await suspended();
      const next = await aRule(here, author, {
        ruleId: first.ruleId,
        version: 2,
        status: 'approved',
        voters: [reviewer],
        definition: { ...first.definition, claimWindow: { from: from as never } },
      });
      await publishRule(as, { ruleVersionId: next.id, expectedVersion: 1 });
      return first;
    };
    const ended = await follow('2026-11-01');
    await expect(resume(ended.id, 2)).rejects.toMatchObject({ reason: 'rule/days-over' });
    const ending = await follow('2027-01-01');
    await resume(ending.id, 2);
    expect(await stored(ending.id)).toMatchObject({ status: 'published', claim_to: '2026-12-31' });
  });

  it('not while no policy is in force', async () => {
    const lawless = await anInstitution({ policy: false });
    const course = await aCourse(lawless);
    const { id } = await aRule(lawless, await aPerson(lawless, 'evaluator'), {
      status: 'suspended',
      definition: oneForOne((await aMicroCredential(lawless)).id, course.code),
    });
    await expect(
      resumeRule(ctxOf(await aPerson(lawless, 'registrar')), {
        ruleVersionId: id,
        expectedVersion: 1,
        reason: 'Nothing was wrong.',
      }),
    ).rejects.toMatchObject({ code: 'rule_violation', reason: 'policy/none-in-force' });
  });

  it('leaves the way there and back on record', async () => {
    const { id } = await suspended({}, { status: 'published' });
    await suspendRule(as, { ruleVersionId: id, expectedVersion: 1, reason: 'A question.' });
    await resume(id, 2);
    expect(
      await queryAsSuperuser(
        'SELECT action, from_status, to_status, reason FROM rule_transition WHERE rule_version_id = $1 ORDER BY row_version',
        [id],
      ),
    ).toEqual([
      { action: 'suspend', from_status: 'published', to_status: 'suspended', reason: 'A question.' },
      { action: 'resume', from_status: 'suspended', to_status: 'published', reason: 'Nothing was wrong.' },
    ]);
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: 'rule.resume',
      before: { status: 'suspended' },
      after: { status: 'published', statusReason: 'Nothing was wrong.' },
    });
  });
});
