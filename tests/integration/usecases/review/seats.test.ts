import { describe, expect, test } from 'vitest';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { listMyCases } from '@/lib/usecases/review/list-my-cases';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { viewCase } from '@/lib/usecases/review/view-case';
import { listWork } from '@/lib/usecases/rule/list-work';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  mailKinds,
  aReview,
  type Arranged,
  clear,
  committee,
  dean,
  department,
  judge,
  openStageOf,
  policyOf,
  recuse,
  refusal,
  stageRow,
  vote,
} from './arrange';

const endRoles = async (person: BuiltPerson): Promise<BuiltPerson> => {
  await queryAsSuperuser('delete from role_grant where person_id = $1', [person.id]);
  return { ...person, actor: { ...person.actor, roles: [] } };
};
const unassign = (by: BuiltPerson, stageId: string, person: BuiltPerson) =>
  unassignReviewer(ctxOf(by), { stageId, personId: person.id });
const assign = (by: BuiltPerson, stageId: string, person: BuiltPerson) =>
  assignReviewers(ctxOf(by), { stageId, personIds: [person.id] });
const reveal = async (by: BuiltPerson, stageId: string) =>
  revealBallots(ctxOf(by), { stageId, expectedVersion: (await stageRow(stageId))?.row_version ?? 0 });
const view = (person: BuiltPerson, caseId: string) => viewCase(ctxOf(person), { caseId });
const person = (people: readonly BuiltPerson[], index: number) => people[index] as BuiltPerson;

/** A case in its second stage. */
async function inNext(stage: typeof committee): Promise<Arranged> {
  const review = await aReview({ reviewers: 1, members: 5, policy: policyOf(department, stage) });
  await judge(person(review.reviewers, 0), review);
  await vote(person(review.reviewers, 0), review.stageId);
  return { ...review, stageId: (await openStageOf(review.caseId))?.id ?? '' };
}

describe('who reads the ballots has voted, or never sat', () => {
  test('nobody takes back the own seat', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    await assign(review.chair, review.stageId, review.chair);
    await expect(unassign(review.chair, review.stageId, review.chair)).rejects.toEqual(
      refusal('rule_violation', 'review/own-seat'),
    );
    const { deliberation } = await view(review.chair, review.caseId);
    const own = deliberation?.stages[0]?.seats.find(({ personId }) => personId === review.chair.id);
    expect(own?.canBeUnassigned).toBe(false);
  });

  test('who lost the seat does not reveal, and does not sit again once they are revealed', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    const other = await aPerson(review.institution, 'chair');
    await clear(other, review.stageId);
    await assign(review.chair, review.stageId, review.chair);
    await unassign(other, review.stageId, review.chair);
    for (const reviewer of review.reviewers.slice(0, 2)) {
      await clear(reviewer, review.stageId);
      await vote(reviewer, review.stageId, 'abstain');
    }
    await clear(review.chair, review.stageId);
    expect((await view(review.chair, review.caseId)).revealProblem).toBe('review/seat-lost');
    await expect(reveal(review.chair, review.stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/seat-lost'),
    );
    await reveal(other, review.stageId);
    const { candidates } = await view(other, review.caseId);
    const newcomer = await aPerson(review.institution, 'reviewer');
    for (const barred of [review.chair, other]) {
      expect(candidates.map(({ id }) => id)).not.toContain(barred.id);
      await expect(assign(other, review.stageId, barred)).rejects.toEqual(
        refusal('rule_violation', 'review/saw-ballots'),
      );
      await expect(
        queryAsSuperuser(
          `insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id, is_voting)
           values ($1, $2, $3, $3, true) on conflict (tenant_id, stage_id, person_id) do update set is_voting = true`,
          [review.institution.id, review.stageId, barred.id],
        ),
      ).rejects.toThrow(/has seen the ballots/);
    }
    expect((await assign(other, review.stageId, newcomer)).assigned).toBe(1);
  });

  test.each([
    ['committee', committee],
    ['dean', { ...dean, mode: 'quorumVote' as const }],
  ])('who sits in the %s by office keeps the seat', async (_, stage) => {
    const review = await inNext(stage);
    const [leads, member] =
      stage.kind === 'dean'
        ? [review.dean, review.dean]
        : [person(review.members, 0), person(review.members, 1)];
    const helper = stage.kind === 'dean' ? await aPerson(review.institution, 'dean') : leads;
    await clear(helper, review.stageId);
    await expect(unassign(helper, review.stageId, member)).rejects.toEqual(
      refusal('rule_violation', 'review/sits-by-office'),
    );
    await expect(
      queryAsSuperuser('delete from review_assignment where stage_id = $1 and person_id = $2', [
        review.stageId,
        member.id,
      ]),
    ).rejects.toThrow(/by office/);
    const { deliberation } = await view(helper, review.caseId);
    expect(deliberation?.stages.at(-1)?.seats.some(({ canBeUnassigned }) => canBeUnassigned)).toBe(false);
  });
});

describe('whose role has ended has no seat', () => {
  test('is not counted, reads no more and is told; the chair is told to replace', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const [stays, goes] = [person(review.reviewers, 0), person(review.reviewers, 1)];
    await clear(goes, review.stageId);
    const gone = await endRoles(goes);
    const seen = await view(review.chair, review.caseId);
    const seat = seen.deliberation?.stages[0]?.seats.find(({ personId }) => personId === goes.id);
    expect(seat).toMatchObject({ state: 'roleEnded', isVoting: false });
    expect(seen.toReplace).toEqual([goes.name]);
    expect((await listMyCases(ctxOf(review.chair), { tab: 'all', page: 1 })).items[0]).toMatchObject({
      voted: 0,
      seated: 1,
    });
    expect(await view(gone, review.caseId)).toMatchObject({
      deliberation: null,
      standing: 'none',
      hasLostRole: true,
    });
    expect((await listMyCases(ctxOf(gone), { tab: 'mine', page: 1 })).items).toEqual([]);
    await clear(stays, review.stageId);
    expect((await vote(stays, review.stageId, 'reject')).finished).toMatchObject({ outcome: 'failed' });
  });

  test('whoever leaves after a stage has ended changes nothing of how it was counted', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    for (const voter of review.reviewers.slice(0, 2)) {
      await clear(voter, review.stageId);
      await vote(voter, review.stageId, 'reject');
    }
    const told = async () => {
      const stage = (await view(review.chair, review.caseId)).deliberation?.stages[0];
      return [stage?.tally, stage?.seats.map(({ state, hasVoted }) => ({ state, hasVoted }))];
    };
    const before = await told();
    expect(before[0]).toMatchObject({ eligible: 3, present: 2, quorum: 2 });
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [
      person(review.reviewers, 2).id,
    ]);
    expect(await told()).toEqual(before);
  });

  test('the vote that was cast in the role counts, and reading ends', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    const goes = person(review.reviewers, 0);
    await clear(goes, review.stageId);
    await vote(goes, review.stageId, 'abstain');
    const gone = await endRoles(goes);
    const seen = await view(review.chair, review.caseId);
    expect(seen.votesToClose).toBe(1);
    expect(seen.toReplace).toEqual([]);
    expect(await view(gone, review.caseId)).toMatchObject({ deliberation: null, hasLostRole: true });
  });
});

describe('a review that nobody leads', () => {
  test('is in the queue and the work of the registrar, who is told that nobody can sit', async () => {
    const review = await inNext(dean);
    const registrar = await aPerson(review.institution, 'registrar');
    await recuse(review.dean, review.stageId);
    const mine = await listMyCases(ctxOf(registrar), { tab: 'mine', page: 1 });
    expect(mine).toMatchObject({ counts: { mine: 1 }, items: [{ turn: 'name' }] });
    expect((await listWork(ctxOf(registrar))).lines.filter(({ act }) => act === 'name').length).toBe(1);
    expect(await view(registrar, review.caseId)).toMatchObject({ isLed: false, may: { nameChair: true } });
    const head = person(review.members, 0);
    await nameChair(ctxOf(registrar), { stageId: review.stageId, personId: head.id });
    await clear(head, review.stageId);
    expect(await view(head, review.caseId)).toMatchObject({
      isLed: true,
      candidates: [],
      vacancy: { role: 'dean', steppedBack: [review.dean.name] },
    });
    expect((await listWork(ctxOf(registrar))).lines.filter(({ act }) => act === 'name').length).toBe(0);
    expect((await listMyCases(ctxOf(head), { tab: 'assign', page: 1 })).items[0]?.turn).toBe('assign');
  });

  test('is one too when the role of the only chair has ended', async () => {
    const review = await aReview({ reviewers: 2 });
    const registrar = await aPerson(review.institution, 'registrar');
    expect((await listWork(ctxOf(registrar))).lines.filter(({ act }) => act === 'name').length).toBe(0);
    await endRoles(review.chair);
    expect((await listWork(ctxOf(registrar))).lines.filter(({ act }) => act === 'name').length).toBe(1);
    const seen = await view(registrar, review.caseId);
    expect(seen.isLed).toBe(false);
    expect(seen.deliberation?.stages[0]?.chairName).toBeNull();
  });
});

describe('the queue says what the page allows', () => {
  test.each([
    ['all must vote', { ...department, mode: 'all' as const }],
    ['more than half', department],
  ])('%s: "close" only where it can be closed', async (_, stage) => {
    const review = await aReview({ reviewers: 3, chairAsked: true, policy: policyOf(stage, committee) });
    for (const reviewer of review.reviewers) {
      const seen = await view(review.chair, review.caseId);
      const listed = (await listMyCases(ctxOf(review.chair), { tab: 'all', page: 1 })).items[0];
      expect(listed?.turn === 'close').toBe(seen.isClosable);
      await clear(reviewer, review.stageId);
      await vote(reviewer, review.stageId, 'abstain');
    }
  });

  test('the page of the case says whose assignment was taken back, to all but its authors', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const [first] = review.reviewers as [BuiltPerson];
    await unassign(review.chair, review.stageId, first);
    const lost = async (reader: BuiltPerson) =>
      (await view(reader, review.caseId)).deliberation?.stages.flatMap((stage) =>
        stage.lostSeats.map(({ personId, name }) => ({ personId, name })),
      );
    expect(await lost(review.chair)).toEqual([{ personId: first.id, name: first.name }]);
    expect((await lost(review.author)) ?? []).toEqual([]);
    expect(await mailKinds(review.institution.id)).toContain('review.unassigned');
  });

  test('a chair who alone has voted is not asked to close', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    await assign(review.chair, review.stageId, review.chair);
    await unassign(review.chair, review.stageId, person(review.reviewers, 0));
    await unassign(review.chair, review.stageId, person(review.reviewers, 1));
    await vote(review.chair, review.stageId, 'reject');
    expect(await view(review.chair, review.caseId)).toMatchObject({
      isClosable: false,
      closeProblem: 'review/chair-alone',
    });
    expect((await listMyCases(ctxOf(review.chair), { tab: 'assign', page: 1 })).items[0]?.turn).toBe(
      'assign',
    );
  });

  test('where all must vote, all that are missing are said', async () => {
    const review = await aReview({
      reviewers: 3,
      chairAsked: true,
      policy: policyOf({ ...department, mode: 'all' }, committee),
    });
    expect(await view(review.chair, review.caseId)).toMatchObject({
      closeProblem: 'review/votes-missing',
      votesToClose: 3,
    });
  });

  test('it opens with what waits for the person', async () => {
    const review = await aReview({ reviewers: 0 });
    expect(await listMyCases(ctxOf(review.chair), { page: 1 })).toMatchObject({
      tab: 'mine',
      items: [{ turn: 'declare' }],
    });
    expect(await listMyCases(ctxOf(review.author), { page: 1 })).toMatchObject({ tab: 'mine', items: [] });
  });
});

test('whose ballot ended a stage is told so in the next one, before anything else', async () => {
  const review = await aReview({ reviewers: 1 });
  const both = person(review.reviewers, 0);
  await queryAsSuperuser(
    "insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'committee_member')",
    [review.institution.id, both.id],
  );
  await judge(both, review);
  await vote(both, review.stageId);
  expect(await view(both, review.caseId)).toMatchObject({
    standing: 'declare',
    ownEnded: { kind: 'department', outcome: 'passed' },
  });
  expect((await view(person(review.members, 0), review.caseId)).ownEnded).toBeNull();
});
