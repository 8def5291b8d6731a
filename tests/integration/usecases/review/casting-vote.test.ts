import { describe, expect, test } from 'vitest';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { castVote } from '@/lib/usecases/review/cast-vote';
import { GiveDelegation, giveDelegation } from '@/lib/usecases/review/give-delegation';
import { JudgementForm } from '@/lib/usecases/review/judgement-form';
import { listMyCases } from '@/lib/usecases/review/list-my-cases';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { viewReviewingRecord } from '@/lib/usecases/figures/view-reviewing-record';
import { viewCase } from '@/lib/usecases/review/view-case';
import { ViewLedStages, viewLedStages } from '@/lib/usecases/review/view-led-stages';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  clear,
  close,
  committee,
  decide,
  department,
  judge,
  openStageOf,
  policyOf,
  recuse,
  refusal,
  ruleStatus,
  stageRow,
  vote,
} from './arrange';

const casting = { ...department, tie: 'chairDecides' as const };
const name = (by: BuiltPerson, stageId: string, person: BuiltPerson) =>
  nameChair(ctxOf(by), { stageId, personId: person.id });
const reveal = async (by: BuiltPerson, stageId: string) =>
  revealBallots(ctxOf(by), { stageId, expectedVersion: (await stageRow(stageId))?.row_version ?? 0 });
const assign = (by: BuiltPerson, stageId: string, person: BuiltPerson) =>
  assignReviewers(ctxOf(by), { stageId, personIds: [person.id] });
const settled = refusal('rule_violation', 'review/lead-settled');

/** One approves, one rejects; whoever leads has said that there is no conflict. */
async function aTie(
  stage = casting,
  chairSits = false,
): Promise<Arranged & { yes: BuiltPerson; no: BuiltPerson }> {
  const review = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(stage) });
  const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
  if (chairSits) {
    await assign(review.chair, review.stageId, review.chair);
    await clear(review.chair, review.stageId);
    await vote(review.chair, review.stageId, 'abstain');
  }
  await judge(yes, review);
  await vote(yes, review.stageId, 'approve');
  await clear(no, review.stageId);
  expect((await vote(no, review.stageId, 'reject')).finished).toBeNull();
  return { ...review, yes, no };
}

describe('a tie waits for whoever leads', () => {
  test.each([
    ['approve', 'passed', 'approved'],
    ['reject', 'failed', 'rejected'],
    ['return', 'returned', 'returned'],
  ] as const)('without a seat: %s', async (choice, outcome, status) => {
    const review = await aTie();
    expect(await viewCase(ctxOf(review.chair), { caseId: review.caseId })).toMatchObject({
      closeProblem: 'review/tie-waits',
      may: { vote: false, decideTie: true },
    });
    await expect(vote(review.chair, review.stageId, 'abstain')).rejects.toEqual(
      refusal('rule_violation', 'review/casting-abstains'),
    );
    expect((await vote(review.chair, review.stageId, choice)).finished).toMatchObject({ outcome });
    expect(await ruleStatus(review.ruleVersionId)).toBe(status);
    const { deliberation } = await viewCase(ctxOf(review.chair), { caseId: review.caseId });
    const stage = deliberation?.stages[0];
    expect(stage?.tally).toMatchObject({ approve: 1, reject: 1, eligible: 2, isDecidedByCastingVote: true });
    expect(stage?.castingVote).toMatchObject({ choice, name: review.chair.name });
    expect(stage?.seats.find(({ personId }) => personId === review.chair.id)).toMatchObject({
      vote: null,
      hasVoted: false,
    });
    // What whoever leads decided is on record as that, and as no ballot.
    const of = async (person: BuiltPerson) => viewReviewingRecord(ctxOf(person), undefined);
    expect(await of(review.chair)).toMatchObject({
      record: { ballots: 0, hours: 0 },
      castingVotes: 1,
      listedCasting: [{ caseId: review.caseId, kind: 'department' }],
    });
    expect(await of(review.yes)).toMatchObject({
      record: { ballots: 1 },
      castingVotes: 0,
      listedCasting: [],
    });
  });

  test('whose role is not one of its seats, by the form of the page', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(casting) });
    const leader = await aPerson(review.institution, 'committee_chair');
    await name(review.chair, review.stageId, leader);
    await clear(leader, review.stageId);
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(yes, review);
    await vote(yes, review.stageId, 'approve');
    await clear(no, review.stageId);
    await vote(no, review.stageId, 'reject');
    const form = JudgementForm.parse({
      stageId: review.stageId,
      choice: 'approve',
      rationale: 'The first voice convinces.',
      marks: [],
      scores: [],
    });
    if (!form.isBallot) throw new Error('It is a ballot.');
    expect((await castVote(ctxOf(leader), form.input)).finished).toMatchObject({ outcome: 'passed' });
  });

  test('after its seat was taken back', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(casting) });
    const other = await aPerson(review.institution, 'chair');
    await clear(other, review.stageId);
    await assign(review.chair, review.stageId, review.chair);
    await unassignReviewer(ctxOf(other), { stageId: review.stageId, personId: review.chair.id });
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(yes, review);
    await vote(yes, review.stageId, 'approve');
    await clear(no, review.stageId);
    expect((await vote(no, review.stageId, 'return')).finished).toBeNull();
    // The other one holds the office, and does not lead this stage.
    await expect(vote(other, review.stageId, 'approve')).rejects.toMatchObject({
      reason: 'review/not-voting',
    });
    await clear(review.chair, review.stageId);
    expect((await vote(review.chair, review.stageId)).finished).toMatchObject({ outcome: 'passed' });
  });

  test('after the chair stepped back: whoever follows', async () => {
    const review = await aTie();
    const other = await aPerson(review.institution, 'chair');
    await recuse(review.chair, review.stageId);
    expect((await openStageOf(review.caseId))?.chair_id).toBe(other.id);
    await clear(other, review.stageId);
    expect((await vote(other, review.stageId)).finished).toMatchObject({ outcome: 'passed' });
  });

  test.each([
    ['approve', 'passed', 'approved'],
    ['reject', 'failed', 'rejected'],
    ['return', 'returned', 'returned'],
  ] as const)(
    'with a seat, whatever the own vote is: %s changes no count',
    async (choice, outcome, status) => {
      const review = await aReview({ reviewers: 1, chairAsked: true, policy: policyOf(casting) });
      await assign(review.chair, review.stageId, review.chair);
      await judge(review.chair, review);
      await vote(review.chair, review.stageId, 'approve');
      const [no] = review.reviewers as [BuiltPerson];
      await clear(no, review.stageId);
      expect((await vote(no, review.stageId, 'reject')).finished).toBeNull();
      expect((await viewCase(ctxOf(review.chair), { caseId: review.caseId })).may.decideTie).toBe(true);
      expect((await decide(review.chair, review.stageId, choice)).finished).toMatchObject({ outcome });
      expect(await ruleStatus(review.ruleVersionId)).toBe(status);
      const { deliberation } = await viewCase(ctxOf(no), { caseId: review.caseId });
      const stage = deliberation?.stages[0];
      expect(stage?.tally).toMatchObject({
        approve: 1,
        reject: 1,
        return: 0,
        present: 2,
        isDecidedByCastingVote: true,
      });
      expect(stage?.castingVote).toMatchObject({ choice, rationale: `I decide: ${choice}.` });
      expect(stage?.seats.map((seat) => [seat.personId, seat.vote?.choice])).toEqual(
        expect.arrayContaining([
          [review.chair.id, 'approve'],
          [no.id, 'reject'],
        ]),
      );
      const past = (await viewRuleHistory(ctxOf(no), review.ruleVersionId)).versions[0]?.stages[0];
      expect(past).toMatchObject({ isDecidedByCastingVote: true });
      expect(past?.votes).toHaveLength(3);
      expect(past?.votes?.filter(({ isReplaced }) => isReplaced)).toEqual([]);
      expect(past?.votes?.filter(({ isCasting }) => isCasting)).toMatchObject([{ choice }]);
      if (choice !== 'reject') return;
      // The only member who rejected said "not as proposed": the casting vote makes it no other no.
      const [told] = await queryAsSuperuser<{ kind: string }>(
        'select kind from rule_rejection where rule_version_id = $1',
        [review.ruleVersionId],
      );
      expect(told?.kind).toBe('not_as_proposed');
    },
  );

  test('a member who leads and has not voted does so first, and no stage waits for one who decided', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true, policy: policyOf(casting) });
    const [yes, no, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await judge(yes, review);
    await vote(yes, review.stageId, 'approve');
    await clear(no, review.stageId);
    await vote(no, review.stageId, 'reject');
    await reveal(review.chair, review.stageId);
    // Who revealed leads no more, and a member follows.
    await queryAsSuperuser('delete from role_grant where person_id = $1', [review.chair.id]);
    const registrar = await aPerson(review.institution, 'registrar');
    await name(registrar, review.stageId, third);
    await clear(third, review.stageId);
    await expect(decide(third, review.stageId, 'approve')).rejects.toEqual(
      refusal('rule_violation', 'review/own-vote-first'),
    );
    const put = () =>
      queryAsSuperuser(
        `insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, round, is_casting)
         values ($1, $2, $3, 1, 'approve', 'x', 2, true)`,
        [review.institution.id, review.stageId, third.id],
      );
    await expect(put()).rejects.toThrow('casts it before the casting vote');
    await vote(third, review.stageId, 'abstain');
    expect((await viewCase(ctxOf(third), { caseId: review.caseId })).notVoted).toEqual([]);
    expect((await decide(third, review.stageId, 'return')).finished).toMatchObject({ outcome: 'returned' });
  });

  test('once whoever leads may know of it, no ballot is cast anew and no seat given or taken back, by SQL neither', async () => {
    const review = await aReview({
      reviewers: 2,
      chairAsked: true,
      policy: policyOf({ ...casting, minutes: true }),
    });
    const { stageId, institution, chair } = review;
    await assign(chair, stageId, chair);
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    const friend = await aPerson(institution, 'reviewer');
    await judge(yes, review);
    await vote(yes, stageId, 'approve');
    await clear(no, stageId);
    await vote(no, stageId, 'reject');
    // Until all have voted everything may change.
    await vote(no, stageId, 'return');
    await vote(chair, stageId, 'abstain');
    const settledVotes = refusal('rule_violation', 'review/votes-settled');
    for (const act of [
      () => vote(no, stageId, 'abstain'),
      () => vote(chair, stageId, 'abstain'),
      () => assign(chair, stageId, friend),
      () => unassignReviewer(ctxOf(chair), { stageId, personId: yes.id }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'rule_violation' });
    await expect(vote(no, stageId, 'abstain')).rejects.toEqual(settledVotes);
    await expect(assign(chair, stageId, friend)).rejects.toEqual(settledVotes);
    const put = (sql: string) => queryAsSuperuser(sql, [institution.id, stageId, no.id]);
    await expect(
      put(
        `insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) values ($1, $2, $3, 9, 'abstain', 'x')`,
      ),
    ).rejects.toThrow('no ballot changes once all have voted');
    const seat = (sql: string) => queryAsSuperuser(sql, [institution.id, stageId, friend.id]);
    await expect(
      seat(
        'insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id) values ($1, $2, $3, $3)',
      ),
    ).rejects.toThrow('no seat is given or taken back');
    await expect(
      put('delete from review_assignment where tenant_id = $1 and stage_id = $2 and person_id = $3'),
    ).rejects.toThrow(/no seat is given or taken back|before a vote/);
    const view = await viewCase(ctxOf(chair), { caseId: review.caseId });
    expect(view.may).toMatchObject({ assign: false, unassign: false, vote: false, decideTie: true });
    await decide(chair, stageId, 'approve');
    await expect(decide(chair, stageId, 'approve')).rejects.toEqual(
      refusal('rule_violation', 'review/not-tied'),
    );
    expect(await close(chair, stageId)).toMatchObject({ outcome: 'passed' });
  });

  test('decides the tie that it was cast on: once the votes changed, it is cast anew, though they are equal again', async () => {
    const review = await aTie({ ...casting, minutes: true });
    const { stageId, caseId, chair, yes, no, institution } = review;
    await decide(chair, stageId, 'approve');
    await reveal(chair, stageId);
    await vote(yes, stageId, 'reject');
    await judge(no, review);
    await vote(no, stageId, 'approve');
    const seen = await viewCase(ctxOf(chair), { caseId });
    expect(seen).toMatchObject({ closeProblem: 'review/tie-waits', may: { decideTie: true } });
    expect(seen.deliberation?.stages[0]).toMatchObject({
      tally: { approve: 1, reject: 1, isDecidedByCastingVote: false },
      castingVote: { choice: 'approve' },
    });
    await expect(close(chair, stageId)).rejects.toEqual(refusal('rule_violation', 'review/tie-waits'));
    await expect(
      queryAsSuperuser(
        "update review_stage set status = 'closed', outcome = 'passed', closed_at = now(), closed_by_id = $3, minutes_ref = 'x', row_version = row_version + 1 where tenant_id = $1 and id = $2",
        [institution.id, stageId, chair.id],
      ),
    ).rejects.toThrow('a stage passes by the ballots that its policy asks for');
    await decide(chair, stageId, 'approve');
    expect(await close(chair, stageId)).toMatchObject({ outcome: 'passed' });
  });

  test('is told to whoever leads alone: voters and authors hear that the stage is to be closed', async () => {
    const review = await aTie();
    const expected = async (person: BuiltPerson) =>
      (await listMyCases(ctxOf(person), { tab: 'all', page: 1 })).items[0]?.expected.map(({ act }) => act);
    const registrar = await aPerson(review.institution, 'registrar');
    for (const person of [review.yes, review.no, review.author, registrar])
      expect(await expected(person)).toEqual(['close']);
    expect((await listMyCases(ctxOf(review.chair), { page: 1 })).items[0]?.turn).toBe('tie');
  });

  test('waits for the chair while somebody else leads for them, and every page says so', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(casting) });
    const { institution, chair, caseId, stageId } = review;
    const delegate = await aPerson(institution, 'reviewer');
    await giveDelegation(
      ctxOf(chair),
      GiveDelegation.parse({
        office: `chair|${institution.departmentId}`,
        delegateId: delegate.id,
        fromDay: '2020-01-01',
        toDay: '2099-12-31',
      }),
    );
    await clear(delegate, stageId);
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(yes, review);
    await vote(yes, stageId, 'approve');
    await clear(no, stageId);
    await vote(no, stageId, 'reject');
    const led = async (person: BuiltPerson) =>
      (await viewLedStages(ctxOf(person), ViewLedStages.parse({ page: 1 }))).stages.map((stage) => [
        stage.turnGroup,
        stage.ownAsk,
        stage.awaited.map(({ name, ask }) => [name, ask]),
      ]);
    const listed = async (person: BuiltPerson) =>
      (await listMyCases(ctxOf(person), { tab: 'all', page: 1 })).items.map((item) => [
        item.turn,
        item.expected.map(({ act, names }) => [act, names]),
      ]);
    expect(await led(chair)).toEqual([['you', 'tie', []]]);
    expect(await led(delegate)).toEqual([['chair', null, [[chair.name, 'tie']]]]);
    expect(await listed(chair)).toEqual([['tie', []]]);
    expect(await listed(delegate)).toEqual([['leads', [['tie', [chair.name]]]]]);
    expect(await listed(yes)).toEqual([['voted', [['close', [chair.name]]]]]);
    expect(await viewCase(ctxOf(delegate), { caseId })).toMatchObject({
      turn: 'leads',
      closeProblem: 'review/tie-waits',
      may: { decideTie: false },
    });
    expect((await viewCase(ctxOf(chair), { caseId })).turn).toBe('tie');
    // Who casts it is told by mail, not who leads for them.
    expect(
      await queryAsSuperuser(
        `select m.payload->'about'->>'personId' as id from outbox_message m
          where m.kind = 'review.tied' and m.tenant_id = $1`,
        [institution.id],
      ),
    ).toEqual([{ id: chair.id }]);
    expect((await decide(chair, stageId, 'approve')).finished).toMatchObject({ outcome: 'passed' });
  });

  test('a seat whose role has ended is no vote again because its person decided the tie', async () => {
    const review = await aReview({
      reviewers: 3,
      chairAsked: true,
      policy: policyOf({ ...casting, minutes: true }),
    });
    const [yes, no, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await name(review.chair, review.stageId, third);
    await clear(third, review.stageId);
    await judge(yes, review);
    await vote(yes, review.stageId, 'approve');
    await clear(no, review.stageId);
    await vote(no, review.stageId, 'reject');
    await queryAsSuperuser('delete from role_grant where person_id = $1', [third.id]);
    await queryAsSuperuser("insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'dean')", [
      review.institution.id,
      third.id,
    ]);
    const leader = { ...third, roles: [{ role: 'dean' as const, departmentId: null }] };
    await decide(leader, review.stageId, 'approve');
    expect(await close(leader, review.stageId)).toMatchObject({ outcome: 'passed' });
    const { deliberation } = await viewCase(ctxOf(review.chair), { caseId: review.caseId });
    expect(deliberation?.stages[0]?.tally).toMatchObject({ eligible: 2, present: 2 });
  });

  test('what it decided stays on record, though its chair finds a conflict in the stage that follows', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(casting, committee) });
    await queryAsSuperuser(
      "insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'committee_member')",
      [review.institution.id, review.chair.id],
    );
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(yes, review);
    await vote(yes, review.stageId, 'approve');
    await clear(no, review.stageId);
    await vote(no, review.stageId, 'reject');
    expect((await decide(review.chair, review.stageId, 'approve')).finished).toMatchObject({
      outcome: 'passed',
    });
    const told = async () => {
      const [stage] = (await viewCase(ctxOf(no), { caseId: review.caseId })).deliberation?.stages ?? [];
      return [stage?.tally, stage?.isDecidedByCastingVote, stage?.castingVote];
    };
    const before = await told();
    expect(before[1]).toBe(true);
    await recuse(review.chair, (await openStageOf(review.caseId))?.id ?? '');
    expect(await told()).toEqual(before);
  });

  test('a ballot before the tie is none, though it is the same one: it is cast as the casting vote', async () => {
    const review = await aReview({ reviewers: 1, chairAsked: true, policy: policyOf(casting) });
    await assign(review.chair, review.stageId, review.chair);
    await judge(review.chair, review);
    await vote(review.chair, review.stageId, 'approve');
    const [no] = review.reviewers as [BuiltPerson];
    await clear(no, review.stageId);
    expect((await vote(no, review.stageId, 'reject')).finished).toBeNull();
    await expect(vote(review.chair, review.stageId, 'approve')).rejects.toEqual(
      refusal('rule_violation', 'review/votes-settled'),
    );
    expect((await decide(review.chair, review.stageId, 'approve')).finished).toMatchObject({
      outcome: 'passed',
    });
  });

  test('nobody without a seat votes where nothing is tied, and where the tie is not told yet', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true, policy: policyOf(casting) });
    const [yes, no] = review.reviewers as [BuiltPerson, BuiltPerson];
    await expect(vote(review.chair, review.stageId)).rejects.toMatchObject({ reason: 'review/not-voting' });
    await judge(yes, review);
    await vote(yes, review.stageId, 'approve');
    await clear(no, review.stageId);
    await vote(no, review.stageId, 'reject');
    await expect(vote(review.chair, review.stageId)).rejects.toMatchObject({ reason: 'review/not-voting' });
    await reveal(review.chair, review.stageId);
    await vote(review.chair, review.stageId);
    expect(await close(review.chair, review.stageId)).toMatchObject({ outcome: 'passed' });
  });

  test('the database takes it from whoever leads alone, and only where the policy gives one', async () => {
    const cast = ({ institution, stageId }: Arranged, person: BuiltPerson, choice = 'approve') =>
      queryAsSuperuser(
        `insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, is_casting)
         values ($1, $2, $3, 7, $4, 'x', true)`,
        [institution.id, stageId, person.id, choice],
      );
    const review = await aTie();
    await expect(cast(review, review.yes)).rejects.toThrow('whoever leads');
    await expect(cast(review, review.chair, 'abstain')).rejects.toThrow('vote_casting_decides');
    const untied = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(casting) });
    await expect(cast(untied, untied.chair)).rejects.toThrow('decides a tie');
    const plain = await aReview({ reviewers: 2, chairAsked: true, policy: policyOf(department) });
    await expect(cast(plain, plain.chair)).rejects.toThrow('whoever leads');
  });
});

describe('who leads is settled', () => {
  test('once enough have voted where a casting vote may be asked for', async () => {
    const review = await aTie(casting, true);
    await expect(name(review.chair, review.stageId, review.yes)).rejects.toEqual(settled);
    expect((await viewCase(ctxOf(review.chair), { caseId: review.caseId })).may.nameChair).toBe(false);
  });

  test('once the ballots are revealed, by SQL too', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true, policy: policyOf(department) });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await name(review.chair, review.stageId, first);
    const head = await aPerson(review.institution, 'chair');
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'abstain');
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'abstain');
    await reveal(first, review.stageId);
    await expect(name(review.chair, review.stageId, head)).rejects.toEqual(settled);
    const put = () =>
      queryAsSuperuser('update review_stage set chair_id = $2 where id = $1', [review.stageId, head.id]);
    await expect(put()).rejects.toThrow('who leads');
    // Whoever can lead no longer is followed all the same.
    await queryAsSuperuser('delete from role_grant where person_id = $1', [first.id]);
    await name(review.chair, review.stageId, head);
    expect((await openStageOf(review.caseId))?.chair_id).toBe(head.id);
  });

  test('by whoever leads only after saying that there is no conflict: who has one does not choose who follows', async () => {
    const review = await aReview({ reviewers: 2 });
    await expect(name(review.chair, review.stageId, review.reviewers[0] as BuiltPerson)).rejects.toEqual(
      refusal('invalid_transition', 'review/declare-first'),
    );
    await clear(review.chair, review.stageId);
    await name(review.chair, review.stageId, review.reviewers[0] as BuiltPerson);
  });

  test('a registrar names somebody only where nobody leads', async () => {
    const review = await aReview({ reviewers: 2 });
    const registrar = await aPerson(review.institution, 'registrar');
    await expect(name(registrar, review.stageId, review.reviewers[0] as BuiltPerson)).rejects.toEqual(
      refusal('forbidden', 'access/not-chair'),
    );
    await recuse(review.chair, review.stageId);
    await name(registrar, review.stageId, review.reviewers[0] as BuiltPerson);
    await expect(name(registrar, review.stageId, review.reviewers[1] as BuiltPerson)).rejects.toEqual(
      refusal('forbidden', 'access/not-chair'),
    );
  });
});
