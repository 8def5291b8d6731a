import { describe, expect, test } from 'vitest';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { viewCase } from '@/lib/usecases/review/view-case';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, auditActions, clear, judge, openStageOf, recuse, refusal, stageRow, vote } from './arrange';

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

  test('why ballots are not revealed yet, and of each stage whether its votes closed it', async () => {
    const review = await aReview({ reviewers: 1, chairAsked: true });
    const [reviewer] = review.reviewers as [BuiltPerson];
    expect((await view(review.chair, review.caseId)).revealProblem).toBe('review/quorum-missing');
    await judge(reviewer, review);
    await vote(reviewer, review.stageId);
    const { deliberation } = await view(await aPerson(review.institution, 'registrar'), review.caseId);
    expect(
      deliberation?.stages.map(({ kind, status, isClosedByVotes }) => [kind, status, isClosedByVotes]),
    ).toEqual([
      ['department', 'closed', true],
      ['committee', 'open', false],
    ]);
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

describe('the authors learn why, not who', () => {
  test('however the review stands: no seat, no ballot, no score, no matrix, no remark, no name', async () => {
    const review = await aReview({ reviewers: 2, chairAsked: true });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    const other = await aPerson(review.institution, 'registrar');
    await queryAsSuperuser(
      `WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true))
       INSERT INTO rule_contributor (tenant_id, rule_version_id, person_id) SELECT $1::uuid, $2::uuid, $3::uuid FROM quiet`,
      [review.institution.id, review.ruleVersionId, other.id],
    );
    await judge(first, review);
    await askForMore(ctxOf(first), { stageId: review.stageId, kind: 'question', body: 'Who proctors?' });
    await askForMore(ctxOf(first), { stageId: review.stageId, kind: 'comment', body: 'I find it thin.' });
    await vote(first, review.stageId, 'return');
    await judge(second, review);
    await vote(second, review.stageId, 'return');
    for (const author of [review.author, other]) {
      const seen = await view(author, review.caseId);
      expect(seen).toMatchObject({ standing: 'author', reviewRecord: { conflicts: null } });
      expect(seen.deliberation).toMatchObject({ others: null, own: null });
      expect(seen.deliberation?.stages[0]).toMatchObject({ seats: [], tally: null, outcome: 'returned' });
      const said = seen.deliberation?.messages ?? [];
      expect(said.map(({ kind }) => kind).sort()).toEqual(['question', 'return']);
      expect(said.map(({ authorName }) => authorName)).toEqual([null, null]);
      expect(said.find(({ kind }) => kind === 'return')?.body).toContain('I return.');
      const history = await viewRuleHistory(ctxOf(author), review.ruleVersionId);
      expect(history.versions[0]?.stages[0]?.votes).toBeNull();
      for (const name of [first.name, second.name])
        expect(JSON.stringify([seen, history.versions])).not.toContain(`"${name}"`);
    }
    const colleague = await aPerson(review.institution, 'registrar');
    expect((await view(colleague, review.caseId)).deliberation?.stages[0]?.seats).toHaveLength(3);
  });
});

describe('blind until the stage ends or is revealed', () => {
  const seatOf = (seen: Awaited<ReturnType<typeof view>>, person: BuiltPerson) =>
    seen.deliberation?.stages.at(-1)?.seats.find((seat) => seat.personId === person.id);

  test('a vote, an abstention included, shows nothing of the others; the reveal shows all to all', async () => {
    const review = await aReview({ reviewers: 5, chairAsked: true });
    const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await judge(first, review);
    await askForMore(ctxOf(first), { stageId: review.stageId, kind: 'comment', body: 'I find it thin.' });
    await vote(first, review.stageId, 'reject');
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'abstain');
    await judge(third, review);
    await vote(third, review.stageId, 'approve');
    const readers = [
      second,
      third,
      review.chair,
      await aPerson(review.institution, 'registrar'),
      await aPerson(review.institution, 'auditor'),
      await aPerson(review.institution, 'dean'),
      await aPerson(review.institution, 'committee_chair'),
    ];
    for (const reader of readers) {
      const seen = await view(reader, review.caseId);
      expect(seen.deliberation?.stages[0]).toMatchObject({ tally: null });
      expect(seatOf(seen, first)).toMatchObject({ hasVoted: true, vote: null });
      expect(seen.deliberation).toMatchObject({ others: null, messages: [], hidesRemarks: true });
    }
    expect(seatOf(await view(first, review.caseId), first)).toMatchObject({ vote: { choice: 'reject' } });
    const { row_version: expectedVersion = 0 } = (await stageRow(review.stageId)) ?? {};
    await revealBallots(ctxOf(review.chair), { stageId: review.stageId, expectedVersion });
    for (const reader of readers) {
      const seen = await view(reader, review.caseId);
      expect(seen.deliberation?.stages[0]?.tally).toMatchObject({ reject: 1, abstain: 1, approve: 1 });
      expect(seatOf(seen, first)).toMatchObject({ vote: { choice: 'reject', round: 1 } });
      expect(seen.deliberation?.messages.map((message) => message.body)).toEqual(['I find it thin.']);
    }
    await vote(second, review.stageId, 'return');
    expect(seatOf(await view(first, review.caseId), second)).toMatchObject({
      vote: { choice: 'return', round: 2 },
    });
  });

  test('a stage that nobody leads is as blind, to whoever may come to lead it', async () => {
    const review = await aReview({ reviewers: 3 });
    await recuse(review.chair, review.stageId);
    const first = review.reviewers[0] as BuiltPerson;
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'reject');
    for (const role of ['committee_chair', 'dean', 'registrar'] as const) {
      const seen = await view(await aPerson(review.institution, role), review.caseId);
      expect(seen.deliberation?.stages[0]).toMatchObject({ tally: null });
      expect(seatOf(seen, first)).toMatchObject({ hasVoted: true, vote: null });
    }
    const substitute = await aPerson(review.institution, 'chair');
    await clear(substitute, review.stageId);
    expect(seatOf(await view(substitute, review.caseId), first)).toMatchObject({ vote: null });
  });

  test('nobody sees more of a blind stage, however others vote in it', async () => {
    const people = ['chair', 'committee_chair', 'dean', 'auditor', 'registrar', 'evaluator'] as const;
    const shown: string[] = [];
    for (const choice of ['reject', 'return', 'abstain'] as const) {
      const review = await aReview({ reviewers: 5, chairAsked: true });
      const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
      await clear(first, review.stageId);
      await clear(second, review.stageId);
      await vote(first, review.stageId, choice);
      const readers = [review.chair, second];
      for (const role of people) readers.push(await aPerson(review.institution, role));
      const seen: unknown[] = [];
      for (const reader of readers) {
        const { deliberation, isClosable, closeProblem, revealProblem, ballotEnding } = await view(
          reader,
          review.caseId,
        );
        const stage = deliberation?.stages[0];
        seen.push({
          isClosable,
          closeProblem,
          revealProblem,
          ballotEnding,
          tally: stage?.tally,
          votes: stage?.seats.map(({ vote, hasVoted }) => [vote, hasVoted]).filter(([, voted]) => voted),
          others: deliberation?.others,
          own: deliberation?.own?.vote,
        });
      }
      shown.push(JSON.stringify(seen));
    }
    expect(new Set(shown).size).toBe(1);
  });

  test('the chair reveals once, after enough have voted, an own vote included; it is on record', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    const reveal = async (by: BuiltPerson) =>
      revealBallots(ctxOf(by), {
        stageId: review.stageId,
        expectedVersion: (await stageRow(review.stageId))?.row_version ?? 0,
      });
    await clear(first, review.stageId);
    await vote(first, review.stageId, 'reject');
    await expect(reveal(review.chair)).rejects.toMatchObject({ reason: 'review/quorum-missing' });
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'return');
    await expect(reveal(second)).rejects.toEqual(refusal('forbidden', 'access/not-chair'));
    await expect(reveal(await aPerson(review.institution, 'registrar'))).rejects.toEqual(
      refusal('forbidden', 'access/not-chair'),
    );
    await expect(reveal(await aPerson(await anInstitution(), 'chair'))).rejects.toEqual(
      refusal('not_found', 'review/not-found'),
    );
    await reveal(review.chair);
    expect((await auditActions(review.institution.id)).at(-1)).toBe('review.reveal');
    await expect(reveal(review.chair)).rejects.toEqual(refusal('rule_violation', 'review/revealed-already'));
    for (const change of [
      'revealed_at = null, revealed_by_id = null',
      "revealed_at = now() + interval '1 day'",
    ])
      await expect(
        queryAsSuperuser(`update review_stage set ${change} where id = $1`, [review.stageId]),
      ).rejects.toThrow('a reveal stands');
    await expect(
      queryAsSuperuser(
        `insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, round) values ($1, $2, $3, 2, 'abstain', 'x', 1)`,
        [review.institution.id, review.stageId, first.id],
      ),
    ).rejects.toThrow('the round in which it is cast');
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
  const review = await aReview({ reviewers: 1, chairAsked: true });
  const other = await aPerson(review.institution, 'reviewer');
  const seen = await view(review.chair, review.caseId);
  expect(seen.candidates.map(({ id }) => id).sort()).toEqual([other.id, review.chair.id].sort());
});
