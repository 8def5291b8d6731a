import { describe, expect, test } from 'vitest';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { viewCase } from '@/lib/usecases/review/view-case';
import { withdrawVote } from '@/lib/usecases/review/withdraw-vote';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  clear,
  close,
  department,
  judge,
  policyOf,
  recuse,
  refusal,
  ruleStatus,
  stageRow,
  vote,
} from './arrange';

const back = (person: BuiltPerson, stageId: string) => withdrawVote(ctxOf(person), { stageId });
const noVote = refusal('rule_violation', 'review/no-vote');
const three = policyOf({ ...department, minReviewers: 3 });

describe('a vote is taken back', () => {
  test('until the stage ends: its person has not voted then, and may vote anew', async () => {
    const review = await aReview({ reviewers: 3, policy: three });
    const [one, two, other] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    const { stageId, caseId } = review;
    for (const person of [one, two, other]) await clear(person, stageId);
    await expect(back(one, stageId)).rejects.toEqual(noVote);
    await vote(one, stageId, 'reject', 'no_credit');
    await vote(two, stageId, 'return');
    const seen = async (by: BuiltPerson) =>
      (await viewCase(ctxOf(by), { caseId })).deliberation?.stages.at(-1);
    expect((await seen(two))?.votes.voted).toBe(2);
    await back(one, stageId);
    expect((await seen(two))?.votes.voted).toBe(1);
    expect((await seen(two))?.seats.find(({ personId }) => personId === one.id)?.hasVoted).toBe(false);
    expect((await viewCase(ctxOf(one), { caseId })).turn).toBe('vote');
    // As blind as the vote was: its person reads it, and nobody else yet.
    const tookBack = async (by: BuiltPerson) =>
      (await seen(by))?.seats.find(({ personId }) => personId === one.id)?.tookBackAt;
    expect([await tookBack(one), await tookBack(two)]).toEqual([ctxOf(one).now, null]);
    await expect(back(one, stageId)).rejects.toEqual(noVote);
    // What is missing to the end is missing again.
    expect((await vote(other, stageId, 'return')).finished).toBeNull();
    const { ordinal, finished } = await vote(one, stageId, 'return');
    expect([ordinal, finished?.outcome]).toEqual([3, 'returned']);
    await expect(back(one, stageId)).rejects.toEqual(refusal('invalid_transition', 'review/stage-closed'));
    // Everything stays on record: what was said, that it was taken back, and what was said then.
    const kept = await queryAsSuperuser<{ choice: string }>(
      'select choice from vote where stage_id = $1 and person_id = $2 order by ordinal',
      [stageId, one.id],
    );
    expect(kept.map(({ choice }) => choice)).toEqual(['reject', 'withdrawn', 'return']);
    const acts = await queryAsSuperuser<{ n: number }>(
      "select count(*)::int as n from audit_event where tenant_id = $1 and action = 'review.withdrawVote'",
      [review.institution.id],
    );
    expect(acts).toEqual([{ n: 1 }]);
    const history = await viewRuleHistory(
      ctxOf(await aPerson(review.institution, 'auditor')),
      review.ruleVersionId,
    );
    const votes = history.versions.flatMap(({ stages }) => stages.flatMap((stage) => stage.votes ?? []));
    expect(votes.map(({ choice, isReplaced, takenBackAt }) => [choice, isReplaced, takenBackAt])).toEqual(
      expect.arrayContaining([['reject', false, ctxOf(one).now]]),
    );
    expect(votes.filter(({ isReplaced, takenBackAt }) => isReplaced || takenBackAt !== null)).toHaveLength(1);
    expect((await seen(two))?.seats.find(({ personId }) => personId === one.id)?.tookBackAt).toBe(
      ctxOf(one).now,
    );
  });

  test('and counts for nothing when the chair closes: not for the quorum, not for the outcome, not for who judged', async () => {
    const review = await aReview({
      reviewers: 3,
      chairAsked: true,
      policy: policyOf({ ...department, minutes: true }),
    });
    const [one, two, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    for (const person of [one, two, third]) await judge(person, review);
    await vote(one, review.stageId);
    await vote(two, review.stageId);
    await back(two, review.stageId);
    await expect(close(review.chair, review.stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/quorum-missing'),
    );
    await vote(third, review.stageId);
    await close(review.chair, review.stageId);
    expect([(await stageRow(review.stageId))?.outcome, await ruleStatus(review.ruleVersionId)]).toEqual([
      'passed',
      'approved',
    ]);
    const panel = await queryAsSuperuser<{ person_id: string }>(
      'select person_id from panel_of_version($1, $2)',
      [review.institution.id, review.ruleVersionId],
    );
    expect(panel.map(({ person_id }) => person_id).sort()).toEqual([one.id, third.id].sort());
  });

  test('by its person alone, with the seat that they keep: nobody takes that back, and a conflict stays one', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true, policy: three });
    const [one, two] = review.reviewers as [BuiltPerson, BuiltPerson];
    for (const person of [one, two]) await clear(person, review.stageId);
    await vote(one, review.stageId, 'abstain');
    await vote(two, review.stageId, 'abstain');
    await expect(back(review.chair, review.stageId)).rejects.toMatchObject({ reason: 'review/not-voting' });
    await expect(back(review.author, review.stageId)).rejects.toEqual(
      refusal('forbidden', 'access/not-assigned'),
    );
    await back(one, review.stageId);
    await expect(
      unassignReviewer(ctxOf(review.chair), { stageId: review.stageId, personId: one.id }),
    ).rejects.toEqual(refusal('rule_violation', 'review/has-voted'));
    await recuse(two, review.stageId);
    await expect(back(two, review.stageId)).rejects.toEqual(refusal('forbidden', 'access/recused'));
  });

  test('not once all have voted where a tie may wait: what is settled in the blind round stays, and after a reveal it is free again', async () => {
    const review = await aReview({
      reviewers: 2,
      chairAsked: true,
      policy: policyOf({ ...department, tie: 'chairDecides', minutes: true }),
    });
    const [one, two] = review.reviewers as [BuiltPerson, BuiltPerson];
    for (const person of [one, two]) await clear(person, review.stageId);
    await vote(one, review.stageId, 'return');
    await back(one, review.stageId);
    await vote(one, review.stageId, 'return');
    await vote(two, review.stageId, 'abstain');
    await expect(back(one, review.stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/votes-settled'),
    );
    await revealBallots(ctxOf(review.chair), {
      stageId: review.stageId,
      expectedVersion: (await stageRow(review.stageId))?.row_version ?? 0,
    });
    await back(one, review.stageId);
    const [last] = await queryAsSuperuser<{ round: number }>(
      "select round from vote where stage_id = $1 and choice = 'withdrawn' order by cast_at desc, ordinal desc limit 1",
      [review.stageId],
    );
    expect(last?.round).toBe(2);
  });

  test('and the database says the same by SQL alone', async () => {
    const review = await aReview({ reviewers: 2 });
    const [one, two] = review.reviewers as [BuiltPerson, BuiltPerson];
    for (const person of [one, two]) await clear(person, review.stageId);
    await vote(one, review.stageId, 'abstain');
    const asApp = (personId: string, ordinal: number, casting = false) =>
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [review.institution.id]);
        const { rowCount } = await client.query(
          "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, is_casting) values ($1, $2, $3, $4, 'withdrawn', '', $5)",
          [review.institution.id, review.stageId, personId, ordinal, casting],
        );
        return rowCount;
      });
    expect(await asApp(one.id, 2)).toBe(1);
    await expect(asApp(two.id, 1)).rejects.toThrow(/only a vote that stands/);
    await expect(asApp(one.id, 2, true)).rejects.toThrow();
    await back(one, review.stageId);
    await expect(asApp(one.id, 3)).rejects.toThrow(/only a vote that stands/);
  });
});
