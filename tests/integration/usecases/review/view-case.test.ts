import { describe, expect, test } from 'vitest';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { viewCase } from '@/lib/usecases/review/view-case';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aReview, clear, judge, openStageOf, recuse, refusal, vote } from './arrange';

const view = (person: BuiltPerson, caseId: string) => viewCase(ctxOf(person), { caseId });

describe('what somebody sees', () => {
  test('before declaring, the question and nothing of the table', async () => {
    const review = await aReview();
    const seen = await view(review.reviewers[0] as BuiltPerson, review.caseId);
    expect(seen).toMatchObject({
      standing: 'declare',
      deliberation: null,
      may: { judge: false, vote: false },
    });
    expect(seen.question.courses[0]?.outcomes).toHaveLength(2);
    expect(seen.question.certificates[0]?.title).toBe(review.certificate.title);
  });

  test('recused, the same, for good and in later stages too', async () => {
    const review = await aReview({ reviewers: 2 });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await recuse(first, review.stageId);
    expect(await view(first, review.caseId)).toMatchObject({
      standing: 'recused',
      deliberation: null,
      denyReason: 'access/recused',
    });
    await judge(second, review);
    await vote(second, review.stageId);
    expect((await openStageOf(review.caseId))?.kind).toBe('committee');
    expect(await view(first, review.caseId)).toMatchObject({ standing: 'recused', deliberation: null });
  });

  test('without a seat or a role at work on rules, it says so', async () => {
    const review = await aReview();
    expect(await view(await aPerson(review.institution, 'catalog_editor'), review.caseId)).toMatchObject({
      standing: 'none',
      denyReason: 'access/role-missing',
      deliberation: null,
    });
  });

  test('in another institution there is no such case', async () => {
    const review = await aReview();
    await expect(view(await aPerson(await anInstitution(), 'registrar'), review.caseId)).rejects.toEqual(
      refusal('not_found', 'review/not-found'),
    );
    await expect(viewCase(ctxOf(), { caseId: review.caseId })).rejects.toEqual(
      refusal('unauthenticated', 'access/sign-in-first'),
    );
  });
});

describe('blind until the own vote', () => {
  test('others’ votes, scores, matrices and remarks appear with one’s own vote', async () => {
    const review = await aReview({ reviewers: 4 });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(first, review);
    await askForMore(ctxOf(first), { stageId: review.stageId, kind: 'comment', body: 'I find it thin.' });
    await vote(first, review.stageId, 'reject');
    await clear(second, review.stageId);
    const before = (await view(second, review.caseId)).deliberation;
    expect(before).toMatchObject({ others: null, messages: [], hidesRemarks: true });
    expect(before?.stages[0]).toMatchObject({ tally: null });
    const firstSeat = () => (seats: readonly { personId: string }[] | undefined) =>
      seats?.find((seat) => seat.personId === first.id);
    expect(firstSeat()(before?.stages[0]?.seats)).toMatchObject({ hasVoted: true, vote: null });
    await vote(second, review.stageId, 'abstain');
    const after = (await view(second, review.caseId)).deliberation;
    expect(after?.stages[0]?.tally).toMatchObject({ reject: 1, abstain: 1 });
    expect(firstSeat()(after?.stages[0]?.seats)).toMatchObject({ vote: { choice: 'reject' } });
    expect(after?.others?.matrices).toHaveLength(1);
    await judge(review.reviewers[2] as BuiltPerson, review);
    expect((await view(second, review.caseId)).deliberation?.others?.matrices).toHaveLength(1);
    expect(after?.messages.map((message) => message.body)).toEqual(['I find it thin.']);
  });

  test('a chair without a vote sees the count; the author does not until the stage is closed', async () => {
    const review = await aReview({ reviewers: 3 });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'reject');
    const chair = await view(review.chair, review.caseId);
    expect(chair).toMatchObject({
      standing: 'reader',
      may: { assign: true, close: true, vote: false },
      isClosable: false,
      closeProblem: 'review/quorum-missing',
    });
    expect(chair.deliberation?.stages[0]?.tally).toMatchObject({ reject: 1, missing: 1 });
    expect((await view(review.author, review.caseId)).deliberation?.stages[0]?.tally).toBeNull();
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'reject');
    expect((await view(review.author, review.caseId)).deliberation?.stages[0]?.tally).toMatchObject({
      reject: 2,
      outcome: 'failed',
    });
  });

  test('a committee reads what the department did, and not yet what its own members do', async () => {
    const review = await aReview({ reviewers: 1, members: 3 });
    await judge(review.reviewers[0] as BuiltPerson, review);
    await vote(review.reviewers[0] as BuiltPerson, review.stageId);
    const stage = await openStageOf(review.caseId);
    const [head, member] = review.members as [BuiltPerson, BuiltPerson];
    await clear(head, stage?.id ?? '');
    await vote(head, stage?.id ?? '');
    await clear(member, stage?.id ?? '');
    const seen = (await view(member, review.caseId)).deliberation;
    expect(seen?.stages.map((found) => found.tally?.approve ?? null)).toEqual([1, null]);
    expect(seen?.others?.matrices).toHaveLength(1);
    expect(seen?.own).toMatchObject({ vote: null, marks: [] });
  });
});

test('the chair is offered people with a seat who are not assigned yet, never the author', async () => {
  const review = await aReview({ reviewers: 1 });
  const other = await aPerson(review.institution, 'reviewer');
  const seen = await view(review.chair, review.caseId);
  expect(seen.candidates.map(({ id }) => id).sort()).toEqual([other.id, review.chair.id].sort());
});
