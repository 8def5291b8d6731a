import { describe, expect, test } from 'vitest';
import { DeclareConflict, declareConflict } from '@/lib/usecases/review/declare-conflict';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { viewCase } from '@/lib/usecases/review/view-case';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, auditActions, clear, judge, openStageOf, recuse, refusal, vote } from './arrange';

const seat = (stageId: string, personId: string) =>
  queryAsSuperuser(
    'select conflict_declared, is_recused, conflict_note from review_assignment where stage_id = $1 and person_id = $2',
    [stageId, personId],
  );

test('none, then a conflict found later: the vote no longer counts and the seat is lost', async () => {
  const review = await aReview({ reviewers: 3 });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  expect(await clear(first, review.stageId)).toEqual({ caseId: review.caseId, isRecused: false });
  await vote(first, review.stageId, 'reject');
  expect(await recuse(first, review.stageId)).toEqual({ caseId: review.caseId, isRecused: true });
  expect(await seat(review.stageId, first.id)).toEqual([
    { conflict_declared: true, is_recused: true, conflict_note: 'I wrote the course.' },
  ]);
  await clear(second, review.stageId);
  expect((await vote(second, review.stageId, 'reject')).finished).toBeNull();
  expect(
    (await auditActions(review.institution.id)).filter((action) => action === 'review.declareConflict'),
  ).toHaveLength(3);
});

test('refused: taking a conflict back, the unassigned, another institution, a closed stage', async () => {
  const review = await aReview({ reviewers: 2 });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  await recuse(first, review.stageId);
  await expect(clear(first, review.stageId)).rejects.toEqual(
    refusal('invalid_transition', 'review/conflict-stays'),
  );
  await expect(clear(review.author, review.stageId)).rejects.toEqual(
    refusal('forbidden', 'access/not-assigned'),
  );
  await expect(clear(review.dean, review.stageId)).rejects.toEqual(
    refusal('forbidden', 'access/not-assigned'),
  );
  await expect(clear(await aPerson(await anInstitution(), 'reviewer'), review.stageId)).rejects.toEqual(
    refusal('not_found', 'review/not-found'),
  );
  await clear(second, review.stageId);
  await vote(second, review.stageId, 'reject');
  await expect(recuse(second, review.stageId)).rejects.toEqual(
    refusal('invalid_transition', 'review/stage-closed'),
  );
});

test('a conflict says what it is', () => {
  expect(
    DeclareConflict.safeParse({ stageId: crypto.randomUUID(), conflict: 'conflict', note: ' ' }).error
      ?.issues[0]?.path,
  ).toEqual(['note']);
});

test('the same form sent twice is one declaration', async () => {
  const review = await aReview({ reviewers: 1 });
  const ctx = ctxOf(review.reviewers[0] as BuiltPerson, { idempotencyKey: 'declare-form' });
  const input = { stageId: review.stageId, conflict: 'none' as const, note: '' };
  expect(await declareConflict(ctx, input)).toEqual(await declareConflict(ctx, input));
  expect(
    (await auditActions(review.institution.id)).filter((action) => action === 'review.declareConflict'),
  ).toHaveLength(1);
});

const mails = (tenantId: string, kind: string) =>
  queryAsSuperuser<{ to: string }>(
    "select payload->>'to' as to from outbox_message where tenant_id = $1 and kind = $2",
    [tenantId, kind],
  );
const mailOf = async (person: BuiltPerson) =>
  (await queryAsSuperuser<{ email: string }>('select email from person where id = $1', [person.id]))[0]
    ?.email;

describe('a recusal', () => {
  test('tells the chair, who reads what the conflict is; so does an auditor, and nobody else', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await recuse(first, review.stageId);
    expect(await mails(review.institution.id, 'review.recused')).toEqual([
      { to: await mailOf(review.chair) },
    ]);
    await clear(second, review.stageId);
    const noteFor = async (person: BuiltPerson) =>
      (await viewCase(ctxOf(person), { caseId: review.caseId })).deliberation?.stages[0]?.seats.find(
        (seat) => seat.personId === first.id,
      )?.conflictNote;
    expect(await noteFor(review.chair)).toBe('I wrote the course.');
    expect(await noteFor(await aPerson(review.institution, 'auditor'))).toBe('I wrote the course.');
    expect(await noteFor(second)).toBeNull();
    expect(await noteFor(await aPerson(review.institution, 'registrar'))).toBeNull();
    expect(await noteFor(review.author)).toBeUndefined();
  });

  test('of the chair has somebody else of that office lead', async () => {
    const review = await aReview({ reviewers: 2 });
    const other = await aPerson(review.institution, 'chair');
    await recuse(review.chair, review.stageId);
    expect((await openStageOf(review.caseId))?.chair_id).toBe(other.id);
    expect(await mails(review.institution.id, 'review.chairing')).toEqual([{ to: await mailOf(other) }]);
  });

  test('of the only chair has the registrars name one, who leads', async () => {
    const review = await aReview({ reviewers: 2 });
    const registrar = await aPerson(review.institution, 'registrar');
    const [first] = review.reviewers as [BuiltPerson];
    await recuse(review.chair, review.stageId);
    expect((await openStageOf(review.caseId))?.chair_id).toBeNull();
    expect(await mails(review.institution.id, 'review.chairless')).toEqual([{ to: await mailOf(registrar) }]);
    const seen = await viewCase(ctxOf(registrar), { caseId: review.caseId });
    expect(seen.may.nameChair).toBe(true);
    expect(seen.chairCandidates.map(({ id }) => id)).toContain(first.id);
    const name = (by: BuiltPerson, person: BuiltPerson) =>
      nameChair(ctxOf(by), { stageId: review.stageId, personId: person.id });
    await expect(name(registrar, review.chair)).rejects.toEqual(
      refusal('rule_violation', 'review/conflict-known'),
    );
    await expect(name(registrar, review.author)).rejects.toEqual(
      refusal('rule_violation', 'rule/author-reviews'),
    );
    await expect(name(registrar, registrar)).rejects.toEqual(refusal('rule_violation', 'access/oneself'));
    await expect(name(registrar, await aPerson(review.institution, 'evaluator'))).rejects.toMatchObject({
      reason: 'review/not-eligible',
    });
    await expect(name(first, first)).rejects.toEqual(refusal('forbidden', 'access/not-chair'));
    await name(registrar, first);
    expect((await openStageOf(review.caseId))?.chair_id).toBe(first.id);
    expect(await mails(review.institution.id, 'review.chairing')).toEqual([{ to: await mailOf(first) }]);
    await clear(first, review.stageId);
    expect((await viewCase(ctxOf(first), { caseId: review.caseId })).may.assign).toBe(true);
    expect((await auditActions(review.institution.id)).at(-2)).toBe('review.nameChair');
  });
});

test('a chair without a seat is asked before reading on', async () => {
  const review = await aReview({ reviewers: 2 });
  expect(await viewCase(ctxOf(review.chair), { caseId: review.caseId })).toMatchObject({
    standing: 'declare',
    deliberation: null,
    may: { assign: false, close: false, reveal: false, unassign: false },
  });
  await clear(review.chair, review.stageId);
  expect(await viewCase(ctxOf(review.chair), { caseId: review.caseId })).toMatchObject({
    standing: 'reader',
    may: { assign: true, close: true, judge: false, vote: false },
  });
});

test('a conflict is one with the whole case: who comes into an office later does not deny it there, nor does a seat by SQL', async () => {
  const review = await aReview({ reviewers: 1 });
  const [reviewer] = review.reviewers as [BuiltPerson];
  await recuse(review.chair, review.stageId);
  await judge(reviewer, review);
  await vote(reviewer, review.stageId);
  const stageId = (await openStageOf(review.caseId))?.id ?? '';
  await queryAsSuperuser(
    "insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'committee_chair')",
    [review.institution.id, review.chair.id],
  );
  await expect(clear(review.chair, stageId)).rejects.toEqual(
    refusal('invalid_transition', 'review/conflict-stays'),
  );
  await expect(
    queryAsSuperuser(
      'insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id, conflict_declared) values ($1, $2, $3, $3, false)',
      [review.institution.id, stageId, review.chair.id],
    ),
  ).rejects.toThrow('takes no part in any of its stages');
});
