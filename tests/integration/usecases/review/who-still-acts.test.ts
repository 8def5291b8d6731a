import { describe, expect, test } from 'vitest';
import { answerQuestion } from '@/lib/usecases/review/answer-question';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { closeStage } from '@/lib/usecases/review/close-stage';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { viewCase } from '@/lib/usecases/review/view-case';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { resumeRule } from '@/lib/usecases/rule/resume-rule';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  clear,
  close,
  committee,
  department,
  judge,
  openStageOf,
  policyOf,
  recuse,
  refusal,
  stageRow,
  vote,
  onConditions,
} from './arrange';

const endRoles = (person: BuiltPerson) =>
  queryAsSuperuser('delete from role_grant where person_id = $1', [person.id]);
const giveRole = (person: BuiltPerson, tenantId: string, role: string, departmentId: string | null = null) =>
  queryAsSuperuser(
    'insert into role_grant (tenant_id, person_id, role, department_id) values ($1, $2, $3, $4)',
    [tenantId, person.id, role, departmentId],
  );
const aDepartment = async (tenantId: string) =>
  (
    await queryAsSuperuser<{ id: string }>(
      "insert into department (tenant_id, code, name) values ($1, 'BIO', 'Biology') returning id",
      [tenantId],
    )
  )[0]?.id ?? '';
const rowVersionOf = async (ruleVersionId: string) =>
  (
    await queryAsSuperuser<{ row_version: number }>('select row_version from rule_version where id = $1', [
      ruleVersionId,
    ])
  )[0]?.row_version ?? 0;
const person = (people: readonly BuiltPerson[], index: number) => people[index] as BuiltPerson;

/** A committee of five in session, three of whom have voted. */
async function inSession(
  prepare: (review: Arranged) => Promise<unknown>,
  ...choices: ('approve' | 'reject' | 'abstain')[]
) {
  const review = await aReview({
    chairAsked: true,
    reviewers: 1,
    members: 5,
    policy: policyOf(department, { ...committee, tie: 'chairDecides' }),
  });
  await prepare(review);
  await judge(person(review.reviewers, 0), review);
  await vote(person(review.reviewers, 0), review.stageId);
  const stageId = (await openStageOf(review.caseId))?.id ?? '';
  for (const [index, choice] of choices.entries()) {
    await clear(person(review.members, index + 1), stageId);
    await vote(person(review.members, index + 1), stageId, choice);
  }
  return { ...review, stageId, head: person(review.members, 0) };
}
const nothing = async () => {};

describe('a chair who tries to close without what closing needs learns nothing of a tie', () => {
  test.each([[['approve', 'reject', 'abstain']], [['approve', 'approve', 'abstain']]] as const)(
    '%j: the same words',
    async (choices) => {
      const { head, stageId } = await inSession(nothing, ...choices);
      await clear(head, stageId);
      const now = (await stageRow(stageId))?.row_version ?? 0;
      const attempt = (over: object) =>
        closeStage(ctxOf(head), { stageId, expectedVersion: now, minutesRef: '', note: '', ...over });
      await expect(attempt({})).rejects.toMatchObject({ reason: 'review/not-asked' });
      await expect(attempt({ notAsked: 'on' })).rejects.toMatchObject({ reason: 'review/minutes-missing' });
      await expect(
        attempt({ notAsked: 'on', minutesRef: 'CC 1', expectedVersion: now - 1 }),
      ).rejects.toMatchObject({ reason: 'review/changed-meanwhile' });
      await expect(attempt({ notAsked: 'on', minutesRef: 'CC 1', conditional: 'on' })).rejects.toMatchObject({
        reason: 'review/conditions-missing',
      });
    },
  );
});

describe('whoever declared a conflict takes no further part in the case', () => {
  /** Approved on conditions by a committee whose member, an evaluator as well, stepped back. */
  async function conditional() {
    let recused: BuiltPerson | null = null;
    const review = await inSession(
      async ({ institution, members }) => {
        recused = person(members, 4);
        await giveRole(recused, institution.id, 'evaluator');
        await giveRole(recused, institution.id, 'registrar');
      },
      'approve',
      'approve',
      'approve',
    );
    const member = recused as unknown as BuiltPerson;
    await recuse(member, review.stageId);
    await clear(review.head, review.stageId);
    await close(review.head, review.stageId, onConditions('Proctored exams.'));
    return { ...review, member };
  }

  test('and settles no conditions', async () => {
    const { member, ruleVersionId, caseId } = await conditional();
    await expect(
      settleConditions(ctxOf(member), {
        ruleVersionId,
        expectedVersion: await rowVersionOf(ruleVersionId),
        met: 'met',
        reason: 'The page of the provider.',
      }),
    ).rejects.toEqual(refusal('forbidden', 'access/recused'));
    expect((await viewCase(ctxOf(member), { caseId })).may.settle).toBe(false);
  });

  test('nor publishes', async () => {
    const { member, ruleVersionId, institution } = await conditional();
    await settleConditions(ctxOf(await aPerson(institution, 'evaluator')), {
      ruleVersionId,
      expectedVersion: await rowVersionOf(ruleVersionId),
      met: 'met',
      reason: 'The page of the provider.',
    });
    const move = { ruleVersionId, expectedVersion: await rowVersionOf(ruleVersionId) };
    await expect(publishRule(ctxOf(member), move)).rejects.toEqual(refusal('forbidden', 'access/recused'));
    const { acts } = await viewRule(ctxOf(member), ruleVersionId);
    expect(acts.find(({ act }) => act === 'publish')?.reason).toBe('access/recused');
  });

  test('nor answers for the author', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const [asking, member] = [person(review.reviewers, 0), person(review.reviewers, 1)];
    await giveRole(member, review.institution.id, 'evaluator');
    await clear(asking, review.stageId);
    await recuse(member, review.stageId);
    const { messageId } = await askForMore(ctxOf(asking), {
      stageId: review.stageId,
      kind: 'question',
      body: 'Who proctors?',
    });
    await expect(
      answerQuestion(ctxOf(member), { caseId: review.caseId, replyToId: messageId, body: 'I do.' }),
    ).rejects.toEqual(refusal('forbidden', 'access/recused'));
  });
});

test('nor do they send a returned proposal to reviewers of their choice', async () => {
  const review = await aReview({ reviewers: 2, chairAsked: true });
  const [judging, member] = [person(review.reviewers, 0), person(review.reviewers, 1)];
  await giveRole(member, review.institution.id, 'evaluator');
  await recuse(member, review.stageId);
  await clear(judging, review.stageId);
  await vote(judging, review.stageId, 'return');
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     UPDATE rule_version SET status = 'submitted' FROM quiet WHERE id = $1`,
    [review.ruleVersionId],
  );
  const route = async (sender: BuiltPerson) =>
    routeRule(ctxOf(sender), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: await rowVersionOf(review.ruleVersionId),
      reviewerIds: [judging.id],
    });
  await expect(route(member)).rejects.toEqual(refusal('forbidden', 'access/recused'));
  await route(await aPerson(review.institution, 'evaluator'));
});

test('a registrar does not put the own suspended mapping in force again', async () => {
  const review = await aReview({ reviewers: 1 });
  await giveRole(review.author, review.institution.id, 'registrar');
  await queryAsSuperuser(
    `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
     UPDATE rule_version SET status = 'suspended' FROM quiet WHERE id = $1`,
    [review.ruleVersionId],
  );
  const resume = async (registrar: BuiltPerson) =>
    resumeRule(ctxOf(registrar), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: await rowVersionOf(review.ruleVersionId),
      reason: 'It was checked.',
    });
  await expect(resume(review.author)).rejects.toEqual(refusal('forbidden', 'access/author'));
  expect((await resume(await aPerson(review.institution, 'registrar'))).status).toBe('published');
});

describe('a seat and a chair are nothing without the role they were given for', () => {
  test('a reviewer whose role ended says nothing more', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const reviewer = person(review.reviewers, 0);
    await clear(reviewer, review.stageId);
    await endRoles(reviewer);
    await giveRole(reviewer, review.institution.id, 'catalog_editor');
    for (const kind of ['question', 'comment'] as const)
      await expect(
        askForMore(ctxOf(reviewer), { stageId: review.stageId, kind, body: 'Still here.' }),
      ).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
  });

  test('a chair who is now a reviewer of another department leads nothing here', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    for (const reviewer of review.reviewers.slice(0, 2)) {
      await clear(reviewer, review.stageId);
      await vote(reviewer, review.stageId, 'abstain');
    }
    const { chair, stageId } = review;
    await endRoles(chair);
    await giveRole(chair, review.institution.id, 'reviewer', await aDepartment(review.institution.id));
    const left = refusal('forbidden', 'access/not-chair');
    await expect(close(chair, stageId)).rejects.toEqual(left);
    await expect(
      revealBallots(ctxOf(chair), { stageId, expectedVersion: (await stageRow(stageId))?.row_version ?? 0 }),
    ).rejects.toEqual(left);
    await expect(
      unassignReviewer(ctxOf(chair), { stageId, personId: person(review.reviewers, 2).id }),
    ).rejects.toEqual(left);
  });

  test('one who leads in place of a chair, from another office, leads and asks', async () => {
    const review = await aReview({ reviewers: 2 });
    await queryAsSuperuser('update review_stage set chair_id = $2 where id = $1', [
      review.stageId,
      review.dean.id,
    ]);
    await clear(review.dean, review.stageId);
    await askForMore(ctxOf(review.dean), { stageId: review.stageId, kind: 'question', body: 'Why so many?' });
  });
});
