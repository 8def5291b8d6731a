import { describe, expect, it } from 'vitest';
import { RuleBasis } from '@/lib/rule/rule-version';
import { closeStage } from '@/lib/usecases/review/close-stage';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { publishRules, resumeRules, suspendRules } from '@/lib/usecases/rule/rules-at-once';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { tryRule } from '@/lib/usecases/rule/try-rule';
import { viewMappingStart, listMappableCertificates } from '@/lib/usecases/rule/view-mapping-start';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import {
  aCourse,
  aMicroCredential,
  anInstitution,
  aPerson,
  aRecommendation,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  clear,
  department,
  judge,
  onConditions,
  policyOf,
  recuse,
  stageRow,
  vote,
} from '../review/arrange';

describe('one mapping', async () => {
  const here = await anInstitution();
  const [author, reviewer, registrar] = [
    await aPerson(here, 'evaluator'),
    await aPerson(here, 'reviewer'),
    await aPerson(here, 'registrar'),
  ];
  const course = await aCourse(here, { title: 'Data analysis' });
  const certificate = await aMicroCredential(here, { title: 'Unusual zebra certificate' });
  const stranger = await aPerson(await anInstitution(), 'registrar');
  const acts = async (id: string, who: typeof author) =>
    (await viewRule(ctxOf(who), id)).acts.map(({ act, reason }) => (reason ? `${act}: ${reason}` : act));

  it('offers each reader what the state and the role allow, and says why not', async () => {
    const draft = await aRule(here, author, { definition: oneForOne(certificate.id, course.code) });
    expect(await acts(draft.id, author)).toEqual(['revise', 'submit', 'withdraw', 'attachEvidence']);
    expect(await acts(draft.id, registrar)).toEqual([
      'revise: access/not-author',
      'submit: access/not-author',
      'withdraw',
      'attachEvidence',
    ]);
    const both = await aPerson(here, 'registrar', 'reviewer');
    const approved = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code),
      status: 'approved',
      voters: [both],
    });
    expect(await acts(approved.id, both)).toEqual(['publish: access/sole-reviewer', 'withdraw']);
    expect(await acts(approved.id, registrar)).toEqual(['publish', 'withdraw']);
    const published = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      status: 'published',
    });
    expect(await acts(published.id, registrar)).toEqual(['suspend', 'revoke', 'startNewVersion']);
  });

  it('tells the conditions of an approval to whoever may read the review', async () => {
    const review = await aReview({ reviewers: 6, chairAsked: true, policy: policyOf(department) });
    const [first, second, third, conflicted] = review.reviewers as [
      BuiltPerson,
      BuiltPerson,
      BuiltPerson,
      BuiltPerson,
    ];
    await recuse(conflicted, review.stageId);
    for (const person of [first, second]) {
      await judge(person, review);
      await vote(person, review.stageId);
    }
    await clear(third, review.stageId);
    await vote(third, review.stageId, 'abstain');
    const conditions = async (who: BuiltPerson) =>
      (await viewRule(ctxOf(who), review.ruleVersionId)).conditions;
    expect(await conditions(review.author)).toBeNull();
    await clear(review.chair, review.stageId);
    const expectedVersion = (await stageRow(review.stageId))?.row_version ?? 0;
    await closeStage(ctxOf(review.chair), {
      stageId: review.stageId,
      expectedVersion,
      minutesRef: '',
      ...onConditions('The provider names its proctor.'),
    });
    for (const person of [review.author, first, await aPerson(review.institution, 'registrar')])
      expect(await conditions(person)).toBe('The provider names its proctor.');
    for (const person of [conflicted, await aPerson(review.institution, 'catalog_editor')])
      expect(await conditions(person)).toBeNull();
    const expected = (await viewRule(ctxOf(review.author), review.ruleVersionId)).version.rowVersion;
    await settleConditions(ctxOf(await aPerson(review.institution, 'evaluator')), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: expected,
      met: 'met',
      reason: 'It does.',
    });
    expect(await conditions(review.author)).toBeNull();
  });

  it('knows whether students see the title with another version', async () => {
    const first = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      status: 'published',
    });
    const second = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code),
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    expect((await viewRule(ctxOf(author), second.id)).isTitlePublic).toBe(true);
    expect(
      (
        await viewRule(
          ctxOf(author),
          (await aRule(here, author, { definition: oneForOne(certificate.id, course.code) })).id,
        )
      ).isTitlePublic,
    ).toBe(false);
  });

  it('names what it names, and is not there for others', async () => {
    const rule = await aRule(here, author, { definition: oneForOne(certificate.id, course.code) });
    const view = await viewRule(ctxOf(author), rule.id);
    expect(view.names).toMatchObject({
      microCredentials: { [certificate.id]: { title: 'Unusual zebra certificate' } },
      courses: { [course.code]: 'Data analysis' },
    });
    await expect(viewRule(ctxOf(stranger), rule.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(viewRule(ctxOf(), rule.id)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('brings the courses and programs to choose from only where there is something to choose', async () => {
    const rule = (status: 'draft' | 'published') =>
      aRule(here, author, { definition: oneForOne(certificate.id, course.code), status });
    expect((await viewRule(ctxOf(author), (await rule('draft')).id)).courses).not.toEqual([]);
    expect(await viewRule(ctxOf(author), (await rule('published')).id)).toMatchObject({
      courses: [],
      programs: [],
    });
  });

  it('tries what is entered without saving it: the checks, and what students would get', async () => {
    const rule = await aRule(here, author, { definition: oneForOne(certificate.id, course.code) });
    const definition = {
      premise: { mc: certificate.id, minScore: '80' },
      outcomes: oneForOne('', course.code, '4').outcomes,
    };
    const trial = await tryRule(ctxOf(author), {
      ruleVersionId: rule.id,
      definition,
      basis: RuleBasis.parse({ kind: 'ownReview' }),
      publicNote: '',
    });
    expect(
      trial.examples.map(({ key, total, rejection }) => [key, total, rejection?.detail ?? null]),
    ).toEqual([
      ['meets', '4', null],
      ['score', '0', 'SCORE_BELOW_MIN'],
    ]);
    const wrong = await tryRule(ctxOf(author), {
      ruleVersionId: rule.id,
      definition: oneForOne(certificate.id, 'NOWHERE'),
      basis: RuleBasis.parse({ kind: 'ownReview' }),
      publicNote: '',
    });
    expect(wrong.findings.map(({ code }) => code)).toContain('course-unknown');
    const denied = await tryRule(ctxOf(author), {
      ruleVersionId: rule.id,
      definition: { premise: { mc: certificate.id }, outcomes: [], deny: true },
      basis: RuleBasis.parse({ kind: 'ownReview' }),
      publicNote: 'No exam.',
    });
    expect(denied.examples).toMatchObject([{ key: 'meets', isDenied: true }]);
    expect((await viewRule(ctxOf(author), rule.id)).version).toMatchObject({
      rowVersion: 1,
      definition: { premise: { mc: certificate.id } },
    });
    await expect(
      tryRule(ctxOf(stranger), {
        ruleVersionId: rule.id,
        definition,
        basis: RuleBasis.parse({ kind: 'ownReview' }),
        publicNote: '',
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tells its history, votes only to those who may read them', async () => {
    const first = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code),
      status: 'published',
      voters: [reviewer],
    });
    const second = await aRule(here, author, {
      definition: oneForOne(certificate.id, course.code, '5'),
      ruleId: first.ruleId,
      code: first.ruleCode,
      version: 2,
    });
    const history = await viewRuleHistory(ctxOf(registrar), second.id);
    expect(
      history.versions.map(({ version, differences }) => [
        version.version,
        differences?.map(({ path }) => path) ?? null,
      ]),
    ).toEqual([
      [2, ['definition.outcomes.0.lines.0.credits.amount']],
      [1, null],
    ]);
    expect(history.versions[1]?.stages[0]?.votes).toMatchObject([
      { personName: reviewer.name, choice: 'approve' },
    ]);
    const outsider = await viewRuleHistory(ctxOf(await aPerson(here, 'catalog_editor')), second.id);
    expect(outsider.versions[1]?.stages[0]?.votes).toBeNull();
    await expect(viewRuleHistory(ctxOf(stranger), second.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('starts from what is known: the certificate, its recommendations, rules here and published ones elsewhere', async () => {
    const known = await aMicroCredential(here, { title: 'Quokka certificate' });
    const advice = await aRecommendation(here, known.id, {});
    const own = await aRule(here, author, { definition: oneForOne(known.id, course.code) });
    const peer = await anInstitution();
    const published = await aRule(peer, await aPerson(peer), {
      definition: oneForOne(known.id, 'CS 1'),
      status: 'published',
    });
    await aRule(peer, await aPerson(peer), { definition: oneForOne(known.id, 'CS 2') });
    const start = await viewMappingStart(ctxOf(author), known.id);
    expect(start).toMatchObject({
      microCredential: { recommendations: [{ id: advice.id }] },
      own: [{ id: own.id }],
      peers: [{ id: published.id, institutionName: peer.name }],
    });
    expect((await listMappableCertificates(ctxOf(author), 'quok', 1)).rows).toMatchObject([
      { id: known.id, recommendationCount: 1 },
    ]);
    await expect(viewMappingStart(ctxOf(reviewer), known.id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('publishes many, and tells which were refused', async () => {
    const approved = async () =>
      aRule(here, author, {
        definition: oneForOne((await aMicroCredential(here)).id, course.code),
        status: 'approved',
        voters: [reviewer],
      });
    const [one, two] = [await approved(), await approved()];
    const own = await aRule(here, registrar, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
      status: 'approved',
      voters: [reviewer],
    });
    const chosen = [one, own, two].map(({ id }) => ({ ruleVersionId: id, expectedVersion: 1 }));
    const title = (await viewRule(ctxOf(registrar), own.id)).version.title;
    const reply = {
      moved: 2,
      refused: [{ id: own.id, title, code: 'forbidden', reason: 'access/author' }],
    };
    const again = () => publishRules(ctxOf(registrar, { idempotencyKey: 'publish-many-0001' }), { chosen });
    expect(await again()).toEqual(reply);
    expect(await again()).toEqual(reply);
    expect((await viewRule(ctxOf(registrar), two.id)).version.status).toBe('published');
    // None at all is told as none, each with its reason.
    expect(await publishRules(ctxOf(registrar), { chosen: chosen.slice(0, 2) })).toMatchObject({
      moved: 0,
      refused: [{ id: one.id }, { id: own.id, reason: 'access/author' }],
    });
    // Whoever is signed out or suspended meanwhile is told that, not a list of refusals.
    const gone = await aPerson(here, 'registrar');
    await queryAsSuperuser("UPDATE person SET status = 'suspended' WHERE id = $1", [gone.id]);
    await expect(publishRules(ctxOf(gone), { chosen })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('suspends many for one reason, and puts them in force again', async () => {
    const published = async () =>
      aRule(here, author, {
        definition: oneForOne((await aMicroCredential(here)).id, course.code),
        status: 'published',
        voters: [reviewer],
      });
    const [one, two] = [await published(), await published()];
    const draft = await aRule(here, author, {
      definition: oneForOne((await aMicroCredential(here)).id, course.code),
    });
    const seen = (version: number) =>
      [one, draft, two].map(({ id }) => ({ ruleVersionId: id, expectedVersion: version }));
    const reason = 'The exam is looked at again.';
    const stateOf = async ({ id }: { id: string }) => (await viewRule(ctxOf(registrar), id)).version;
    expect(await suspendRules(ctxOf(registrar), { chosen: seen(1), reason })).toMatchObject({
      moved: 2,
      refused: [{ id: draft.id, code: 'invalid_transition' }],
    });
    expect(await stateOf(two)).toMatchObject({ status: 'suspended', statusReason: reason });
    expect(await stateOf(draft)).toMatchObject({ status: 'draft' });
    const list = async (state: string) =>
      (await listRules(ctxOf(registrar), parseRuleQuery({ state }))).atOnce;
    expect(await list('suspended')).toEqual({ act: 'resume', among: new Set([one.id, two.id]) });
    expect(await resumeRules(ctxOf(registrar), { chosen: seen(2), reason: 'It was fine.' })).toMatchObject({
      moved: 2,
      refused: [{ id: draft.id }],
    });
    expect(await stateOf(one)).toMatchObject({ status: 'published' });
    const force = await list('force');
    expect(force?.act).toBe('suspend');
    expect([one, two, draft].map(({ id }) => force?.among.has(id))).toEqual([true, true, false]);
    expect((await listRules(ctxOf(author), parseRuleQuery({ state: 'force' }))).atOnce).toBeNull();
  });
});
