import { describe, expect, test } from 'vitest';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { aDepartment, anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { untilAnswered } from '@/tests/support/until-answered';
import {
  aReview,
  auditActions,
  clear,
  judge,
  mailKinds,
  openStageOf,
  recuse,
  refusal,
  vote,
} from './arrange';

const assign = (by: BuiltPerson, stageId: string, people: readonly { id: string }[], key?: string) =>
  assignReviewers(ctxOf(by, key ? { idempotencyKey: key } : {}), {
    stageId,
    personIds: people.map(({ id }) => id),
  });
const seats = async (stageId: string) =>
  (
    await queryAsSuperuser<{ person_id: string }>(
      'select person_id from review_assignment where stage_id = $1 and is_voting',
      [stageId],
    )
  ).map((row) => row.person_id);

test('the chair assigns reviewers, who get mail; assigning again changes nothing', async () => {
  const review = await aReview({ reviewers: 0, chairAsked: true });
  const people = [
    await aPerson(review.institution, 'reviewer'),
    await aPerson(review.institution, 'reviewer'),
  ];
  expect(await assign(review.chair, review.stageId, people, 'assign-form')).toEqual({
    caseId: review.caseId,
    assigned: 2,
  });
  expect(await assign(review.chair, review.stageId, people, 'assign-form')).toEqual({
    caseId: review.caseId,
    assigned: 2,
  });
  expect((await assign(review.chair, review.stageId, people)).assigned).toBe(0);
  expect((await seats(review.stageId)).sort()).toEqual(people.map(({ id }) => id).sort());
  expect((await mailKinds(review.institution.id)).filter((kind) => kind === 'review.assigned')).toHaveLength(
    2,
  );
  expect(
    (await auditActions(review.institution.id)).filter((action) => action === 'review.assign'),
  ).toHaveLength(2);
});

test('a recused reviewer is replaced', async () => {
  const review = await aReview({ reviewers: 1, chairAsked: true });
  await recuse(review.reviewers[0] as BuiltPerson, review.stageId);
  const other = await aPerson(review.institution, 'reviewer');
  await assign(review.chair, review.stageId, [other]);
  await clear(other, review.stageId);
  expect((await vote(other, review.stageId, 'reject')).finished).toMatchObject({ outcome: 'failed' });
});

test('refused: the author, people without a seat, whoever does not lead the stage, another institution, a closed stage', async () => {
  const review = await aReview({ reviewers: 1, chairAsked: true });
  const elsewhere = await aDepartment(review.institution);
  const other = await aPerson(review.institution, 'reviewer');
  await expect(assign(review.chair, review.stageId, [review.author])).rejects.toEqual(
    refusal('rule_violation', 'rule/author-reviews'),
  );
  await expect(
    assign(review.chair, review.stageId, [
      await aPerson(review.institution, { role: 'reviewer', departmentId: elsewhere.id }),
    ]),
  ).rejects.toEqual(refusal('rule_violation', 'review/not-eligible'));
  await expect(
    assign(review.chair, review.stageId, [await aPerson(await anInstitution(), 'reviewer')]),
  ).rejects.toEqual(refusal('rule_violation', 'review/not-eligible'));
  await expect(assign(other, review.stageId, [other])).rejects.toEqual(
    refusal('forbidden', 'access/not-chair'),
  );
  await expect(
    assign(await aPerson(review.institution, { role: 'chair', departmentId: elsewhere.id }), review.stageId, [
      other,
    ]),
  ).rejects.toEqual(refusal('forbidden', 'access/not-chair'));
  await expect(
    assign(await aPerson(await anInstitution(), 'chair'), review.stageId, [other]),
  ).rejects.toEqual(refusal('not_found', 'review/not-found'));
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await vote(reviewer, review.stageId, 'reject');
  await expect(assign(review.chair, review.stageId, [other])).rejects.toEqual(
    refusal('invalid_transition', 'review/stage-closed'),
  );
});

test('a conflict stays with the case: no new seat, and a recused one in the next stage', async () => {
  const review = await aReview({ reviewers: 2, members: 3 });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await queryAsSuperuser(
    "insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'committee_member')",
    [review.institution.id, first.id],
  );
  await recuse(first, review.stageId);
  await judge(second, review);
  await vote(second, review.stageId);
  const stage = await openStageOf(review.caseId);
  const rows = await queryAsSuperuser(
    'select is_recused, conflict_declared from review_assignment where stage_id = $1 and person_id = $2',
    [stage?.id, first.id],
  );
  expect(rows).toEqual([{ is_recused: true, conflict_declared: true }]);
  expect(await seats(stage?.id ?? '')).toHaveLength(4);
  const returned = await aReview({ reviewers: 2 });
  const [third, fourth] = returned.reviewers as [BuiltPerson, BuiltPerson];
  await recuse(third, returned.stageId);
  await clear(fourth, returned.stageId);
  await vote(fourth, returned.stageId, 'return');
  await queryAsSuperuser(
    "update rule_version set status = 'submitted', row_version = row_version + 1 where id = $1",
    [returned.ruleVersionId],
  );
  const [row] = await queryAsSuperuser<{ row_version: number }>(
    'select row_version from rule_version where id = $1',
    [returned.ruleVersionId],
  );
  await routeRule(ctxOf(returned.author), {
    ruleVersionId: returned.ruleVersionId,
    expectedVersion: row?.row_version ?? 0,
    reviewerIds: [],
  });
  const again = (await openStageOf(returned.caseId))?.id ?? '';
  await clear(returned.chair, again);
  await expect(assign(returned.chair, again, [third])).rejects.toEqual(
    refusal('rule_violation', 'review/conflict-known'),
  );
});

test('twenty assignments of one person at once give one seat', async () => {
  const review = await aReview({ reviewers: 0, chairAsked: true });
  const person = await aPerson(review.institution, 'reviewer');
  const results = await Promise.all(
    Array.from({ length: 20 }, () => untilAnswered(() => assign(review.chair, review.stageId, [person]))),
  );
  expect(results.reduce((sum, result) => sum + result.assigned, 0)).toBe(1);
  expect(await seats(review.stageId)).toEqual([person.id]);
});

test('a chair who was not asked about conflicts does not assign', async () => {
  const review = await aReview({ reviewers: 0 });
  const person = await aPerson(review.institution, 'reviewer');
  await expect(assign(review.chair, review.stageId, [person])).rejects.toEqual(
    refusal('invalid_transition', 'review/declare-first'),
  );
  await recuse(review.chair, review.stageId);
  await expect(assign(review.chair, review.stageId, [person])).rejects.toEqual(
    refusal('forbidden', 'access/recused'),
  );
});

test('a chair who leads without a vote is given one and keeps what was said', async () => {
  const review = await aReview({ reviewers: 1, chairAsked: true });
  await assign(review.chair, review.stageId, [review.chair]);
  expect(
    await queryAsSuperuser(
      'select is_voting, conflict_declared from review_assignment where stage_id = $1 and person_id = $2',
      [review.stageId, review.chair.id],
    ),
  ).toEqual([{ is_voting: true, conflict_declared: false }]);
});

describe('an assignment is taken back', () => {
  const unassign = (by: BuiltPerson, stageId: string, person: BuiltPerson) =>
    unassignReviewer(ctxOf(by), { stageId, personId: person.id });

  test('before a vote; the person is told, is not counted, and can be assigned again', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await unassign(review.chair, review.stageId, first);
    expect(await seats(review.stageId)).toEqual([second.id]);
    await expect(vote(first, review.stageId, 'abstain')).rejects.toEqual(
      refusal('forbidden', 'access/not-assigned'),
    );
    expect(await mailKinds(review.institution.id)).toContain('review.unassigned');
    expect((await auditActions(review.institution.id)).at(-1)).toBe('review.unassign');
    expect((await assign(review.chair, review.stageId, [first])).assigned).toBe(1);
    expect(
      (await mailKinds(review.institution.id)).filter((kind) => kind === 'review.assigned'),
    ).toHaveLength(3);
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'abstain');
  });

  test('not after a vote or a declared conflict, not by others, not once the stage has ended', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'reject');
    await recuse(second, review.stageId);
    await expect(unassign(review.chair, review.stageId, first)).rejects.toEqual(
      refusal('rule_violation', 'review/has-voted'),
    );
    await expect(unassign(review.chair, review.stageId, second)).rejects.toEqual(
      refusal('rule_violation', 'review/conflict-stays'),
    );
    await expect(unassign(review.chair, review.stageId, review.author)).rejects.toEqual(
      refusal('rule_violation', 'review/no-seat'),
    );
    await expect(unassign(first, review.stageId, third)).rejects.toEqual(
      refusal('forbidden', 'access/not-chair'),
    );
    await expect(
      unassign(await aPerson(await anInstitution(), 'chair'), review.stageId, third),
    ).rejects.toEqual(refusal('not_found', 'review/not-found'));
    await clear(third, review.stageId);
    await vote(third, review.stageId, 'reject');
    await expect(unassign(review.chair, review.stageId, third)).rejects.toEqual(
      refusal('invalid_transition', 'review/stage-closed'),
    );
    for (const person of [first, second, third])
      await expect(
        queryAsSuperuser('delete from review_assignment where stage_id = $1 and person_id = $2', [
          review.stageId,
          person.id,
        ]),
      ).rejects.toThrow(/taken back|stays/);
  });
});
