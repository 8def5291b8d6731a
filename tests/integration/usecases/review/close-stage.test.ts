import { describe, expect, test } from 'vitest';
import { closeStage, type CloseStage } from '@/lib/usecases/review/close-stage';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  auditActions,
  clear,
  committee,
  dean,
  department,
  judge,
  openStageOf,
  policyOf,
  refusal,
  ruleStatus,
  stageRow,
  vote,
} from './arrange';

const close = async (
  person: BuiltPerson,
  stageId: string,
  more: Partial<CloseStage> = {},
  idempotencyKey?: string,
) =>
  closeStage(ctxOf(person, idempotencyKey ? { idempotencyKey } : {}), {
    stageId,
    expectedVersion: (await stageRow(stageId))?.row_version ?? 0,
    minutesRef: '',
    note: '',
    ...more,
  });

/** Three of five have voted: enough to close, not enough to close by itself. */
async function quorate(
  review: Arranged,
  ...choices: ('approve' | 'reject' | 'return' | 'abstain')[]
): Promise<void> {
  for (const [index, choice] of choices.entries()) {
    const person = review.reviewers[index] as BuiltPerson;
    if (choice === 'approve') await judge(person, review);
    else await clear(person, review.stageId);
    await vote(person, review.stageId, choice);
  }
}

/** A review whose committee of five sits, with these votes cast. */
async function inCommittee(
  policy = policyOf(department, committee),
  ...choices: ('approve' | 'reject' | 'return' | 'abstain')[]
) {
  const review = await aReview({ reviewers: 1, members: 5, policy });
  await quorate(review, 'approve');
  const stage = await openStageOf(review.caseId);
  for (const [index, choice] of choices.entries()) {
    await clear(review.members[index] as BuiltPerson, stage?.id ?? '');
    await vote(review.members[index] as BuiltPerson, stage?.id ?? '', choice);
  }
  return { ...review, stageId: stage?.id ?? '', head: review.members[0] as BuiltPerson };
}

describe('closing a stage', () => {
  test.each([
    [['approve', 'approve', 'reject'], 'passed', 'in_committee'],
    [['approve', 'reject', 'reject'], 'failed', 'rejected'],
    [['approve', 'return', 'return'], 'returned', 'returned'],
    [['abstain', 'abstain', 'abstain'], 'returned', 'returned'],
  ] as const)('%j makes it %s: the outcome is what the votes say', async (choices, outcome, status) => {
    const review = await aReview({ reviewers: 5 });
    await quorate(review, ...choices);
    expect(await close(review.chair, review.stageId, { note: 'As discussed.' })).toEqual({
      outcome,
      ruleStatus: status,
      caseId: review.caseId,
    });
    expect(await stageRow(review.stageId)).toMatchObject({
      status: 'closed',
      outcome,
      closed_by_id: review.chair.id,
      close_note: 'As discussed.',
    });
    expect((await auditActions(review.institution.id)).at(-1)).toBe('review.closeStage');
  });

  test('a committee needs its minutes', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'reject');
    await expect(close(review.head, review.stageId)).rejects.toEqual(
      refusal('invalid_input', 'review/minutes-missing'),
    );
    expect(await close(review.head, review.stageId, { minutesRef: 'CC 2026-11, item 4' })).toMatchObject({
      ruleStatus: 'approved',
    });
    expect(await stageRow(review.stageId)).toMatchObject({ minutes_ref: 'CC 2026-11, item 4' });
  });

  test('sent twice, it closes once and answers alike', async () => {
    const review = await aReview({ reviewers: 5 });
    await quorate(review, 'reject', 'reject', 'abstain');
    const version = (await stageRow(review.stageId))?.row_version ?? 0;
    const first = await close(review.chair, review.stageId, { expectedVersion: version }, 'closing-form');
    expect(await close(review.chair, review.stageId, { expectedVersion: version }, 'closing-form')).toEqual(
      first,
    );
    expect(
      (await auditActions(review.institution.id)).filter((action) => action === 'review.closeStage'),
    ).toHaveLength(1);
  });
});

describe('refusals', () => {
  test('without a quorum, it says how many votes are missing', async () => {
    const review = await aReview({ reviewers: 5 });
    await quorate(review, 'reject');
    await expect(close(review.chair, review.stageId)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'review/quorum-missing',
      details: { missing: 2 },
    });
    expect(await stageRow(review.stageId)).toMatchObject({ status: 'open' });
  });

  test('where all must vote, it waits for all', async () => {
    const review = await aReview({ reviewers: 3, policy: policyOf({ ...department, mode: 'all' }) });
    await quorate(review, 'approve', 'approve');
    await expect(close(review.chair, review.stageId)).rejects.toMatchObject({
      reason: 'review/votes-missing',
      details: { missing: 1 },
    });
  });

  test('a vote cast since the chair looked is a conflict', async () => {
    const review = await aReview({ reviewers: 5 });
    await quorate(review, 'abstain', 'abstain', 'reject');
    const seen = (await stageRow(review.stageId))?.row_version ?? 0;
    await vote(review.reviewers[2] as BuiltPerson, review.stageId, 'return');
    await expect(close(review.chair, review.stageId, { expectedVersion: seen })).rejects.toEqual(
      refusal('conflict', 'review/changed-meanwhile'),
    );
  });

  test('whoever does not lead the stage, or works elsewhere', async () => {
    const review = await aReview({ reviewers: 5 });
    await quorate(review, 'reject', 'reject', 'abstain');
    const [reviewer] = review.reviewers as [BuiltPerson];
    await expect(close(reviewer, review.stageId)).rejects.toEqual(refusal('forbidden', 'access/not-chair'));
    await expect(close(await aPerson(review.institution, 'registrar'), review.stageId)).rejects.toEqual(
      refusal('forbidden', 'access/not-chair'),
    );
    await expect(close(await aPerson(await anInstitution(), 'chair'), review.stageId)).rejects.toEqual(
      refusal('not_found', 'review/not-found'),
    );
    await close(review.chair, review.stageId);
    await expect(close(review.chair, review.stageId)).rejects.toEqual(
      refusal('invalid_transition', 'review/stage-closed'),
    );
  });

  test('a chair who is the only one to have voted', async () => {
    const review = await aReview({ reviewers: 0 });
    await queryAsSuperuser(
      'insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id) values ($1, $2, $3, $3)',
      [review.institution.id, review.stageId, review.chair.id],
    );
    await clear(review.chair, review.stageId);
    await vote(review.chair, review.stageId, 'reject');
    await expect(close(review.chair, review.stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/chair-alone'),
    );
  });
});

describe('conditions', () => {
  const conditional = {
    conditional: 'on' as const,
    note: 'The provider names its proctor by 31 March; the evaluator checks.',
    minutesRef: 'CC 2026-11',
  };

  test('an approval with conditions waits until they are settled', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'abstain');
    expect(await close(review.head, review.stageId, conditional)).toMatchObject({
      outcome: 'passed',
      ruleStatus: 'conditionally_approved',
    });
    const [row] = await queryAsSuperuser<{ row_version: number }>(
      'select row_version from rule_version where id = $1',
      [review.ruleVersionId],
    );
    const settle = (person: BuiltPerson, met: 'met' | 'unmet', expectedVersion = row?.row_version ?? 0) =>
      settleConditions(ctxOf(person), {
        ruleVersionId: review.ruleVersionId,
        expectedVersion,
        met,
        reason: 'The page of the provider of 3 March.',
      });
    await expect(settle(review.chair, 'met')).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
    await expect(settle(await aPerson(await anInstitution(), 'evaluator'), 'met')).rejects.toEqual(
      refusal('not_found', 'rule/not-found'),
    );
    await expect(settle(review.head, 'met', 1)).rejects.toMatchObject({ code: 'conflict' });
    expect(await settle(review.head, 'met')).toMatchObject({ status: 'approved' });
    expect((await auditActions(review.institution.id)).at(-1)).toBe('rule.settleConditions');
    await expect(settle(review.head, 'unmet')).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  test('conditions that were not met end in a rejection', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'abstain');
    await close(review.head, review.stageId, conditional);
    const [row] = await queryAsSuperuser<{ row_version: number }>(
      'select row_version from rule_version where id = $1',
      [review.ruleVersionId],
    );
    await settleConditions(ctxOf(review.author), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: row?.row_version ?? 0,
      met: 'unmet',
      reason: 'No answer.',
    });
    expect(await ruleStatus(review.ruleVersionId)).toBe('rejected');
  });

  test('not without words, not without an approval, not while a stage follows', async () => {
    const review = await inCommittee(policyOf(department, committee, dean), 'approve', 'approve', 'abstain');
    await expect(close(review.head, review.stageId, { ...conditional, note: '' })).rejects.toEqual(
      refusal('invalid_input', 'review/conditions-missing'),
    );
    await expect(close(review.head, review.stageId, conditional)).rejects.toEqual(
      refusal('rule_violation', 'review/conditions-too-early'),
    );
    const no = await inCommittee(undefined, 'reject', 'reject', 'abstain');
    await expect(close(no.head, no.stageId, conditional)).rejects.toEqual(
      refusal('rule_violation', 'review/conditions-without-approval'),
    );
  });
});

test('twenty closings and votes at once: one closing, the rest conflicts or closed', async () => {
  const review = await aReview({ reviewers: 21 });
  for (const person of review.reviewers) await clear(person, review.stageId);
  for (const person of review.reviewers.slice(0, 11)) await vote(person, review.stageId, 'abstain');
  const expectedVersion = (await stageRow(review.stageId))?.row_version ?? 0;
  const acts = [
    ...Array.from({ length: 10 }, () => close(review.chair, review.stageId, { expectedVersion })),
    ...review.reviewers.slice(11).map((person) => vote(person, review.stageId, 'abstain')),
  ];
  const results = await Promise.allSettled(acts);
  const closings = results.slice(0, 10).filter((result) => result.status === 'fulfilled');
  const refusals = results
    .filter((result) => result.status === 'rejected')
    .map((result) => (result.reason as { reason: string }).reason);
  expect(closings.length).toBeLessThanOrEqual(1);
  expect(
    refusals.every((reason) => ['review/stage-closed', 'review/changed-meanwhile'].includes(reason)),
  ).toBe(true);
  const row = await stageRow(review.stageId);
  const votes = await queryAsSuperuser('select 1 from vote where stage_id = $1', [review.stageId]);
  expect(votes.length).toBe(11 + results.slice(10).filter((result) => result.status === 'fulfilled').length);
  if (closings.length === 1) expect(row).toMatchObject({ status: 'closed', outcome: 'returned' });
});
