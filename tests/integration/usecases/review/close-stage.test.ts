import { describe, expect, test } from 'vitest';
import { addDays, parseCivilDate } from '@/lib/kernel/civil-date';
import { listInstitutions } from '@/lib/usecases/catalog/list-institutions';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { CastVote, castVote } from '@/lib/usecases/review/cast-vote';
import { closeStage, type CloseStage } from '@/lib/usecases/review/close-stage';
import { unassignReviewer } from '@/lib/usecases/review/unassign-reviewer';
import { viewCase } from '@/lib/usecases/review/view-case';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { publishRule } from '@/lib/usecases/rule/publish-rule';
import { settleConditions } from '@/lib/usecases/rule/settle-conditions';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import { viewRule } from '@/lib/usecases/rule/view-rule';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf, today as day } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { untilAnswered } from '@/tests/support/until-answered';
import {
  aReview,
  type Arranged,
  auditActions,
  clear,
  committee,
  dean,
  decide,
  department,
  judge,
  recuse,
  mailKinds,
  openStageOf,
  policyOf,
  refusal,
  ruleStatus,
  stageRow,
  vote,
  onConditions,
} from './arrange';

const today = parseCivilDate(day);

const close = async (
  person: BuiltPerson,
  stageId: string,
  more: Partial<CloseStage> = {},
  idempotencyKey?: string,
) =>
  closeStage(ctxOf(person, idempotencyKey ? { idempotencyKey } : {}), {
    stageId,
    expectedVersion: (await stageRow(stageId))?.row_version ?? 0,
    minutesRef: '',
    note: '',
    notAsked: 'on',
    ...more,
  });

/** Three of five have voted: enough to close, not enough to close by itself. */
async function quorate(
  review: Arranged,
  ...choices: ('approve' | 'reject' | 'return' | 'abstain')[]
): Promise<void> {
  for (const [index, choice] of choices.entries()) {
    const person = review.reviewers[index] as BuiltPerson;
    if (choice === 'approve') await judge(person, review);
    else await clear(person, review.stageId);
    await vote(person, review.stageId, choice);
  }
}

/** A review whose committee of five sits, with these votes cast. */
async function inCommittee(
  policy = policyOf(department, committee),
  ...choices: ('approve' | 'reject' | 'return' | 'abstain')[]
) {
  const review = await aReview({ chairAsked: true, reviewers: 1, members: 5, policy });
  await quorate(review, 'approve');
  const stage = await openStageOf(review.caseId);
  for (const [index, choice] of choices.entries()) {
    await clear(review.members[index] as BuiltPerson, stage?.id ?? '');
    await vote(review.members[index] as BuiltPerson, stage?.id ?? '', choice);
  }
  return { ...review, stageId: stage?.id ?? '', head: review.members[0] as BuiltPerson };
}

describe('closing a stage', () => {
  test.each([
    [['approve', 'approve', 'reject'], 'passed', 'in_committee'],
    [['approve', 'reject', 'reject'], 'failed', 'rejected'],
    [['approve', 'return', 'return'], 'returned', 'returned'],
    [['abstain', 'abstain', 'abstain'], 'returned', 'returned'],
  ] as const)('%j makes it %s: the outcome is what the votes say', async (choices, outcome, status) => {
    const review = await aReview({ chairAsked: true, reviewers: 5 });
    await quorate(review, ...choices);
    expect(await close(review.chair, review.stageId, { note: 'As discussed.' })).toEqual({
      outcome,
      ruleStatus: status,
      caseId: review.caseId,
    });
    expect(await stageRow(review.stageId)).toMatchObject({
      status: 'closed',
      outcome,
      closed_by_id: review.chair.id,
      close_note: 'As discussed.',
    });
    expect((await auditActions(review.institution.id)).at(-1)).toBe('review.closeStage');
  });

  test('a committee needs its minutes', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'reject');
    await expect(close(review.head, review.stageId)).rejects.toEqual(
      refusal('invalid_input', 'review/minutes-missing'),
    );
    expect(await close(review.head, review.stageId, { minutesRef: 'CC 2026-11, item 4' })).toMatchObject({
      ruleStatus: 'approved',
    });
    expect(await stageRow(review.stageId)).toMatchObject({ minutes_ref: 'CC 2026-11, item 4' });
  });

  test('sent twice, it closes once and answers alike', async () => {
    const review = await aReview({ chairAsked: true, reviewers: 5 });
    await quorate(review, 'reject', 'reject', 'abstain');
    const version = (await stageRow(review.stageId))?.row_version ?? 0;
    const first = await close(review.chair, review.stageId, { expectedVersion: version }, 'closing-form');
    expect(await close(review.chair, review.stageId, { expectedVersion: version }, 'closing-form')).toEqual(
      first,
    );
    expect(
      (await auditActions(review.institution.id)).filter((action) => action === 'review.closeStage'),
    ).toHaveLength(1);
  });
});

describe('refusals', () => {
  test('without a quorum, it says how many votes are missing', async () => {
    const review = await aReview({ chairAsked: true, reviewers: 5 });
    await quorate(review, 'reject');
    await expect(close(review.chair, review.stageId)).rejects.toMatchObject({
      code: 'rule_violation',
      reason: 'review/quorum-missing',
      details: { missing: 2 },
    });
    expect(await stageRow(review.stageId)).toMatchObject({ status: 'open' });
  });

  test('where all must vote, it waits for all', async () => {
    const review = await aReview({
      chairAsked: true,
      reviewers: 3,
      policy: policyOf({ ...department, mode: 'all' }),
    });
    await quorate(review, 'approve', 'approve');
    await expect(close(review.chair, review.stageId)).rejects.toMatchObject({
      reason: 'review/votes-missing',
      details: { missing: 1 },
    });
  });

  test('a vote cast since the chair looked is a conflict', async () => {
    const review = await aReview({ chairAsked: true, reviewers: 5 });
    await quorate(review, 'abstain', 'abstain', 'reject');
    const seen = (await stageRow(review.stageId))?.row_version ?? 0;
    await vote(review.reviewers[2] as BuiltPerson, review.stageId, 'return');
    await expect(close(review.chair, review.stageId, { expectedVersion: seen })).rejects.toEqual(
      refusal('conflict', 'review/changed-meanwhile'),
    );
  });

  test('whoever does not lead the stage, or works elsewhere', async () => {
    const review = await aReview({ chairAsked: true, reviewers: 5 });
    await quorate(review, 'reject', 'reject', 'abstain');
    const [reviewer] = review.reviewers as [BuiltPerson];
    await expect(close(reviewer, review.stageId)).rejects.toEqual(refusal('forbidden', 'access/not-chair'));
    await expect(close(await aPerson(review.institution, 'registrar'), review.stageId)).rejects.toEqual(
      refusal('forbidden', 'access/not-chair'),
    );
    await expect(close(await aPerson(await anInstitution(), 'chair'), review.stageId)).rejects.toEqual(
      refusal('not_found', 'review/not-found'),
    );
    await close(review.chair, review.stageId);
    await expect(close(review.chair, review.stageId)).rejects.toEqual(
      refusal('invalid_transition', 'review/stage-closed'),
    );
  });

  test('a chair who is the only one whose vote counts, since the other found a conflict afterwards', async () => {
    const review = await aReview({ reviewers: 1, chairAsked: true, policy: policyOf(department) });
    const [other] = review.reviewers as [BuiltPerson];
    await assignReviewers(ctxOf(review.chair), { stageId: review.stageId, personIds: [review.chair.id] });
    await clear(other, review.stageId);
    await vote(other, review.stageId, 'abstain');
    await recuse(other, review.stageId);
    await judge(review.chair, review);
    expect((await vote(review.chair, review.stageId)).finished).toBeNull();
    await expect(close(review.chair, review.stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/chair-alone'),
    );
  });

  test('a chair who is the only one to have voted', async () => {
    const review = await aReview({ chairAsked: true, reviewers: 0 });
    await queryAsSuperuser('update review_assignment set is_voting = true where stage_id = $1', [
      review.stageId,
    ]);
    await vote(review.chair, review.stageId, 'reject');
    await expect(close(review.chair, review.stageId)).rejects.toEqual(
      refusal('rule_violation', 'review/chair-alone'),
    );
  });
});

describe('conditions', () => {
  const conditional = {
    ...onConditions('The provider names its proctor by 31 March; the evaluator checks.'),
    minutesRef: 'CC 2026-11',
  };

  test('an approval with conditions waits until they are settled', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'abstain');
    expect(await close(review.head, review.stageId, conditional)).toMatchObject({
      outcome: 'passed',
      ruleStatus: 'conditionally_approved',
    });
    const [row] = await queryAsSuperuser<{ row_version: number }>(
      'select row_version from rule_version where id = $1',
      [review.ruleVersionId],
    );
    const settle = (person: BuiltPerson, met: 'met' | 'unmet', expectedVersion = row?.row_version ?? 0) =>
      settleConditions(ctxOf(person), {
        ruleVersionId: review.ruleVersionId,
        expectedVersion,
        met,
        reason: 'The page of the provider of 3 March.',
      });
    await expect(settle(review.chair, 'met')).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
    await expect(settle(await aPerson(await anInstitution(), 'evaluator'), 'met')).rejects.toEqual(
      refusal('not_found', 'rule/not-found'),
    );
    await expect(settle(review.author, 'met')).rejects.toEqual(refusal('forbidden', 'access/author'));
    await expect(settle(review.head, 'met', 1)).rejects.toMatchObject({ code: 'conflict' });
    expect(await settle(review.head, 'met')).toMatchObject({ status: 'approved' });
    expect((await auditActions(review.institution.id)).at(-1)).toBe('rule.settleConditions');
    await expect(settle(review.head, 'unmet')).rejects.toMatchObject({ code: 'invalid_transition' });
  });

  test('conditions that were not met end in a rejection', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'abstain');
    await close(review.head, review.stageId, conditional);
    const [row] = await queryAsSuperuser<{ row_version: number }>(
      'select row_version from rule_version where id = $1',
      [review.ruleVersionId],
    );
    await settleConditions(ctxOf(await aPerson(review.institution, 'evaluator')), {
      ruleVersionId: review.ruleVersionId,
      expectedVersion: row?.row_version ?? 0,
      met: 'unmet',
      reason: 'No answer.',
      publicReason: 'The provider named no proctor.',
    });
    expect(await ruleStatus(review.ruleVersionId)).toBe('rejected');
  });

  test('are owed by somebody until some day, as the case and the history tell, and the act says who was named', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'abstain');
    const registrar = await aPerson(review.institution, 'registrar');
    await close(review.head, review.stageId, {
      ...conditional,
      conditionsOwner: `person:${review.author.id}`,
      conditionsDueOn: today,
    });
    const owed = {
      owner: { personId: review.author.id, name: review.author.name, role: null },
      dueOn: today,
    };
    const { deliberation, reviewRecord, turn } = await viewCase(ctxOf(review.author), {
      caseId: review.caseId,
    });
    expect([deliberation?.stages.at(-1)?.conditions, turn]).toEqual([owed, 'meet']);
    expect(reviewRecord.owed).toMatchObject({ ...owed, due: { state: 'today' }, isOwn: true });
    const history = await viewRuleHistory(ctxOf(registrar), review.ruleVersionId);
    expect(history.versions[0]?.stages.at(-1)?.conditions).toEqual(owed);
    const [audited] = await queryAsSuperuser<{ after: unknown }>(
      `select d.after from audit_event e join audit_detail d on d.tenant_id = e.tenant_id and d.seq = e.seq
        where e.tenant_id = $1 and e.action = 'review.closeStage' order by e.seq desc limit 1`,
      [review.institution.id],
    );
    expect(audited?.after).toMatchObject({
      conditions: { owner: { personId: review.author.id, role: null }, dueOn: today },
    });
  });

  test('not of nobody, not until a day that has passed, not by somebody who is not here', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'abstain');
    const stranger = await aPerson(await anInstitution(), 'evaluator');
    for (const [wrong, field, reason] of [
      [{ conditionsOwner: undefined }, 'conditionsOwner', 'field/conditions-owner'],
      [{ conditionsDueOn: undefined }, 'conditionsDueOn', 'field/conditions-due'],
      [{ conditionsDueOn: addDays(today, -1) }, 'conditionsDueOn', 'field/conditions-due-past'],
      [
        { conditionsOwner: `person:${stranger.id}` as const },
        'conditionsOwner',
        'field/conditions-owner-left',
      ],
    ] as const)
      await expect(close(review.head, review.stageId, { ...conditional, ...wrong })).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fieldErrors: { [field]: reason } },
      });
    expect((await openStageOf(review.caseId))?.id).toBe(review.stageId);
  });

  test('nobody is named for the conditions of what the votes did not approve', async () => {
    const review = await inCommittee(undefined, 'reject', 'reject', 'abstain');
    await close(review.head, review.stageId, conditional);
    const [row] = await queryAsSuperuser(
      'select outcome, conditions_owner_role, conditions_due_on from review_stage where id = $1',
      [review.stageId],
    );
    expect(row).toEqual({ outcome: 'failed', conditions_owner_role: null, conditions_due_on: null });
  });

  test('not without words, not while a stage follows', async () => {
    const review = await inCommittee(policyOf(department, committee, dean), 'approve', 'approve', 'abstain');
    await expect(close(review.head, review.stageId, conditional)).rejects.toEqual(
      refusal('rule_violation', 'review/conditions-too-early'),
    );
    const last = await inCommittee(undefined, 'approve', 'approve', 'abstain');
    await expect(close(last.head, last.stageId, { ...conditional, note: '' })).rejects.toEqual(
      refusal('invalid_input', 'review/conditions-missing'),
    );
  });

  test('fall away where the votes do not approve: no refusal tells the chair how they stand', async () => {
    const no = await inCommittee(undefined, 'reject', 'reject', 'abstain');
    expect(await close(no.head, no.stageId, conditional)).toMatchObject({ ruleStatus: 'rejected' });
    expect(await stageRow(no.stageId)).toMatchObject({ close_note: '', outcome: 'failed' });
    const further = await inCommittee(policyOf(department, committee, dean), 'reject', 'reject', 'abstain');
    await expect(close(further.head, further.stageId, conditional)).rejects.toEqual(
      refusal('rule_violation', 'review/conditions-too-early'),
    );
  });
});

test('twenty closings and votes at once: one closing, the rest conflicts or closed', async () => {
  const review = await aReview({ chairAsked: true, reviewers: 21 });
  for (const person of review.reviewers) await clear(person, review.stageId);
  for (const person of review.reviewers.slice(0, 11)) await vote(person, review.stageId, 'abstain');
  const expectedVersion = (await stageRow(review.stageId))?.row_version ?? 0;
  const acts = [
    ...Array.from({ length: 10 }, () =>
      untilAnswered(() => close(review.chair, review.stageId, { expectedVersion })),
    ),
    ...review.reviewers
      .slice(11)
      .map((person) => untilAnswered(() => vote(person, review.stageId, 'abstain'))),
  ];
  const results = await Promise.allSettled(acts);
  const closings = results.slice(0, 10).filter((result) => result.status === 'fulfilled');
  const refusals = results
    .filter((result) => result.status === 'rejected')
    .map((result) => (result.reason as { reason: string }).reason);
  expect(closings.length).toBeLessThanOrEqual(1);
  expect(
    refusals.every((reason) => ['review/stage-closed', 'review/changed-meanwhile'].includes(reason)),
  ).toBe(true);
  const row = await stageRow(review.stageId);
  const votes = await queryAsSuperuser('select 1 from vote where stage_id = $1', [review.stageId]);
  expect(votes.length).toBe(11 + results.slice(10).filter((result) => result.status === 'fulfilled').length);
  if (closings.length === 1) expect(row).toMatchObject({ status: 'closed', outcome: 'returned' });
});

describe('a committee decides in session', () => {
  test('its votes never end it, not even all of them; its chair does, with minutes', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'approve', 'approve', 'approve');
    expect(await stageRow(review.stageId)).toMatchObject({ status: 'open' });
    expect(await ruleStatus(review.ruleVersionId)).toBe('in_committee');
    await expect(close(review.head, review.stageId)).rejects.toEqual(
      refusal('invalid_input', 'review/minutes-missing'),
    );
    await expect(
      queryAsSuperuser(
        "update review_stage set status = 'closed', outcome = 'passed', closed_at = now(), closed_by_id = $2 where id = $1",
        [review.stageId, review.head.id],
      ),
    ).rejects.toThrow('with them');
    await expect(
      queryAsSuperuser(
        "update review_stage set status = 'closed', outcome = 'passed', closed_at = now(), minutes_ref = 'CC 1' where id = $1",
        [review.stageId],
      ),
    ).rejects.toThrow('by its chair');
    await close(review.head, review.stageId, { minutesRef: 'CC 1' });
    expect(await ruleStatus(review.ruleVersionId)).toBe('approved');
  });

  test('so does any stage whose policy asks for minutes', async () => {
    const review = await aReview({
      reviewers: 1,
      chairAsked: true,
      policy: policyOf({ ...department, minutes: true }),
    });
    await clear(review.reviewers[0] as BuiltPerson, review.stageId);
    expect((await vote(review.reviewers[0] as BuiltPerson, review.stageId, 'return')).finished).toBeNull();
    await close(review.chair, review.stageId, { minutesRef: 'D 7' });
    expect(await ruleStatus(review.ruleVersionId)).toBe('returned');
  });

  test('not in silence about members who were not asked', async () => {
    const review = await inCommittee(undefined, 'approve', 'approve', 'approve');
    const given = { minutesRef: 'CC 1' };
    const seen = await viewCase(ctxOf(review.head), { caseId: review.caseId });
    expect(seen.notAsked).toHaveLength(2);
    const { notAsked: _, ...silent } = {
      stageId: review.stageId,
      expectedVersion: (await stageRow(review.stageId))?.row_version ?? 0,
      note: '',
      ...given,
      notAsked: undefined,
    };
    await expect(closeStage(ctxOf(review.head), silent)).rejects.toMatchObject({
      reason: 'review/not-asked',
    });
    // They sit by office: whoever closes chooses no smaller committee.
    await expect(
      unassignReviewer(ctxOf(review.head), {
        stageId: review.stageId,
        personId: review.members[4]?.id ?? '',
      }),
    ).rejects.toEqual(refusal('rule_violation', 'review/sits-by-office'));
    await close(review.head, review.stageId, given);
  });
});

describe('a tie where the chair has the casting vote', () => {
  const casting = { ...committee, tie: 'chairDecides' as const };

  test('waits for a chair who abstained, who is told and decides it', async () => {
    const review = await inCommittee(
      policyOf(department, casting),
      'abstain',
      'approve',
      'reject',
      'abstain',
      'abstain',
    );
    expect(await stageRow(review.stageId)).toMatchObject({ status: 'open' });
    expect(await viewCase(ctxOf(review.head), { caseId: review.caseId })).toMatchObject({
      isClosable: false,
      closeProblem: 'review/tie-waits',
    });
    await expect(close(review.head, review.stageId, { minutesRef: 'CC 1' })).rejects.toEqual(
      refusal('rule_violation', 'review/tie-waits'),
    );
    await decide(review.head, review.stageId, 'approve');
    expect(await close(review.head, review.stageId, { minutesRef: 'CC 1' })).toMatchObject({
      ruleStatus: 'approved',
    });
  });

  test('counts as not approved once the due day has passed', async () => {
    const review = await inCommittee(
      policyOf(department, casting),
      'abstain',
      'approve',
      'return',
      'abstain',
      'abstain',
    );
    const closing = { stageId: review.stageId, minutesRef: 'CC 1', note: '', notAsked: 'on' as const };
    const expectedVersion = (await stageRow(review.stageId))?.row_version ?? 0;
    expect(
      await closeStage(ctxOf(review.head, { day: '2099-01-05' }), { ...closing, expectedVersion }),
    ).toMatchObject({ ruleStatus: 'returned' });
    // Case and history alike say that it was one, and late; the author reads neither who voted nor how.
    const on = { day: '2099-01-05' };
    const { deliberation } = await viewCase(ctxOf(review.head, on), { caseId: review.caseId });
    expect(deliberation?.stages.at(-1)).toMatchObject({ isTiedLate: true, isDecidedByCastingVote: false });
    const past = async (person: BuiltPerson) =>
      (await viewRuleHistory(ctxOf(person, on), review.ruleVersionId)).versions[0]?.stages.at(-1);
    expect(await past(review.head)).toMatchObject({ isTiedLate: true });
    expect(await past(review.author)).toMatchObject({ isTiedLate: false });
  });

  test('waits in a stage that ends by its votes, too', async () => {
    const review = await aReview({
      reviewers: 2,
      chairAsked: true,
      policy: policyOf({ ...department, tie: 'chairDecides' }),
    });
    await queryAsSuperuser(
      'update review_assignment set is_voting = true where stage_id = $1 and person_id = $2',
      [review.stageId, review.chair.id],
    );
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(first, review);
    await vote(first, review.stageId, 'approve');
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'reject');
    expect((await vote(review.chair, review.stageId, 'abstain')).finished).toBeNull();
    expect((await decide(review.chair, review.stageId, 'reject')).finished).toMatchObject({
      outcome: 'failed',
    });
  });
});

describe('a no', () => {
  const denials = (ruleVersionId: string) =>
    queryAsSuperuser<{
      id: string;
      status: string;
      origin: string;
      public_note: string;
      definition: unknown;
      row_version: number;
    }>(
      `select d.id, d.status, d.origin, d.public_note, d.definition, d.row_version from rule_version d
         join rule_version v on v.tenant_id = d.tenant_id and v.rule_id = d.rule_id where v.id = $1 and d.id <> v.id`,
      [ruleVersionId],
    );
  const told = (ruleVersionId: string) =>
    queryAsSuperuser('select kind, public_reason from rule_rejection where rule_version_id = $1', [
      ruleVersionId,
    ]);

  test('that says "no credit" becomes a denial which a registrar publishes', async () => {
    const review = await aReview({ reviewers: 1 });
    const registrar = await aPerson(review.institution, 'registrar');
    const [reviewer] = review.reviewers as [BuiltPerson];
    await clear(reviewer, review.stageId);
    await vote(reviewer, review.stageId, 'reject', 'no_credit');
    expect(await ruleStatus(review.ruleVersionId)).toBe('rejected');
    // The sentence is the denial's, and public with it.
    expect(await told(review.ruleVersionId)).toEqual([{ kind: 'no_credit', public_reason: '' }]);
    const [denial] = await denials(review.ruleVersionId);
    expect(denial).toMatchObject({
      status: 'approved',
      origin: 'rejection',
      public_note: 'It examines too little.',
      definition: { premise: { mc: review.certificate.id }, outcomes: [], deny: true },
    });
    expect(await mailKinds(review.institution.id)).toContain('rule.toPublish');
    // The pages of both say where the no comes from and where it stands.
    expect(await viewRule(ctxOf(registrar), review.ruleVersionId)).toMatchObject({
      denial: { id: denial?.id, version: 2 },
      reviewRecord: { decidedBy: null },
    });
    expect(await viewRule(ctxOf(registrar), denial?.id ?? '')).toMatchObject({
      denial: null,
      reviewRecord: {
        decidedBy: { ruleVersionId: review.ruleVersionId, version: 1, caseId: review.caseId },
        openedUnder: { version: 1 },
      },
    });
    await publishRule(ctxOf(registrar), {
      ruleVersionId: denial?.id ?? '',
      expectedVersion: denial?.row_version ?? 0,
    });
    expect(await ruleStatus(denial?.id ?? '')).toBe('published');
  });

  test('is not published by whoever alone decided it, nor by its author', async () => {
    const review = await aReview({ reviewers: 1 });
    const [reviewer] = review.reviewers as [BuiltPerson];
    await queryAsSuperuser(
      "insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'registrar')",
      [review.institution.id, reviewer.id],
    );
    await clear(reviewer, review.stageId);
    await vote(reviewer, review.stageId, 'reject', 'no_credit');
    const [denial] = await denials(review.ruleVersionId);
    const both = {
      ...reviewer.actor,
      roles: [...reviewer.actor.roles, { role: 'registrar' as const, departmentId: null }],
    };
    await expect(
      publishRule(
        { ...ctxOf(reviewer), actor: both },
        {
          ruleVersionId: denial?.id ?? '',
          expectedVersion: denial?.row_version ?? 0,
        },
      ),
    ).rejects.toMatchObject({ reason: 'access/sole-reviewer' });
    await expect(
      queryAsSuperuser(
        "update rule_version set status = 'published', published_by_id = $2, published_at = now(), row_version = row_version + 1 where id = $1",
        [denial?.id, reviewer.id],
      ),
    ).rejects.toThrow('sole reviewer');
  });

  test('is not published or taken back by whoever led the review, who did not write it', async () => {
    const review = await aReview({ reviewers: 1 });
    const [reviewer] = review.reviewers as [BuiltPerson];
    await clear(reviewer, review.stageId);
    await vote(reviewer, review.stageId, 'reject', 'no_credit');
    const [denial] = await denials(review.ruleVersionId);
    const input = { ruleVersionId: denial?.id ?? '', expectedVersion: denial?.row_version ?? 0 };
    const { chair, institution } = review;
    await expect(
      withdrawRule(ctxOf(chair), { ...input, reason: 'I see it otherwise.' }),
    ).rejects.toMatchObject({ code: 'forbidden', reason: 'access/not-author' });
    await queryAsSuperuser(
      "insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'registrar')",
      [institution.id, chair.id],
    );
    await expect(publishRule(ctxOf(chair), input)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'access/led-review',
    });
    expect((await listRules(ctxOf(chair), parseRuleQuery({ mine: 'on' }))).rows).toEqual([]);
    expect((await listRules(ctxOf(review.author), parseRuleQuery({ mine: 'on' }))).rows).toMatchObject([
      { id: review.ruleVersionId },
    ]);
  });

  test('that says "not as proposed" leaves no rule, and what the public is told', async () => {
    const review = await aReview({ reviewers: 2 });
    for (const reviewer of review.reviewers) {
      await clear(reviewer, review.stageId);
      await vote(
        reviewer,
        review.stageId,
        'reject',
        reviewer === review.reviewers[0] ? 'no_credit' : undefined,
      );
    }
    expect(await told(review.ruleVersionId)).toEqual([
      { kind: 'not_as_proposed', public_reason: 'It examines too little.' },
    ]);
    expect(await denials(review.ruleVersionId)).toEqual([]);
  });

  test('is told to the public from the day it is said: never as "not decided yet"', async () => {
    for (const kind of ['not_as_proposed', 'no_credit'] as const) {
      const review = await aReview({ reviewers: 1 });
      const [reviewer] = review.reviewers as [BuiltPerson];
      const [entry] = await queryAsSuperuser<{ slug: string }>(
        'select slug from micro_credential where id = $1',
        [review.certificate.id],
      );
      const seen = async () => {
        const { decided, open } = await viewMicroCredential(ctxOf(), {
          slug: entry?.slug ?? '',
          asOf: null,
          unit: null,
        });
        const here = ({ institution }: { institution: { id: string } }) =>
          institution.id === review.institution.id;
        return { decided: decided.find(here), open: open.find(here) };
      };
      expect((await seen()).open).toMatchObject({ standing: 'undecided', considered: null });
      const counted = async () =>
        (await listInstitutions(ctxOf())).find(({ id }) => id === review.institution.id)?.counts;
      const silent = (await counted())?.undecided ?? 0;
      expect(await counted()).toMatchObject({ considered: 0, refused: 0 });
      await clear(reviewer, review.stageId);
      await vote(reviewer, review.stageId, 'reject', kind);
      expect((await seen()).open).toMatchObject({
        standing: 'considered',
        considered: {
          kind,
          publicReason: kind === 'no_credit' ? '' : 'It examines too little.',
          on: '2026-11-25',
        },
      });
      expect(await counted()).toMatchObject({ considered: 1, refused: 0, undecided: silent - 1 });
      const [denial] = await denials(review.ruleVersionId);
      if (!denial) continue;
      await publishRule(ctxOf(await aPerson(review.institution, 'registrar')), {
        ruleVersionId: denial.id,
        expectedVersion: denial.row_version,
      });
      expect((await seen()).decided).toMatchObject({
        standing: 'refused',
        rules: [{ publicNote: 'It examines too little.' }],
      });
      expect(await counted()).toMatchObject({ considered: 0, refused: 1, undecided: silent - 1 });
    }
  });

  test('keeps the sentence of "no credit" from the public until a registrar publishes it, whatever writes the row', async () => {
    const review = await aReview({ reviewers: 1 });
    const [reviewer] = review.reviewers as [BuiltPerson];
    await clear(reviewer, review.stageId);
    await vote(reviewer, review.stageId, 'reject', 'no_credit');
    const { rows } = await ctxOf(reviewer).database.publicPool.query(
      'select public_reason from rule_rejection where tenant_id = $1',
      [review.institution.id],
    );
    expect(rows).toEqual([{ public_reason: '' }]);
    const other = await aReview({ reviewers: 1 });
    await expect(
      queryAsSuperuser(`do $$ declare kept text; begin
        insert into rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at)
          values ('${other.institution.id}', '${other.ruleVersionId}', 'no_credit', 'Said too early.', now())
          returning public_reason into kept;
        raise exception 'kept: (%)', kept;
      end $$`),
    ).rejects.toThrow('kept: ()');
  });

  test('always says which, in the form, in the use case and in the database', async () => {
    const review = await aReview({ reviewers: 3 });
    const [reviewer] = review.reviewers as [BuiltPerson];
    await clear(reviewer, review.stageId);
    const bare = { stageId: review.stageId, choice: 'reject' as const, rationale: 'No.' };
    expect(CastVote.safeParse(bare).error?.issues.map(({ path }) => path[0])).toEqual([
      'rejection',
      'publicReason',
    ]);
    await expect(castVote(ctxOf(reviewer), bare)).rejects.toEqual(
      refusal('invalid_input', 'review/rejection-unsaid'),
    );
    await expect(
      queryAsSuperuser(
        "insert into vote (tenant_id, stage_id, person_id, ordinal, choice, rationale) values ($1, $2, $3, 1, 'reject', 'x')",
        [review.institution.id, review.stageId, reviewer.id],
      ),
    ).rejects.toThrow('which no it is');
    await expect(
      queryAsSuperuser(
        "update rule_version set status = 'rejected', row_version = row_version + 1 where id = $1",
        [review.ruleVersionId],
      ),
    ).rejects.toThrow('which no it is');
    await expect(
      queryAsSuperuser(
        "insert into rule_rejection (tenant_id, rule_version_id, kind, public_reason, rejected_at) values ($1, $2, 'no_credit', 'x', now())",
        [review.institution.id, review.ruleVersionId],
      ),
    ).rejects.toThrow('only what was rejected');
  });
});
