import { describe, expect, test } from 'vitest';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { extendStage } from '@/lib/usecases/review/extend-stage';
import { remindPerson } from '@/lib/usecases/review/remind-person';
import { replaceReviewer } from '@/lib/usecases/review/replace-reviewer';
import { viewLedActs } from '@/lib/usecases/review/view-led-acts';
import { ViewLedStages, viewLedStages } from '@/lib/usecases/review/view-led-stages';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { aPerson, aRule, type BuiltPerson, oneForOne } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { aReview, type Arranged, clear, judge, recuse, stageRow, vote } from './arrange';

/** Who leads so many that they are listed by their day leads the same, as late, and can do the same in each. */
async function led(person: BuiltPerson, stage?: string, day?: string) {
  const [ctx, input] = [
    ctxOf(person, day === undefined ? {} : { day }),
    ViewLedStages.parse({ stage, page: 1 }),
  ];
  const view = await viewLedStages(ctx, input);
  const { waiting, ...ofMany } = await viewLedStages(ctx, input, -1);
  expect({ ...ofMany, waiting: view.waiting }).toEqual(view);
  expect(waiting).toBeNull();
  return view;
}
const chosen = async ({ chair, stageId }: Arranged, day?: string) => (await led(chair, stageId, day)).chosen;

describe('the stages that somebody leads', () => {
  test('are told by whose turn it is, with who is awaited, since when and how long it takes', async () => {
    const review = await aReview({ reviewers: 3 });
    const before = await led(review.chair);
    expect(before.stages).toMatchObject([
      { stageId: review.stageId, turnGroup: 'you', ownAsk: 'declare', awaited: [] },
    ]);
    await clear(review.chair, review.stageId);
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(first, review);
    await vote(first, review.stageId);
    await recuse(second, review.stageId);
    const later = await led(review.chair, undefined, '2026-12-18');
    expect(later).toMatchObject({ total: 1, waiting: 0, late: 1, leads: true });
    expect(later.stages).toMatchObject([
      {
        turnGroup: 'reviewers',
        ownAsk: null,
        due: { state: 'overdue', days: 2 },
        age: { taken: 17, allowed: 15 },
        awaited: [{ name: review.reviewers[2]?.name, ask: 'declare', since: '2026-11-25T12:00:00.000Z' }],
      },
    ]);
    expect([...(later.stages[0]?.seats ?? [])].sort()).toEqual(['open', 'recused', 'voted']);
    await askForMore(ctxOf(first), { stageId: review.stageId, kind: 'question', body: 'Where is the exam?' });
    expect((await led(review.chair)).stages).toMatchObject([{ turnGroup: 'author' }]);
  });

  test('are nobody else’s, and none of who has a conflict', async () => {
    const review = await aReview();
    for (const person of [...review.reviewers, review.author, review.dean])
      expect((await led(person, review.stageId)).stages, person.name).toEqual([]);
    expect((await led(review.dean)).leads).toBe(true);
    expect((await led(review.author)).leads).toBe(false);
    await recuse(review.chair, review.stageId);
    expect(await led(review.chair, review.stageId)).toMatchObject({ stages: [], chosen: null });
  });

  test('can be acted on after the own word about conflicts, and say who could come and what they know', async () => {
    const review = await aReview();
    expect(await chosen(review)).toMatchObject({ canAct: false, seats: [], candidates: [] });
    await clear(review.chair, review.stageId);
    const newcomer = await aPerson(review.institution, 'reviewer');
    const now = await chosen(review);
    expect(
      now?.seats.map(({ state, canBeReminded, canBeReplaced }) => [state, canBeReminded, canBeReplaced]),
    ).toEqual([
      ['vote', true, true],
      ['vote', true, true],
    ]);
    expect(now?.candidates.find(({ id }) => id === newcomer.id)).toMatchObject({
      ...{ open: 0, late: 0, ofDepartment: 0, ofSubject: 0 },
    });
    expect(now?.extension.choices).toHaveLength(15);
    expect(now?.extension.choices[4]).toEqual({ days: 5, dueOn: '2026-12-23' });
    const { loads } = await led(review.chair, undefined, '2026-12-18');
    expect(
      loads
        .filter(({ late }) => late === 1)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(review.reviewers.map(({ id }) => id).sort());
    expect(loads.map(({ id }) => id)).toContain(newcomer.id);
  });

  test('know who judged the same course, certificate or department before', async () => {
    const review = await aReview({ reviewers: 1, chairAsked: true });
    const [judgeOfBefore] = review.reviewers as [BuiltPerson];
    await judge(judgeOfBefore, review);
    await vote(judgeOfBefore, review.stageId);

    const next = await aRule(review.institution, review.author, {
      status: 'submitted',
      definition: oneForOne(review.certificate.id, review.course.code, '3'),
    });
    const other = await aPerson(review.institution, 'reviewer');
    await routeRule(ctxOf(await aPerson(review.institution, 'evaluator')), {
      ruleVersionId: next.id,
      expectedVersion: next.rowVersion,
      reviewerIds: [other.id],
    });
    const [stage] = (await led(review.chair)).stages;
    await clear(review.chair, stage?.stageId ?? '');
    const panel = (await led(review.chair, stage?.stageId)).chosen;
    expect(panel?.candidates[0]).toMatchObject({ id: judgeOfBefore.id, ofDepartment: 1, ofSubject: 1 });
  });
});

test('the history of a case tells what was done, and to its author without names', async () => {
  const review = await aReview({ chairAsked: true });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  const successor = await aPerson(review.institution, 'reviewer');
  const { stageId, chair } = review;
  await remindPerson(ctxOf(chair), { stageId, personId: first.id });
  await replaceReviewer(ctxOf(chair, { day: '2026-11-26' }), {
    stageId,
    personId: second.id,
    successorId: successor.id,
    reason: 'Away.',
  });
  await extendStage(ctxOf(chair, { day: '2026-11-27' }), {
    stageId,
    expectedVersion: (await stageRow(stageId))?.row_version ?? 0,
    days: 1,
    reason: 'The paper is late.',
  });
  const moved = { act: 'extended', from: '2026-12-16', to: '2026-12-17', reason: 'The paper is late.' };
  expect(await viewLedActs(ctxOf(chair), { caseId: review.caseId })).toMatchObject([
    { act: 'reminded', name: first.name, byName: chair.name },
    { act: 'replaced', name: second.name, successorName: successor.name, byName: chair.name },
    { ...moved, byName: chair.name },
  ]);
  expect(await viewLedActs(ctxOf(review.author), { caseId: review.caseId })).toMatchObject([
    { ...moved, byName: null },
  ]);
  const stranger = await aPerson(review.institution, 'reviewer');
  expect(await viewLedActs(ctxOf(stranger), { caseId: review.caseId })).toEqual([]);
});
