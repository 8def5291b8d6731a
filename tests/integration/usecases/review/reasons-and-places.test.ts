import { expect, test } from 'vitest';
import { Criterion } from '@/lib/review/rubric';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { saveJudgement } from '@/lib/usecases/review/save-judgement';
import type { BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  clear,
  department,
  judge,
  policyOf,
  refusal,
  stageRow,
  vote,
} from './arrange';

const marksOf = ({ course }: Arranged, note: string) =>
  course.outcomeIds.map((courseOutcomeId) => ({ courseOutcomeId, coverage: 'full' as const, note }));
const scoresOf = (level: '0' | '1' | '2' | '3', rationale = '') =>
  Criterion.options.map((criterion) => ({
    criterion,
    score: criterion === 'level' ? level : ('2' as const),
    rationale: criterion === 'level' ? rationale : '',
  }));
const ballot = (review: Arranged, choice: 'approve' | 'abstain' | 'return' = 'approve') => ({
  stageId: review.stageId,
  choice,
  rationale: 'As I see it.',
});
const insertVote = (review: Arranged, person: BuiltPerson, choice: string, round = 1) =>
  queryAsSuperuser(
    "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, round) values ($1, $2, $3, 9, $4, 'x', $5)",
    [review.institution.id, review.stageId, person.id, choice, round],
  );

test('scores of 2 and 3 stand by themselves, and an approval by its ground', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await castVote(ctxOf(reviewer), {
    ...ballot(review),
    ground: 'asJudged',
    rationale: '',
    marks: marksOf(review, 'Module 1.'),
    scores: scoresOf('3'),
  });
  expect(
    await queryAsSuperuser('select ground, rationale from vote where stage_id = $1', [review.stageId]),
  ).toEqual([{ ground: 'asJudged', rationale: '' }]);
});

test('a low score is kept as it is filled in, and no vote but an abstention rests on it without its reason', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  await saveJudgement(ctxOf(reviewer), {
    stageId: review.stageId,
    marks: marksOf(review, 'Module 1.'),
    scores: scoresOf('1'),
  });
  for (const choice of ['approve', 'return'] as const) {
    await expect(
      castVote(ctxOf(reviewer), { ...ballot(review, choice), scores: scoresOf('1') }),
    ).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'review/reason-missing',
      details: { fieldErrors: { 'scores.0.rationale': 'field/why' } },
    });
    await expect(insertVote(review, reviewer, choice)).rejects.toThrow('a low score');
  }
  await castVote(ctxOf(reviewer), ballot(review, 'abstain'));
  await castVote(ctxOf(reviewer), { ...ballot(review), scores: scoresOf('1', 'EQF 4 against 5.') });
  // While the approval stands, the reason does.
  await expect(
    saveJudgement(ctxOf(reviewer), { stageId: review.stageId, scores: scoresOf('1') }),
  ).rejects.toEqual(refusal('rule_violation', 'review/reason-missing'));
  await expect(
    queryAsSuperuser("update rubric_score set rationale = '' where stage_id = $1 and criterion = 'level'", [
      review.stageId,
    ]),
  ).rejects.toThrow('a low score');
});

test('an approval says of everything that is covered where; what is not covered needs no place', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const placeless = { stageId: review.stageId, marks: marksOf(review, ''), scores: scoresOf('2') };
  await saveJudgement(ctxOf(reviewer), placeless);
  await expect(castVote(ctxOf(reviewer), { ...ballot(review), ...placeless })).rejects.toMatchObject({
    code: 'rule_violation',
    reason: 'review/place-missing',
    details: { fieldErrors: { 'marks.0.note': 'field/where', 'marks.1.note': 'field/where' } },
  });
  await expect(insertVote(review, reviewer, 'approve')).rejects.toThrow('covered says where');
  const outcome = review.certificate.outcomeIds[0] ?? '';
  await castVote(ctxOf(reviewer), {
    ...ballot(review),
    marks: placeless.marks.map((mark) => ({ ...mark, learningOutcomeId: outcome })),
  });
  await expect(saveJudgement(ctxOf(reviewer), placeless)).rejects.toEqual(
    refusal('rule_violation', 'review/place-missing'),
  );
  await expect(
    queryAsSuperuser('update coverage_mark set learning_outcome_id = null where case_id = $1', [
      review.caseId,
    ]),
  ).rejects.toThrow('covered says where');
});

test('once ballots are revealed, a score that differs from another says why; before, nobody is told that it does', async () => {
  const review = await aReview({ reviewers: 3, chairAsked: true });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await judge(first, review);
  await vote(first, review.stageId);
  await clear(second, review.stageId);
  const differing = {
    ...ballot(review, 'return'),
    marks: marksOf(review, 'Week 2.'),
    scores: scoresOf('3'),
  };
  await castVote(ctxOf(second), differing);
  await revealBallots(ctxOf(review.chair), {
    stageId: review.stageId,
    expectedVersion: (await stageRow(review.stageId))?.row_version ?? 0,
  });
  await expect(castVote(ctxOf(second), differing)).rejects.toEqual(
    refusal('rule_violation', 'review/reason-missing'),
  );
  await expect(insertVote(review, second, 'return', 2)).rejects.toThrow('one that differs');
  await castVote(ctxOf(second), { ...differing, scores: scoresOf('3', 'Its exam is at EQF 6.') });
});

test('a policy may ask for a reason with every score', async () => {
  const review = await aReview({ policy: policyOf({ ...department, everyReason: true }) });
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const judged = { marks: marksOf(review, 'Module 1.'), scores: scoresOf('2') };
  await expect(castVote(ctxOf(reviewer), { ...ballot(review), ...judged })).rejects.toEqual(
    refusal('rule_violation', 'review/reason-missing'),
  );
  await saveJudgement(ctxOf(reviewer), { stageId: review.stageId, ...judged });
  await expect(insertVote(review, reviewer, 'approve')).rejects.toThrow('a low score');
});

test('a ground of another choice is refused by the database as well', async () => {
  const review = await aReview();
  const [reviewer] = review.reviewers as [BuiltPerson];
  await clear(reviewer, review.stageId);
  const cast = (choice: string, ground: string) =>
    queryAsSuperuser(
      "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, ground, rationale) values ($1, $2, $3, 1, $4, $5, '')",
      [review.institution.id, review.stageId, reviewer.id, choice, ground],
    );
  await expect(cast('abstain', 'level')).rejects.toThrow('vote_ground_known');
  await expect(cast('abstain', 'other')).rejects.toThrow('vote_has_rationale');
  await expect(cast('return', 'amount')).rejects.toThrow('vote_has_rationale');
  await expect(cast('abstain', 'expertise')).resolves.toEqual([]);
});
