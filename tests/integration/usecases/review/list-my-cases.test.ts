import { expect, test } from 'vitest';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { type CaseTab, listMyCases } from '@/lib/usecases/review/list-my-cases';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aReview, clear, judge, recuse, refusal, vote } from './arrange';

const list = (person: BuiltPerson, tab: CaseTab = 'mine', day?: string) =>
  listMyCases(ctxOf(person, day ? { day } : {}), { tab, page: 1 });

test('each person is asked for what is theirs to do', async () => {
  const review = await aReview({ reviewers: 3 });
  const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
  expect((await list(first)).items).toMatchObject([
    {
      caseId: review.caseId,
      turn: 'declare',
      due: { state: 'due', days: 15 },
      courses: [{ code: review.course.code }],
    },
  ]);
  await clear(first, review.stageId);
  expect((await list(first)).items[0]?.turn).toBe('vote');
  await askForMore(ctxOf(first), { stageId: review.stageId, kind: 'question', body: 'Where?' });
  expect((await list(review.author)).items[0]?.turn).toBe('answer');
  await vote(first, review.stageId, 'abstain');
  expect((await list(first)).items).toEqual([]);
  expect((await list(first, 'all')).items[0]).toMatchObject({ turn: 'voted', voted: 1, seated: 3 });
  await recuse(third, review.stageId);
  expect((await list(third)).items).toEqual([]);
  expect((await list(third, 'all')).items[0]?.turn).toBe('recused');
  expect(await list(review.chair)).toMatchObject({
    items: [{ turn: 'declare' }],
    counts: { mine: 1, assign: 0, all: 1, closed: 0 },
  });
  await clear(second, review.stageId);
  await vote(second, review.stageId, 'reject');
  expect((await list(second, 'closed')).counts).toEqual({
    mine: 0,
    assign: 0,
    all: 0,
    late: 0,
    closed: 1,
  });
  expect((await list(second, 'closed')).items[0]).toMatchObject({
    status: 'closed',
    end: 'failed',
    turn: null,
    due: { state: 'none' },
  });
});

test('a seat in an earlier stage is none in the one at hand: a case is one row, and nothing more is asked there', async () => {
  const review = await aReview({ reviewers: 1 });
  const [reviewer] = review.reviewers as [BuiltPerson];
  await judge(reviewer, review);
  await vote(reviewer, review.stageId);
  expect((await list(reviewer)).items).toEqual([]);
  expect(await list(reviewer, 'all')).toMatchObject({
    counts: { mine: 0, all: 1 },
    items: [{ caseId: review.caseId, stageKind: 'committee', turn: null }],
  });
});

test('the chair has to assign where reviewers are missing', async () => {
  const review = await aReview({ reviewers: 0 });
  expect(await list(review.chair, 'assign')).toMatchObject({
    counts: { mine: 1, assign: 1, all: 1, closed: 0 },
    items: [{ turn: 'declare' }],
    leads: true,
  });
  await clear(review.chair, review.stageId);
  expect((await list(review.chair, 'assign')).items).toMatchObject([{ turn: 'assign' }]);
  expect((await list(review.author, 'assign')).items).toEqual([]);
});

test('what is overdue is counted in business days', async () => {
  const review = await aReview({ reviewers: 1 });
  expect((await list(review.reviewers[0] as BuiltPerson, 'mine', '2026-12-21')).items[0]?.due).toEqual({
    state: 'overdue',
    days: 3,
  });
});

test('late is what is open on the day after its due day, and nothing before', async () => {
  const review = await aReview({ reviewers: 1 });
  const [due] = (await list(review.chair, 'all')).items.map(({ dueOn }) => dueOn);
  expect((await list(review.chair, 'late', due ?? '')).items).toEqual([]);
  expect(await list(review.chair, 'late', '2026-12-21')).toMatchObject({
    items: [{ caseId: review.caseId, due: { state: 'overdue' } }],
    counts: { all: 1, late: 1 },
  });
});

test('nothing of other institutions, and nothing for visitors', async () => {
  await aReview();
  expect(await list(await aPerson(await anInstitution(), 'reviewer'), 'all')).toMatchObject({
    items: [],
    counts: { mine: 0, assign: 0, all: 0, closed: 0 },
    page: 1,
    pages: 1,
  });
  await expect(listMyCases(ctxOf(), { tab: 'mine', page: 1 })).rejects.toEqual(
    refusal('unauthenticated', 'access/sign-in-first'),
  );
});
