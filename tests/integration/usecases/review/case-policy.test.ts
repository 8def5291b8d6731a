import { beforeAll, describe, expect, it } from 'vitest';
import { closeStage } from '@/lib/usecases/review/close-stage';
import { viewCase } from '@/lib/usecases/review/view-case';
import { ctxOf, today } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  committee,
  dean,
  department,
  judge,
  openStageOf,
  policyOf,
  ruleStatus,
  stageRow,
  vote,
} from './arrange';

/** Ends the policy the day before today and, where one is given, puts that in its place. */
async function replacePolicy(tenantId: string, review?: object): Promise<void> {
  const [old] = await queryAsSuperuser<{ credit: object; author_id: string; adopted_by_id: string }>(
    `UPDATE policy_version SET effective_to = $2::date - 1 WHERE tenant_id = $1 RETURNING credit, author_id, adopted_by_id`,
    [tenantId, today],
  );
  if (review === undefined) return;
  await queryAsSuperuser(
    `INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at) VALUES ($1, 2, 'adopted', $2, $3, $4, $5, $6, now())`,
    [
      tenantId,
      JSON.stringify(old?.credit),
      JSON.stringify(review),
      today,
      old?.author_id,
      old?.adopted_by_id,
    ],
  );
}

describe('a review is finished under the policy that it was opened under', () => {
  let review: Arranged;
  beforeAll(async () => {
    review = await aReview({ reviewers: 1, policy: policyOf(department, committee, dean) });
  });

  it('keeps its stages, and the last word of the dean, when a policy without them is adopted meanwhile', async () => {
    const [reviewer] = review.reviewers;
    if (!reviewer) throw new Error('Nobody reviews.');
    await judge(reviewer, review);
    await replacePolicy(review.institution.id, policyOf(department));
    expect(await viewCase(ctxOf(review.chair), { caseId: review.caseId })).toMatchObject({
      followedBy: 'committee',
    });
    await vote(reviewer, review.stageId);
    expect(await ruleStatus(review.ruleVersionId)).toBe('in_committee');
  });

  it('is still shown and voted on when no policy is in force any more', async () => {
    const left = await aReview({ reviewers: 1 });
    const [reviewer] = left.reviewers;
    if (!reviewer) throw new Error('Nobody reviews.');
    await judge(reviewer, left);
    await replacePolicy(left.institution.id);
    expect(await viewCase(ctxOf(reviewer), { caseId: left.caseId })).toMatchObject({
      isOpen: true,
      followedBy: 'committee',
    });
    await vote(reviewer, left.stageId);
    expect(await openStageOf(left.caseId)).toMatchObject({ kind: 'committee' });
  });

  it('goes by the day it was opened where it is older than the note of its policy', async () => {
    const old = await aReview({ reviewers: 1 });
    await queryAsSuperuser(
      `UPDATE review_case SET policy_version_id = NULL, opened_at = $2::date - 10 WHERE id = $1`,
      [old.caseId, today],
    );
    await replacePolicy(old.institution.id, policyOf(department));
    expect(await viewCase(ctxOf(old.chair), { caseId: old.caseId })).toMatchObject({
      followedBy: 'committee',
    });
  });
});

describe('a seat whose person has left', () => {
  const suspend = (id: string) =>
    queryAsSuperuser(`UPDATE person SET status = 'suspended' WHERE id = $1`, [id]);

  it('no longer stands in the way where everybody assigned must approve, and is shown as left', async () => {
    const review = await aReview({
      reviewers: 3,
      chairAsked: true,
      policy: policyOf({ ...department, mode: 'all' }),
    });
    const [first, second, third] = review.reviewers;
    if (!first || !second || !third) throw new Error('Three review.');
    for (const person of [first, second]) {
      await judge(person, review);
      await vote(person, review.stageId);
    }
    const version = async () => (await stageRow(review.stageId))?.row_version ?? 0;
    await expect(
      closeStage(ctxOf(review.chair), {
        stageId: review.stageId,
        expectedVersion: await version(),
        minutesRef: '',
        note: '',
      }),
    ).rejects.toMatchObject({ reason: 'review/votes-missing' });
    await suspend(third.id);
    const view = await viewCase(ctxOf(review.chair), { caseId: review.caseId });
    expect(
      view.deliberation?.stages.at(-1)?.seats.find(({ personId }) => personId === third.id),
    ).toMatchObject({ isVoting: false, state: 'left' });
    expect(
      await closeStage(ctxOf(review.chair), {
        stageId: review.stageId,
        expectedVersion: await version(),
        minutesRef: '',
        note: '',
      }),
    ).toMatchObject({ outcome: 'passed', ruleStatus: 'approved' });
  });

  it('keeps the vote that was cast before', async () => {
    const review = await aReview({ reviewers: 2, policy: policyOf({ ...department, mode: 'all' }) });
    const [first, second] = review.reviewers;
    if (!first || !second) throw new Error('Two review.');
    await judge(first, review);
    await vote(first, review.stageId, 'return');
    await suspend(first.id);
    await judge(second, review);
    await vote(second, review.stageId);
    expect(await stageRow(review.stageId)).toMatchObject({ status: 'closed', outcome: 'returned' });
  });
});
