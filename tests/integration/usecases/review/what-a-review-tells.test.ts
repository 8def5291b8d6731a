import { describe, expect, test } from 'vitest';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { listMyCases } from '@/lib/usecases/review/list-my-cases';
import { viewCase } from '@/lib/usecases/review/view-case';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { startNewVersion } from '@/lib/usecases/rule/start-new-version';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { listWork } from '@/lib/usecases/rule/list-work';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
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
  vote,
  onConditions,
} from './arrange';

const view = (person: BuiltPerson, { caseId }: Arranged) => viewCase(ctxOf(person), { caseId });
const someone = (people: readonly BuiltPerson[], index: number) => people[index] as BuiltPerson;

describe('what a review came to is what became of the mapping', () => {
  test('conditions that are not met reject it, on every page', async () => {
    const review = await aReview({ reviewers: 1, members: 1, policy: policyOf(department, committee) });
    await judge(someone(review.reviewers, 0), review);
    await vote(someone(review.reviewers, 0), review.stageId);
    const head = someone(review.members, 0);
    const stageId = (await openStageOf(review.caseId))?.id ?? '';
    await clear(head, stageId);
    await vote(head, stageId);
    await close(head, stageId, onConditions('A proctored exam.'));
    expect((await view(head, review)).end).toMatchObject({ came: 'conditional' });
    const other = await aPerson(review.institution, 'evaluator');
    const { version } = await viewRule(ctxOf(other), review.ruleVersionId);
    await settleConditions(ctxOf(other), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: version.rowVersion,
      met: 'unmet',
      reason: 'No exam came.',
      publicReason: 'There is no exam.',
    });
    expect((await view(head, review)).end).toEqual({
      came: 'unmet',
      reason: 'No exam came.',
      rejection: { kind: 'not_as_proposed', publicReason: 'There is no exam.' },
    });
    expect((await listMyCases(ctxOf(head), { tab: 'closed', page: 1 })).items[0]).toMatchObject({
      end: 'unmet',
    });
    // Closed by somebody, who is named beside whoever leads, here and in the history.
    const { deliberation } = await view(head, review);
    const history = await viewRuleHistory(ctxOf(head), review.ruleVersionId);
    for (const stage of [deliberation?.stages[1], history.versions[0]?.stages[1]])
      expect(stage).toMatchObject({
        closedByName: head.name,
        closeNote: 'A proctored exam.',
        minutesRef: 'CC 2026-11, item 3',
      });
  });

  test('a rejection tells its reasons to the author, who is sent to the case, and a return is the panel’s', async () => {
    for (const choice of ['reject', 'return'] as const) {
      const review = await aReview({ reviewers: 2, policy: policyOf(department) });
      for (const reviewer of review.reviewers) {
        await clear(reviewer, review.stageId);
        await vote(reviewer, review.stageId, choice);
      }
      const seen = await view(review.author, review);
      if (choice === 'reject')
        expect(seen.end).toEqual({
          came: 'failed',
          reason: 'I reject.\n\nI reject.',
          rejection: { kind: 'not_as_proposed', publicReason: 'It examines too little.' },
        });
      const byChair = await view(review.chair, review);
      const told = byChair.deliberation?.messages.filter(({ kind }) => kind === 'return');
      expect(told?.map(({ authorName }) => authorName)).toEqual(choice === 'return' ? [null] : []);
      expect(byChair.deliberation?.stages[0]).toMatchObject({ isClosedByVotes: true, closedByName: null });
    }
  });

  test('who judged reads their own marks and scores for good, once the stage has ended as well', async () => {
    const review = await aReview({ reviewers: 2, members: 1 });
    const [first, second] = [someone(review.reviewers, 0), someone(review.reviewers, 1)];
    await judge(first, review);
    await judge(second, review);
    // While the stage is open they stand in the form.
    expect((await view(first, review)).deliberation).toMatchObject({
      ownKept: null,
      own: { scores: expect.any(Array) },
    });
    await vote(first, review.stageId);
    await vote(second, review.stageId);
    const marked = review.course.outcomeIds.map((courseOutcomeId) => ({
      courseOutcomeId,
      coverage: 'full',
      note: 'Module 1.',
    }));
    for (const person of [first, second]) {
      const { ownKept } = (await view(person, review)).deliberation ?? {};
      expect(ownKept?.marks).toHaveLength(marked.length);
      expect(ownKept?.marks).toEqual(
        expect.arrayContaining(marked.map((mark) => expect.objectContaining(mark))),
      );
      expect(ownKept?.scores.length).toBeGreaterThan(0);
      expect(ownKept?.scores.every(({ personId }) => personId === person.id)).toBe(true);
    }
    expect((await view(review.author, review)).deliberation?.ownKept).toBeNull();
    // In a closed review they stay as well.
    const head = someone(review.members, 0);
    const stageId = (await openStageOf(review.caseId))?.id ?? '';
    await clear(head, stageId);
    await vote(head, stageId);
    await close(head, stageId);
    expect((await view(first, review)).isOpen).toBe(false);
    expect((await view(first, review)).deliberation?.ownKept?.scores.length).toBeGreaterThan(0);
  });

  test('the sentence that students read of a no stands in the history, and the next version’s review leads to it', async () => {
    const review = await aReview({ reviewers: 1, policy: policyOf(department) });
    const reviewer = someone(review.reviewers, 0);
    await judge(reviewer, review);
    await vote(reviewer, review.stageId, 'reject');
    const { versions } = await viewRuleHistory(ctxOf(review.author), review.ruleVersionId);
    expect(versions[0]?.rejection).toEqual({
      kind: 'not_as_proposed',
      publicReason: 'It examines too little.',
    });
    expect((await view(reviewer, review)).question.before).toBeNull();
    const seen = async (id: string) => ({
      ruleVersionId: id,
      expectedVersion: (await viewRule(ctxOf(review.author), id)).version.rowVersion,
    });
    const next = await startNewVersion(ctxOf(review.author), await seen(review.ruleVersionId));
    await submitRule(ctxOf(review.author), await seen(next.id));
    const sender = await aPerson(review.institution, 'evaluator');
    const { caseId } = await routeRule(ctxOf(sender), {
      ...(await seen(next.id)),
      reviewerIds: [reviewer.id],
    });
    expect((await viewCase(ctxOf(reviewer), { caseId })).question.before).toMatchObject({
      ruleVersionId: review.ruleVersionId,
      version: 1,
      standing: 'rejected',
      caseId: review.caseId,
    });
  });

  test('a committee closed although members had not been asked says so in the case and in the history', async () => {
    const review = await aReview({ reviewers: 1, members: 3 });
    await judge(someone(review.reviewers, 0), review);
    await vote(someone(review.reviewers, 0), review.stageId);
    const stageId = (await openStageOf(review.caseId))?.id ?? '';
    for (const member of review.members.slice(0, 2)) {
      await clear(member, stageId);
      await vote(member, stageId);
    }
    const head = someone(review.members, 0);
    await close(head, stageId);
    const { deliberation } = await view(head, review);
    const { versions } = await viewRuleHistory(ctxOf(head), review.ruleVersionId);
    for (const stage of [deliberation?.stages[1], versions[0]?.stages[1]])
      expect(stage).toMatchObject({
        notAskedNames: [someone(review.members, 2).name],
        isDecidedByCastingVote: false,
      });
    // The author reads neither.
    const { deliberation: read } = await view(review.author, review);
    expect(read?.stages[1]).toMatchObject({ notAskedNames: [], closedByName: null });
  });
});

describe('what is asked', () => {
  test('of whoever leads a stage that is late: it is theirs, and lacks votes, not reviewers', async () => {
    const review = await aReview({ reviewers: 2 });
    const late = { day: '2099-01-04' };
    const mine = async () => (await listMyCases(ctxOf(review.chair, late), { tab: 'mine', page: 1 })).items;
    expect(await mine()).toMatchObject([{ caseId: review.caseId, turn: 'declare' }]);
    expect(await view(review.chair, review)).toMatchObject({ standing: 'declare', turn: 'declare' });
    await clear(review.chair, review.stageId);
    expect(await mine()).toMatchObject([{ caseId: review.caseId, turn: 'late' }]);
    expect(await view(review.chair, review)).toMatchObject({ lacksReviewers: false, isClosable: false });
    expect((await listMyCases(ctxOf(review.chair), { tab: 'mine', page: 1 })).items).toEqual([]);
    expect((await listMyCases(ctxOf(review.chair), { tab: 'all', page: 1 })).items).toMatchObject([
      { turn: 'leads' },
    ]);
  });

  test('of whoever is named to lead: it waits for them on the start page and in the queue until they have said it', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const named = await aPerson(review.institution, 'committee_chair', 'evaluator');
    await nameChair(ctxOf(review.chair), { stageId: review.stageId, personId: named.id });
    expect((await listWork(ctxOf(named))).lines.map(({ act }) => act)).toEqual(['declare']);
    expect((await listMyCases(ctxOf(named), { tab: 'mine', page: 1 })).items).toMatchObject([
      { turn: 'declare' },
    ]);
    await clear(named, review.stageId);
    expect((await listWork(ctxOf(named))).lines).toEqual([]);
    expect(await view(named, review)).toMatchObject({ turn: 'leads' });
  });

  test('of whoever decides a tie', async () => {
    const review = await aReview({
      reviewers: 2,
      chairAsked: true,
      policy: policyOf({ ...department, tie: 'chairDecides' }),
    });
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(yes, review);
    await vote(yes, review.stageId);
    await clear(no, review.stageId);
    await vote(no, review.stageId, 'reject');
    expect((await listMyCases(ctxOf(review.chair), { tab: 'mine', page: 1 })).items).toMatchObject([
      { turn: 'tie' },
    ]);
  });

  test('of somebody who finds a conflict after all, until a stage is closed', async () => {
    const review = await aReview({ reviewers: 2 });
    const reviewer = someone(review.reviewers, 0);
    expect((await view(reviewer, review)).may.declareLater).toBe(false);
    await clear(reviewer, review.stageId);
    expect((await view(reviewer, review)).may.declareLater).toBe(true);
    await recuse(reviewer, review.stageId);
    expect((await view(reviewer, review)).may.declareLater).toBe(false);
  });

  test('of an author, whom a question waits for', async () => {
    const review = await aReview({ reviewers: 2 });
    const reviewer = someone(review.reviewers, 0);
    await clear(reviewer, review.stageId);
    expect((await listWork(ctxOf(review.author))).lines.filter(({ act }) => act === 'answer').length).toBe(0);
    await askForMore(ctxOf(reviewer), { stageId: review.stageId, kind: 'question', body: 'Where?' });
    expect((await listWork(ctxOf(review.author))).lines.filter(({ act }) => act === 'answer').length).toBe(1);
    expect(
      (await listWork(ctxOf(await aPerson(review.institution, 'evaluator')))).lines.filter(
        ({ act }) => act === 'answer',
      ).length,
    ).toBe(0);
  });
});
