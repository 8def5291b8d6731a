import { describe, expect, test } from 'vitest';
import { viewCase } from '@/lib/usecases/review/view-case';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import { Criterion } from '@/lib/review/rubric';
import { anInstitution, aPerson, type BuiltPerson, pastGuards } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { untilAnswered } from '@/tests/support/until-answered';
import {
  aReview,
  auditActions,
  clear,
  close,
  committee,
  dean,
  department,
  judge,
  mailKinds,
  openStageOf,
  policyOf,
  recuse,
  refusal,
  ruleStatus,
  stageRow,
  vote,
} from './arrange';

const one = <T>(list: readonly T[], at = 0): T => list[at] as T;

describe('casting a vote', () => {
  test('appends it, and the last one counts', async () => {
    const review = await aReview({ reviewers: 3 });
    await clear(one(review.reviewers), review.stageId);
    await vote(one(review.reviewers), review.stageId, 'reject');
    expect(await vote(one(review.reviewers), review.stageId, 'return')).toEqual({
      caseId: review.caseId,
      ordinal: 2,
      finished: null,
    });
    const rows = await queryAsSuperuser(
      'select ordinal, choice from vote where stage_id = $1 order by ordinal',
      [review.stageId],
    );
    expect(rows).toEqual([
      { ordinal: 1, choice: 'reject' },
      { ordinal: 2, choice: 'return' },
    ]);
    expect((await auditActions(review.institution.id)).slice(-2)).toEqual([
      'review.castVote',
      'review.castVote',
    ]);
  });

  test('saves the marks and scores that come with it in the same act, and all or nothing', async () => {
    const review = await aReview({ reviewers: 2 });
    const reviewer = one(review.reviewers);
    await clear(reviewer, review.stageId);
    const marks = review.course.outcomeIds.map((courseOutcomeId) => ({
      courseOutcomeId,
      coverage: 'full' as const,
      note: 'Module 1.',
    }));
    const scores = Criterion.options.map((criterion) => ({
      criterion,
      score: '2' as const,
      rationale: 'As it should be.',
    }));
    const ballot = { stageId: review.stageId, choice: 'approve' as const, rationale: 'Covered.' };
    const kept = () =>
      queryAsSuperuser(
        `select (select count(*)::int from coverage_mark where case_id = $1) as marks,
                (select count(*)::int from rubric_score where stage_id = $2) as scores, (select count(*)::int from vote where stage_id = $2) as votes`,
        [review.caseId, review.stageId],
      );
    await expect(castVote(ctxOf(reviewer), { ...ballot, marks, scores: scores.slice(1) })).rejects.toEqual(
      refusal('rule_violation', 'review/rubric-incomplete'),
    );
    expect(await kept()).toEqual([{ marks: 0, scores: 0, votes: 0 }]);
    await castVote(ctxOf(reviewer), { ...ballot, marks, scores });
    expect(await kept()).toEqual([{ marks: marks.length, scores: scores.length, votes: 1 }]);
    const all = ['review.markCoverage', 'review.scoreRubric', 'review.castVote'];
    expect((await auditActions(review.institution.id)).slice(-3)).toEqual(all);
    // What stands already is not said to have been done again.
    await castVote(ctxOf(reviewer), { ...ballot, marks, scores });
    expect((await auditActions(review.institution.id)).slice(-4)).toEqual([...all, 'review.castVote']);
  });

  test('closes the stage as soon as nothing can change the outcome, opens the next one and moves the rule on', async () => {
    const review = await aReview({ reviewers: 3 });
    for (const person of review.reviewers.slice(0, 2)) await judge(person, review);
    expect((await vote(one(review.reviewers), review.stageId)).finished).toBeNull();
    expect((await vote(one(review.reviewers, 1), review.stageId)).finished).toEqual({
      outcome: 'passed',
      ruleStatus: 'in_committee',
    });
    expect(await stageRow(review.stageId)).toMatchObject({
      status: 'closed',
      outcome: 'passed',
      closed_by_id: null,
    });
    expect(await openStageOf(review.caseId)).toMatchObject({
      kind: 'committee',
      chair_id: one(review.members).id,
      due_on: '2026-12-23',
    });
    expect((await auditActions(review.institution.id)).slice(-2)).toEqual([
      'review.castVote',
      'review.closeStage',
    ]);
    expect(
      (await mailKinds(review.institution.id)).filter((kind) => kind === 'review.assigned'),
    ).toHaveLength(3 + 3);
    expect(await mailKinds(review.institution.id)).toContain('review.passed');
  });

  test('from department over committee and dean to approval', async () => {
    const review = await aReview({ reviewers: 1, policy: policyOf(department, committee, dean) });
    await judge(one(review.reviewers), review);
    await vote(one(review.reviewers), review.stageId);
    const second = await openStageOf(review.caseId);
    for (const member of review.members.slice(0, 2)) {
      await clear(member, second?.id ?? '');
      await vote(member, second?.id ?? '');
    }
    await close(one(review.members), second?.id ?? '');
    expect(await ruleStatus(review.ruleVersionId)).toBe('in_dean');
    const third = await openStageOf(review.caseId);
    await clear(review.dean, third?.id ?? '');
    expect((await vote(review.dean, third?.id ?? '')).finished).toEqual({
      outcome: 'passed',
      ruleStatus: 'approved',
    });
    expect(await openStageOf(review.caseId)).toBeNull();
    expect(
      await queryAsSuperuser(
        'select status, approved_at is not null as dated from rule_version where id = $1',
        [review.ruleVersionId],
      ),
    ).toEqual([{ status: 'approved', dated: true }]);
    expect(await queryAsSuperuser('select status from review_case where id = $1', [review.caseId])).toEqual([
      { status: 'closed' },
    ]);
    const moves = await queryAsSuperuser<{ to_status: string }>(
      'select to_status from rule_transition where rule_version_id = $1 order by at, id',
      [review.ruleVersionId],
    );
    expect(moves.map((move) => move.to_status).sort()).toEqual([
      'approved',
      'in_committee',
      'in_dean',
      'in_department',
    ]);
  });

  test('the dean is left out of small rules', async () => {
    const review = await aReview({
      reviewers: 1,
      amount: '5',
      policy: { ...policyOf(department, dean), deanFromCredits: '6' },
    });
    await judge(one(review.reviewers), review);
    expect((await vote(one(review.reviewers), review.stageId)).finished).toEqual({
      outcome: 'passed',
      ruleStatus: 'approved',
    });
    const large = await aReview({
      reviewers: 1,
      amount: '6',
      policy: { ...policyOf(department, dean), deanFromCredits: '6' },
    });
    await judge(one(large.reviewers), large);
    expect((await vote(one(large.reviewers), large.stageId)).finished).toEqual({
      outcome: 'passed',
      ruleStatus: 'in_dean',
    });
  });

  test('a return sends the rule back with the reasons, a rejection ends it', async () => {
    const back = await aReview({ reviewers: 1 });
    await clear(one(back.reviewers), back.stageId);
    expect((await vote(one(back.reviewers), back.stageId, 'return')).finished).toEqual({
      outcome: 'returned',
      ruleStatus: 'returned',
    });
    expect(
      await queryAsSuperuser('select kind, body from review_message where case_id = $1', [back.caseId]),
    ).toEqual([{ kind: 'return', body: 'I return.' }]);
    // Of several ballots only the reasons of those that say no.
    const divided = await aReview({ reviewers: 3 });
    const [first, second, third] = divided.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await judge(second, divided);
    for (const [person, choice] of [
      [first, 'return'],
      [second, 'approve'],
      [third, 'return'],
    ] as const) {
      await clear(person, divided.stageId);
      await vote(person, divided.stageId, choice);
    }
    expect(
      await queryAsSuperuser('select body from review_message where case_id = $1', [divided.caseId]),
    ).toEqual([{ body: 'I return.\n\nI return.' }]);
    const no = await aReview({ reviewers: 1 });
    await clear(one(no.reviewers), no.stageId);
    expect((await vote(one(no.reviewers), no.stageId, 'reject')).finished).toEqual({
      outcome: 'failed',
      ruleStatus: 'rejected',
    });
    expect(
      await queryAsSuperuser('select status_reason from rule_version where id = $1', [no.ruleVersionId]),
    ).toEqual([{ status_reason: 'I reject.' }]);
    const [told] = await queryAsSuperuser<{ kind: string; sentence: string }>(
      'select kind, public_reason as sentence from rule_rejection where rule_version_id = $1',
      [no.ruleVersionId],
    );
    expect((await viewCase(ctxOf(no.chair), { caseId: no.caseId })).end).toEqual({
      came: 'failed',
      reason: 'I reject.',
      rejection: { kind: told?.kind, publicReason: told?.sentence },
    });
  });

  test('the same form sent twice is one vote', async () => {
    const review = await aReview({ reviewers: 2 });
    await clear(one(review.reviewers), review.stageId);
    const ctx = ctxOf(one(review.reviewers), { idempotencyKey: 'the-same-form' });
    const input = { stageId: review.stageId, choice: 'abstain' as const, rationale: 'Not my field.' };
    const first = await castVote(ctx, input);
    expect(await castVote(ctx, input)).toEqual(first);
    expect(await queryAsSuperuser('select 1 from vote where stage_id = $1', [review.stageId])).toHaveLength(
      1,
    );
  });
});

describe('refusals', () => {
  test('whoever has not declared, is recused, unassigned, the author, or of another institution', async () => {
    const review = await aReview({ reviewers: 2 });
    const [first, second] = review.reviewers;
    const stranger = await aPerson(await anInstitution(), 'reviewer', 'registrar');
    await recuse(second as never, review.stageId);
    await expect(vote(first as never, review.stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/declare-first'),
    );
    await expect(vote(second as never, review.stageId)).rejects.toEqual(
      refusal('forbidden', 'access/recused'),
    );
    await expect(vote(review.chair, review.stageId)).rejects.toEqual(
      refusal('forbidden', 'access/not-assigned'),
    );
    await expect(vote(review.author, review.stageId)).rejects.toEqual(
      refusal('forbidden', 'access/not-assigned'),
    );
    await expect(vote(stranger, review.stageId)).rejects.toEqual(refusal('not_found', 'review/not-found'));
    await expect(
      castVote(ctxOf(), { stageId: review.stageId, choice: 'approve', rationale: 'x' }),
    ).rejects.toEqual(refusal('unauthenticated', 'access/sign-in-first'));
    expect(await queryAsSuperuser('select 1 from vote where stage_id = $1', [review.stageId])).toEqual([]);
  });

  test('the author who was assigned all the same', async () => {
    const review = await aReview({ reviewers: 1 });
    await pastGuards((put) =>
      put('review_assignment', {
        tenant_id: review.institution.id,
        stage_id: review.stageId,
        person_id: review.author.id,
        conflict_declared: false,
        assigned_by_id: review.author.id,
      }),
    );
    await expect(vote(review.author, review.stageId)).rejects.toEqual(refusal('forbidden', 'access/author'));
  });

  test('an approval without a complete matrix and rubric, or against them', async () => {
    const review = await aReview({ reviewers: 2 });
    const reviewer = one(review.reviewers);
    const { stageId, course } = review;
    const mark = (...levels: ('full' | 'none')[]) =>
      saveJudgement(ctxOf(reviewer), {
        stageId,
        marks: levels.map((coverage, index) => ({
          courseOutcomeId: one(course.outcomeIds, index),
          coverage,
          note: 'Module 1.',
        })),
      });
    const score = (level: '0' | '2') =>
      saveJudgement(ctxOf(reviewer), {
        stageId,
        scores: Criterion.options.map((criterion) => ({
          criterion,
          score: criterion === 'level' ? level : '2',
          rationale: 'Seen.',
        })),
      });
    await clear(reviewer, stageId);
    await expect(vote(reviewer, stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/coverage-incomplete'),
    );
    await mark('full', 'none');
    await expect(vote(reviewer, stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/rubric-incomplete'),
    );
    await score('0');
    await expect(vote(reviewer, stageId)).rejects.toEqual(refusal('rule_violation', 'review/knocked-out'));
    await score('2');
    await expect(vote(reviewer, stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/below-threshold'),
    );
    await mark('full', 'full');
    expect((await vote(reviewer, stageId)).ordinal).toBe(1);
  });

  test('after the stage is closed', async () => {
    const review = await aReview({ reviewers: 1 });
    await clear(one(review.reviewers), review.stageId);
    await vote(one(review.reviewers), review.stageId, 'reject');
    await expect(vote(one(review.reviewers), review.stageId)).rejects.toEqual(
      refusal('invalid_transition', 'review/stage-closed'),
    );
  });

  test('the chair of a department does not decide alone by voting', async () => {
    const review = await aReview({ reviewers: 0 });
    await queryAsSuperuser(
      'insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id) values ($1, $2, $3, $3)',
      [review.institution.id, review.stageId, review.chair.id],
    );
    await judge(review.chair, review);
    expect((await vote(review.chair, review.stageId)).finished).toBeNull();
    expect(await ruleStatus(review.ruleVersionId)).toBe('in_department');
  });

  test('the database refuses what the use case refuses', async () => {
    const review = await aReview({ reviewers: 2 });
    const insert = (personId: string) =>
      queryAsSuperuser(
        "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) values ($1, $2, $3, 1, 'approve', 'x')",
        [review.institution.id, review.stageId, personId],
      );
    await expect(insert(one(review.reviewers).id)).rejects.toThrow(/declared no conflict/);
    await expect(insert(review.chair.id)).rejects.toThrow(/only an assigned reviewer/);
    await recuse(one(review.reviewers, 1), review.stageId);
    await expect(insert(one(review.reviewers, 1).id)).rejects.toThrow(/only an assigned reviewer/);
    await pastGuards((put) =>
      put('review_assignment', {
        tenant_id: review.institution.id,
        stage_id: review.stageId,
        person_id: review.author.id,
        conflict_declared: false,
        assigned_by_id: review.author.id,
      }),
    );
    await expect(insert(review.author.id)).rejects.toThrow(/author does not vote/);
    await clear(one(review.reviewers), review.stageId);
    // A seat without its role is none, so nobody else is waited for and the stage ends.
    expect((await vote(one(review.reviewers), review.stageId, 'reject')).finished).not.toBeNull();
    await expect(insert(one(review.reviewers).id)).rejects.toThrow(/stage is closed/);
    await expect(
      queryAsSuperuser("update vote set choice = 'approve' where stage_id = $1", [review.stageId]),
    ).rejects.toThrow(/append-only/);
  });
});

test('twenty votes at once: every one is serial, the stage closes once, the late ones are refused', async () => {
  const review = await aReview({ reviewers: 20 });
  for (const person of review.reviewers) await clear(person, review.stageId);
  const results = await Promise.allSettled(
    review.reviewers.map((person) => untilAnswered(() => vote(person, review.stageId, 'reject'))),
  );
  const cast = results.filter((result) => result.status === 'fulfilled');
  const late = results
    .filter((result) => result.status === 'rejected')
    .map((result) => result.reason as Error);
  expect(cast.filter((result) => result.value.finished !== null)).toHaveLength(1);
  expect(cast).toHaveLength(11);
  for (const error of late) expect(error).toEqual(refusal('invalid_transition', 'review/stage-closed'));
  expect(await queryAsSuperuser('select 1 from vote where stage_id = $1', [review.stageId])).toHaveLength(11);
  expect(await ruleStatus(review.ruleVersionId)).toBe('rejected');
});

test('one person voting twenty times at once leaves twenty votes in order', async () => {
  const review = await aReview({ reviewers: 2 });
  const reviewer = one(review.reviewers);
  await clear(reviewer, review.stageId);
  await Promise.all(
    Array.from({ length: 20 }, () => untilAnswered(() => vote(reviewer, review.stageId, 'abstain'))),
  );
  const rows = await queryAsSuperuser<{ ordinal: number }>(
    'select ordinal from vote where stage_id = $1 order by ordinal',
    [review.stageId],
  );
  expect(rows.map((row) => row.ordinal)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});
