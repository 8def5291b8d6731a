import { describe, expect, test } from 'vitest';
import { listAudit } from '@/lib/usecases/audit/list-audit';
import { StateAbsence, stateAbsence } from '@/lib/usecases/person/state-absence';
import { withdrawAbsence } from '@/lib/usecases/person/withdraw-absence';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { extendStage } from '@/lib/usecases/review/extend-stage';
import { GiveDelegation, giveDelegation } from '@/lib/usecases/review/give-delegation';
import { listMyCases } from '@/lib/usecases/review/list-my-cases';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { remindPerson } from '@/lib/usecases/review/remind-person';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { viewAway } from '@/lib/usecases/review/view-away';
import { viewCase } from '@/lib/usecases/review/view-case';
import { viewLedActs } from '@/lib/usecases/review/view-led-acts';
import { ViewLedStages, viewLedStages } from '@/lib/usecases/review/view-led-stages';
import { withdrawDelegation } from '@/lib/usecases/review/withdraw-delegation';
import { viewRuleHistory } from '@/lib/usecases/rule/view-rule-history';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  clear,
  close,
  decide,
  department,
  judge,
  policyOf,
  recuse,
  refusal,
  stageRow,
  vote,
} from './arrange';

/** In force on the day of the tests and on the database's own. */
const always = { fromDay: '2020-01-01', toDay: '2099-12-31' };
const give = (
  { institution, chair }: Pick<Arranged, 'institution' | 'chair'>,
  delegate: { id: string },
  days = always,
  office = `chair|${institution.departmentId}`,
) => giveDelegation(ctxOf(chair), GiveDelegation.parse({ office, delegateId: delegate.id, ...days }));
const leads = async (person: BuiltPerson, stageId: string) =>
  (await viewLedStages(ctxOf(person), ViewLedStages.parse({ page: 1 }))).stages.some(
    (stage) => stage.stageId === stageId,
  );
const remind = (by: BuiltPerson, stageId: string, person: { id: string }) =>
  remindPerson(ctxOf(by), { stageId, personId: person.id });
const notChair = refusal('forbidden', 'access/not-chair');

describe('a delegate', () => {
  test('leads in place of the chair, whose turn it is no longer, and it stands on record for whom', async () => {
    const review = await aReview({ reviewers: 1 });
    const delegate = await aPerson(review.institution, 'reviewer');
    expect(await leads(review.chair, review.stageId)).toBe(true);
    await give(review, delegate);
    expect([await leads(review.chair, review.stageId), await leads(delegate, review.stageId)]).toEqual([
      false,
      true,
    ]);
    const { items, leads: isOffered } = await listMyCases(ctxOf(delegate), { page: 1 });
    expect(isOffered).toBe(true);
    expect(items.map(({ turn }) => turn)).toEqual(['declare']);
    await clear(delegate, review.stageId);
    await remind(delegate, review.stageId, review.reviewers[0] as BuiltPerson);
    const [entry] = await queryAsSuperuser<{ actor_id: string; after: { onBehalfOfId: string } }>(
      `select e.actor_id, d.after from audit_event e join audit_detail d on d.tenant_id = e.tenant_id and d.seq = e.seq
        where e.tenant_id = $1 and e.action = 'review.remind'`,
      [review.institution.id],
    );
    expect(entry).toMatchObject({ actor_id: delegate.id, after: { onBehalfOfId: review.chair.id } });
    // The case and the list of the audit say by whom it was done, and for whom.
    const [told] = await viewLedActs(ctxOf(review.reviewers[0] as BuiltPerson), { caseId: review.caseId });
    expect(told).toBeUndefined();
    await clear(review.reviewers[0] as BuiltPerson, review.stageId);
    expect(
      await viewLedActs(ctxOf(review.reviewers[0] as BuiltPerson), { caseId: review.caseId }),
    ).toMatchObject([{ act: 'reminded', byName: delegate.name, forName: review.chair.name }]);
    const { rows } = await listAudit(ctxOf(await aPerson(review.institution, 'auditor')), {});
    expect(rows.find(({ action }) => action === 'review.remind')).toMatchObject({
      actorName: delegate.name,
      onBehalfOfName: review.chair.name,
    });
    expect(rows.find(({ action }) => action === 'delegation.give')?.onBehalfOfName).toBeNull();
    await extendStage(ctxOf(delegate), {
      stageId: review.stageId,
      expectedVersion: (await stageRow(review.stageId))?.row_version ?? 0,
      days: 1,
      reason: 'Later.',
    });
    expect(
      await queryAsSuperuser(
        "select payload ->> 'path' as path from outbox_message where kind = 'delegation.given' and tenant_id = $1",
        [review.institution.id],
      ),
    ).toEqual([{ path: '/faculty/away' }]);
  });

  test('closes and reveals for the chair: case and history name both', async () => {
    const review = await aReview({
      reviewers: 2,
      policy: policyOf({ ...department, minutes: true }),
    });
    const delegate = await aPerson(review.institution, 'reviewer');
    await give(review, delegate);
    await clear(delegate, review.stageId);
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    for (const [person, choice] of [
      [first, 'approve'],
      [second, 'reject'],
    ] as const) {
      await judge(person, review);
      await vote(person, review.stageId, choice);
    }
    const expectedVersion = async () => (await stageRow(review.stageId))?.row_version ?? 0;
    await revealBallots(ctxOf(delegate), {
      stageId: review.stageId,
      expectedVersion: await expectedVersion(),
    });
    await close(delegate, review.stageId);
    const reader = await aPerson(review.institution, 'registrar');
    const { deliberation } = await viewCase(ctxOf(reader), { caseId: review.caseId });
    const { versions } = await viewRuleHistory(ctxOf(reader), review.ruleVersionId);
    const both = { byName: delegate.name, forName: review.chair.name };
    const [stage] = deliberation?.stages ?? [];
    for (const told of [stage, versions[0]?.stages[0]]) {
      expect({ byName: told?.revealedByName, forName: told?.revealedForName }).toEqual(both);
      expect({ byName: told?.closedByName, forName: told?.closedForName }).toEqual(both);
    }
    // Authors learn why, not who.
    const { deliberation: toAuthor } = await viewCase(ctxOf(review.author), { caseId: review.caseId });
    expect(toAuthor?.stages[0]).toMatchObject({ closedForName: null, revealedForName: null });
  });

  test('is one no more once it is taken back, the office has ended, the delegator is suspended, or the days are over', async () => {
    const review = await aReview({ reviewers: 1 });
    const { stageId, chair } = review;
    const delegate = await aPerson(review.institution, 'reviewer');
    const { id } = await give(review, delegate);
    await clear(delegate, stageId);
    await withdrawDelegation(ctxOf(chair), { delegationId: id });
    const reviewer = review.reviewers[0] as BuiltPerson;
    await expect(remind(delegate, stageId, reviewer)).rejects.toEqual(notChair);
    expect(await leads(chair, stageId)).toBe(true);
    await expect(withdrawDelegation(ctxOf(chair), { delegationId: id })).rejects.toEqual(
      refusal('not_found', 'delegation/not-found'),
    );
    const again = await give(review, delegate);
    await queryAsSuperuser("update person set status = 'suspended' where id = $1", [chair.id]);
    await expect(remind(delegate, stageId, reviewer)).rejects.toEqual(notChair);
    await queryAsSuperuser("update person set status = 'active' where id = $1", [chair.id]);
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [chair.id]);
    await expect(remind(delegate, stageId, reviewer)).rejects.toEqual(notChair);
    await queryAsSuperuser('delete from role_grant where person_id = $1', [chair.id]);
    expect(again.id).not.toBe(id);
    const other = await aReview({ reviewers: 1 });
    const later = await aPerson(other.institution, 'reviewer');
    await give(other, later, { fromDay: '2098-01-01', toDay: '2099-01-01' });
    await expect(clear(later, other.stageId)).rejects.toEqual(refusal('forbidden', 'access/not-assigned'));
  });

  test('does not lead where either has a conflict, wrote it, or has a vote', async () => {
    const ofChair = await aReview({ reviewers: 1 });
    const delegate = await aPerson(ofChair.institution, 'reviewer');
    await give(ofChair, delegate);
    await recuse(ofChair.chair, ofChair.stageId);
    await expect(clear(delegate, ofChair.stageId)).rejects.toEqual(
      refusal('forbidden', 'access/not-assigned'),
    );

    const own = await aReview({ reviewers: 1 });
    const conflicted = await aPerson(own.institution, 'reviewer');
    await give(own, conflicted);
    await recuse(conflicted, own.stageId);
    expect([await leads(conflicted, own.stageId), await leads(own.chair, own.stageId)]).toEqual([
      false,
      true,
    ]);
    await expect(remind(conflicted, own.stageId, own.reviewers[0] as BuiltPerson)).rejects.toMatchObject({
      code: 'forbidden',
    });

    const seated = await aReview({ reviewers: 2 });
    const [sitting] = seated.reviewers as [BuiltPerson];
    await give(seated, sitting);
    expect([await leads(sitting, seated.stageId), await leads(seated.chair, seated.stageId)]).toEqual([
      false,
      true,
    ]);
    await clear(sitting, seated.stageId);
    await expect(remind(sitting, seated.stageId, seated.reviewers[1] as BuiltPerson)).rejects.toEqual(
      notChair,
    );

    const written = await aReview({ reviewers: 1 });
    await queryAsSuperuser(
      'insert into role_grant (tenant_id, person_id, role, department_id) values ($1, $2, $3, $4)',
      [written.institution.id, written.author.id, 'reviewer', written.institution.departmentId],
    );
    await give(written, written.author);
    expect([
      await leads(written.author, written.stageId),
      await leads(written.chair, written.stageId),
    ]).toEqual([false, true]);
  });

  test('comes to no seat in what they lead, and decides no tie', async () => {
    const review = await aReview({ reviewers: 2, policy: policyOf({ ...department, tie: 'chairDecides' }) });
    const delegate = await aPerson(review.institution, 'reviewer');
    await give(review, delegate);
    await clear(delegate, review.stageId);
    await clear(review.chair, review.stageId);
    await expect(
      assignReviewers(ctxOf(review.chair), { stageId: review.stageId, personIds: [delegate.id] }),
    ).rejects.toEqual(refusal('rule_violation', 'review/stands-in'));
    await expect(
      queryAsSuperuser(
        'update review_assignment set is_voting = true where stage_id = $1 and person_id = $2',
        [review.stageId, delegate.id],
      ),
    ).rejects.toThrow('does not vote in it');
    // Nor does it end with the delegation, and what was given is not passed on.
    const { given } = await viewAway(ctxOf(review.chair));
    await expect(
      nameChair(ctxOf(delegate), { stageId: review.stageId, personId: review.reviewers[0]?.id ?? '' }),
    ).rejects.toEqual(notChair);
    await withdrawDelegation(ctxOf(review.chair), { delegationId: given[0]?.id ?? '' });
    await expect(
      assignReviewers(ctxOf(review.chair), { stageId: review.stageId, personIds: [delegate.id] }),
    ).rejects.toEqual(refusal('rule_violation', 'review/stands-in'));
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await judge(first, review);
    await vote(first, review.stageId);
    await clear(second, review.stageId);
    await vote(second, review.stageId, 'return');
    await give(review, delegate);
    await expect(decide(delegate, review.stageId, 'approve')).rejects.toEqual(
      refusal('rule_violation', 'review/not-voting'),
    );
    await decide(review.chair, review.stageId, 'approve');
  });
});

describe('giving an office to somebody for some days', () => {
  test('is for an own office, one at a time, and for who could lead', async () => {
    const review = await aReview({ reviewers: 2 });
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    const refused = (reason: string) => refusal('rule_violation', `delegation/${reason}`);
    await expect(give(review, review.author)).rejects.toEqual(refused('cannot-lead'));
    await expect(give(review, review.chair)).rejects.toEqual(refused('oneself'));
    await expect(give(review, first, { fromDay: '2026-01-01', toDay: '2026-11-24' })).rejects.toEqual(
      refused('over'),
    );
    await expect(give(review, first, always, 'dean')).rejects.toEqual(refused('not-own-office'));
    await give(review, first, { fromDay: '2026-11-25', toDay: '2026-12-05' });
    await expect(give(review, second, { fromDay: '2026-12-05', toDay: '2026-12-09' })).rejects.toEqual(
      refused('two-at-once'),
    );
    await give(review, second, { fromDay: '2026-12-06', toDay: '2026-12-09' });
    // What was given is not passed on.
    await expect(
      giveDelegation(
        ctxOf(first),
        GiveDelegation.parse({
          office: `chair|${review.institution.departmentId}`,
          delegateId: second.id,
          ...always,
        }),
      ),
    ).rejects.toEqual(refusal('forbidden', 'access/role-missing'));
    const view = await viewAway(ctxOf(review.chair));
    expect(view.given.map(({ delegateName }) => delegateName)).toEqual([first.name, second.name]);
    expect(view.candidates.map(({ id }) => id)).toContain(first.id);
    expect((await viewAway(ctxOf(first))).taken.map(({ delegatorName }) => delegatorName)).toEqual([
      review.chair.name,
    ]);
    const id = view.given[0]?.id ?? '';
    await expect(withdrawDelegation(ctxOf(second), { delegationId: id })).rejects.toEqual(
      refusal('forbidden', 'access/not-own'),
    );
    await withdrawDelegation(ctxOf(await aPerson(review.institution, 'administrator')), { delegationId: id });
  });

  test('is refused where the policy in force says so, in the database as well', async () => {
    const review = await aReview({ policy: { ...policyOf(department), delegation: 'none' } });
    const delegate = await aPerson(review.institution, 'reviewer');
    await expect(give(review, delegate)).rejects.toEqual(refusal('rule_violation', 'delegation/not-allowed'));
    const insert = (given: Arranged, by: string, to: string) =>
      queryAsSuperuser(
        `insert into delegation (tenant_id, delegator_id, delegate_id, role, department_id, from_day, to_day, stated_at)
         values ($1, $2, $3, 'chair', $4, '2020-01-01', '2099-01-01', now())`,
        [given.institution.id, by, to, given.institution.departmentId],
      );
    await expect(insert(review, review.chair.id, delegate.id)).rejects.toThrow('allows no delegation');
    const open = await aReview();
    const [first, second] = open.reviewers as [BuiltPerson, BuiltPerson];
    await expect(insert(open, first.id, second.id)).rejects.toThrow('only an own office');
    await expect(insert(open, open.chair.id, open.author.id)).rejects.toThrow('who could lead');
    await give(open, first);
    await expect(insert(open, open.chair.id, second.id)).rejects.toThrow('one at a time');
    await expect(
      queryAsSuperuser("update delegation set to_day = '2098-01-01' where tenant_id = $1", [
        open.institution.id,
      ]),
    ).rejects.toThrow('taken back and not changed');
  });
});

test('days away are stated by oneself, seen by whoever assigns, and taken back by oneself', async () => {
  const review = await aReview({ chairAsked: true });
  const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
  const days = { fromDay: '2026-11-24', toDay: '2026-12-04' };
  const { id } = await stateAbsence(ctxOf(first), StateAbsence.parse(days));
  await expect(
    stateAbsence(ctxOf(first), StateAbsence.parse({ ...days, toDay: '2026-11-24' })),
  ).rejects.toEqual(refusal('rule_violation', 'absence/over'));
  await expect(
    stateAbsence(ctxOf(first), StateAbsence.parse({ ...days, fromDay: '2026-12-04', toDay: '2026-12-09' })),
  ).rejects.toEqual(refusal('rule_violation', 'absence/stated'));
  const view = await viewLedStages(
    ctxOf(review.chair),
    ViewLedStages.parse({ stage: review.stageId, page: 1 }),
  );
  expect(view.loads.find((one) => one.id === first.id)?.away).toEqual(days);
  expect(view.loads.find((one) => one.id === second.id)?.away).toBeNull();
  // The page of the case and whoever is to lead instead are shown with them as well.
  const { candidates } = await viewCase(ctxOf(review.chair), { caseId: review.caseId });
  const third = await aPerson(review.institution, 'reviewer');
  await stateAbsence(ctxOf(third), StateAbsence.parse(days));
  const offered = (await viewCase(ctxOf(review.chair), { caseId: review.caseId })).candidates;
  expect(candidates.map((one) => one.away)).not.toContainEqual(days);
  expect(offered.find((one) => one.id === third.id)?.away).toEqual(days);
  await give(review, third, { fromDay: '2026-12-04', toDay: '2026-12-09' });
  const away = await viewAway(ctxOf(review.chair));
  expect(away.candidates.find((one) => one.id === third.id)?.away).toEqual(days);
  expect(away.given[0]?.away).toMatchObject(days);
  await expect(withdrawAbsence(ctxOf(second), { absenceId: id })).rejects.toEqual(
    refusal('forbidden', 'access/not-own'),
  );
  await withdrawAbsence(ctxOf(first), { absenceId: id });
  expect((await viewAway(ctxOf(first))).absences).toEqual([]);
});
