import { describe, expect, test } from 'vitest';
import { answerQuestion } from '@/lib/usecases/review/answer-question';
import { askForMore } from '@/lib/usecases/review/ask-for-more';
import { assignReviewers } from '@/lib/usecases/review/assign-reviewers';
import { extendStage } from '@/lib/usecases/review/extend-stage';
import { remindPerson } from '@/lib/usecases/review/remind-person';
import { replaceReviewer } from '@/lib/usecases/review/replace-reviewer';
import { revealBallots } from '@/lib/usecases/review/reveal-ballots';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  auditActions,
  clear,
  close,
  committee,
  department,
  judge,
  openStageOf,
  policyOf,
  recuse,
  refusal,
  stageRow,
  vote,
} from './arrange';

const at = <T>(list: readonly T[], index: number) => list[index] as T;
const remind = (by: BuiltPerson, stageId: string, person: { id: string }, day?: string) =>
  remindPerson(ctxOf(by, day === undefined ? {} : { day }), { stageId, personId: person.id });
const replace = (by: BuiltPerson, stageId: string, person: { id: string }, successor: { id: string }) =>
  replaceReviewer(ctxOf(by), {
    stageId,
    personId: person.id,
    successorId: successor.id,
    reason: 'Away until February.',
  });
const extend = async (by: BuiltPerson, stageId: string, days: number, day?: string) =>
  extendStage(ctxOf(by, day === undefined ? {} : { day }), {
    stageId,
    expectedVersion: (await stageRow(stageId))?.row_version ?? 0,
    days,
    reason: 'The exam paper is still to come.',
  });
const mailTo = (kind: string, tenantId: string) =>
  queryAsSuperuser<{ to: string; text: string; path: string }>(
    "select payload ->> 'to' as to, payload ->> 'text' as text, payload ->> 'path' as path from outbox_message where kind = $1 and tenant_id = $2 order by 1",
    [kind, tenantId],
  );
const noLead = refusal('forbidden', 'access/not-chair');

describe('reminding somebody', () => {
  test('is one mail with course, due day and the way to the case, and stands on record', async () => {
    const review = await aReview({ chairAsked: true });
    const [first] = review.reviewers;
    await remind(review.chair, review.stageId, first as BuiltPerson);
    const [mail, ...more] = await mailTo('review.reminded', review.institution.id);
    expect(more).toEqual([]);
    expect(mail?.text).toContain(review.course.code);
    expect(mail?.text).toContain('December 16, 2026');
    expect(mail?.path).toBe(`/faculty/cases/${review.caseId}`);
    expect((await auditActions(review.institution.id)).at(-1)).toBe('review.remind');
    expect(
      await queryAsSuperuser('select person_id, reminded_on::text from review_reminder where stage_id = $1', [
        review.stageId,
      ]),
    ).toEqual([{ person_id: first?.id, reminded_on: '2026-11-25' }]);
  });

  test('is possible once a day for each person and stage, also for two who press at once', async () => {
    const review = await aReview({ chairAsked: true });
    const person = at(review.reviewers, 0);
    const answers = await Promise.allSettled([
      remind(review.chair, review.stageId, person),
      remind(review.chair, review.stageId, person),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(remind(review.chair, review.stageId, person)).rejects.toEqual(
      refusal('rule_violation', 'review/reminded-today'),
    );
    await remind(review.chair, review.stageId, at(review.reviewers, 1));
    await remind(review.chair, review.stageId, person, '2026-11-26');
    expect(await mailTo('review.reminded', review.institution.id)).toHaveLength(3);
  });

  test('is for whoever leads and has no conflict, of whose vote is missing', async () => {
    const review = await aReview({ reviewers: 3 });
    const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await expect(remind(review.chair, review.stageId, first)).rejects.toEqual(
      refusal('invalid_transition', 'review/declare-first'),
    );
    await clear(review.chair, review.stageId);
    await expect(remind(first, review.stageId, second)).rejects.toEqual(noLead);
    await judge(second, review);
    await vote(second, review.stageId);
    await recuse(third, review.stageId);
    for (const nobody of [second, third, review.author, review.dean])
      await expect(remind(review.chair, review.stageId, nobody)).rejects.toEqual(
        refusal('rule_violation', 'review/nothing-awaited'),
      );
    await expect(remind(review.chair, review.stageId, review.chair)).rejects.toEqual(
      refusal('rule_violation', 'review/remind-oneself'),
    );
  });

  test('is possible of an author while a question is open', async () => {
    const review = await aReview({ chairAsked: true });
    const asked = await askForMore(ctxOf(review.chair), {
      stageId: review.stageId,
      kind: 'question',
      body: 'Where is the exam?',
    });
    await remind(review.chair, review.stageId, review.author);
    await answerQuestion(ctxOf(review.author), {
      caseId: review.caseId,
      replyToId: asked.messageId,
      body: 'Here.',
    });
    await expect(remind(review.chair, review.stageId, review.author, '2026-11-27')).rejects.toEqual(
      refusal('rule_violation', 'review/nothing-awaited'),
    );
  });
});

describe('replacing a reviewer', () => {
  test('gives the seat to somebody else at once, with its reason, and tells both', async () => {
    const review = await aReview({ chairAsked: true });
    const successor = await aPerson(review.institution, 'reviewer');
    const away = at(review.reviewers, 0);
    await replace(review.chair, review.stageId, away, successor);
    const seats = await queryAsSuperuser<{ person_id: string; conflict_declared: boolean | null }>(
      'select person_id, conflict_declared from review_assignment where stage_id = $1 and is_voting',
      [review.stageId],
    );
    expect(seats.map(({ person_id }) => person_id).sort()).toEqual(
      [successor.id, at(review.reviewers, 1).id].sort(),
    );
    expect(seats.find(({ person_id }) => person_id === successor.id)?.conflict_declared).toBeNull();
    expect(
      await queryAsSuperuser(
        'select person_id, successor_id, reason, by_id from review_replacement where stage_id = $1',
        [review.stageId],
      ),
    ).toEqual([
      {
        person_id: away.id,
        successor_id: successor.id,
        reason: 'Away until February.',
        by_id: review.chair.id,
      },
    ]);
    expect((await auditActions(review.institution.id)).at(-1)).toBe('review.replace');
    expect(await mailTo('review.unassigned', review.institution.id)).toHaveLength(1);
    expect(await mailTo('review.assigned', review.institution.id)).toHaveLength(3);
    await expect(vote(away, review.stageId, 'abstain')).rejects.toEqual(
      refusal('forbidden', 'access/not-assigned'),
    );
    await clear(successor, review.stageId);
    await vote(successor, review.stageId, 'abstain');
  });

  test('is possible of the last who has not voted, where the chair decides ties', async () => {
    const review = await aReview({
      chairAsked: true,
      policy: policyOf({ ...department, tie: 'chairDecides' }, committee),
    });
    const [voted, away] = [at(review.reviewers, 0), at(review.reviewers, 1)];
    await clear(voted, review.stageId);
    await vote(voted, review.stageId, 'abstain');
    const successor = await aPerson(review.institution, 'reviewer');
    await replace(review.chair, review.stageId, away, successor);
    await clear(successor, review.stageId);
    await vote(successor, review.stageId, 'abstain');
  });

  test('is refused of who has voted, of who stepped back, of oneself, and of who has no seat', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    const [voter, gone] = review.reviewers as [BuiltPerson, BuiltPerson];
    const successor = await aPerson(review.institution, 'reviewer');
    await assignReviewers(ctxOf(review.chair), { stageId: review.stageId, personIds: [review.chair.id] });
    await judge(voter, review);
    await vote(voter, review.stageId);
    await recuse(gone, review.stageId);
    for (const [person, reason] of [
      [voter, 'review/has-voted'],
      [gone, 'review/conflict-stays'],
      [review.chair, 'review/own-seat'],
      [successor, 'review/no-seat'],
    ] as const)
      await expect(replace(review.chair, review.stageId, person, successor)).rejects.toEqual(
        refusal('rule_violation', reason),
      );
    await expect(replace(voter, review.stageId, gone, successor)).rejects.toEqual(noLead);
  });

  test('is refused for a successor who cannot sit, sits already, wrote it, or stepped back', async () => {
    const review = await aReview({ reviewers: 3, chairAsked: true });
    const [away, other, gone] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
    await recuse(gone, review.stageId);
    const second = await aPerson(review.institution, 'chair');
    await recuse(second, review.stageId);
    for (const [successor, reason] of [
      [away, 'review/replace-nobody'],
      [other, 'review/not-eligible'],
      [gone, 'review/not-eligible'],
      [review.dean, 'review/not-eligible'],
      [review.author, 'rule/author-reviews'],
      [second, 'review/conflict-known'],
    ] as const)
      await expect(replace(review.chair, review.stageId, away, successor), reason).rejects.toEqual(
        refusal('rule_violation', reason),
      );
  });

  test('is refused where seats are held by office', async () => {
    const review = await aReview({ reviewers: 1, members: 4, policy: policyOf(department, committee) });
    await judge(at(review.reviewers, 0), review);
    await vote(at(review.reviewers, 0), review.stageId);
    const stageId = (await openStageOf(review.caseId))?.id ?? '';
    const head = at(review.members, 0);
    await clear(head, stageId);
    const newcomer = await aPerson(review.institution, 'committee_member');
    await expect(replace(head, stageId, at(review.members, 1), newcomer)).rejects.toEqual(
      refusal('rule_violation', 'review/sits-by-office'),
    );
  });
});

describe('moving the due day on', () => {
  test('counts business days from the day that was set, or from today where it has passed', async () => {
    const review = await aReview({ chairAsked: true });
    expect((await extend(review.chair, review.stageId, 5)).dueOn).toBe('2026-12-23');
    expect((await openStageOf(review.caseId))?.due_on).toBe('2026-12-23');
    expect((await extend(review.chair, review.stageId, 2, '2027-01-15')).dueOn).toBe('2027-01-19');
    expect((await auditActions(review.institution.id)).at(-1)).toBe('review.extend');
    const told = await mailTo('review.extended', review.institution.id);
    const people = [...review.reviewers, review.author].map(({ id }) => id);
    expect(told.map(({ to }) => to)).toEqual(
      (
        await queryAsSuperuser<{ email: string }>(
          'select email from person, generate_series(1, 2) where id = any($1) order by 1',
          [people],
        )
      ).map(({ email }) => email),
    );
  });

  test('goes no further than the policy says, in all', async () => {
    const unsaid = await aReview({ chairAsked: true });
    await extend(unsaid.chair, unsaid.stageId, 10);
    await expect(extend(unsaid.chair, unsaid.stageId, 6)).rejects.toEqual(
      refusal('rule_violation', 'review/extend-too-far'),
    );
    await extend(unsaid.chair, unsaid.stageId, 5);
    const none = await aReview({ chairAsked: true, policy: policyOf({ ...department, extendDays: 0 }) });
    await expect(extend(none.chair, none.stageId, 1)).rejects.toEqual(
      refusal('rule_violation', 'review/extend-too-far'),
    );
  });

  test('is for whoever leads, who has seen the stage as it is', async () => {
    const review = await aReview();
    await expect(extend(review.chair, review.stageId, 1)).rejects.toEqual(
      refusal('invalid_transition', 'review/declare-first'),
    );
    await clear(review.chair, review.stageId);
    await expect(extend(at(review.reviewers, 0), review.stageId, 1)).rejects.toEqual(noLead);
    await expect(
      extendStage(ctxOf(review.chair), {
        stageId: review.stageId,
        expectedVersion: 1,
        days: 1,
        reason: 'Late.',
      }),
    ).rejects.toEqual(refusal('conflict', 'review/changed-meanwhile'));
  });

  test('is no way to let a tie wait longer', async () => {
    const review = await aReview({
      reviewers: 3,
      chairAsked: true,
      policy: policyOf({ ...department, tie: 'chairDecides' }, committee),
    });
    await extend(review.chair, review.stageId, 1);
    for (const reviewer of review.reviewers.slice(0, 2)) {
      await clear(reviewer, review.stageId);
      await vote(reviewer, review.stageId, 'abstain');
    }
    const settled = refusal('rule_violation', 'review/extend-settled');
    await expect(extend(review.chair, review.stageId, 1)).rejects.toEqual(settled);
    await expect(
      queryAsSuperuser(
        `insert into review_extension (tenant_id, stage_id, due_before, due_on, days, reason, by_id, at)
         select tenant_id, id, due_on, '2026-12-18', 1, 'x', $2, '2026-11-25T12:00Z' from review_stage where id = $1`,
        [review.stageId, review.chair.id],
      ),
    ).rejects.toThrow('until when a tie may wait');
    await revealBallots(ctxOf(review.chair), {
      stageId: review.stageId,
      expectedVersion: (await stageRow(review.stageId))?.row_version ?? 0,
    });
    await recuse(at(review.reviewers, 0), review.stageId);
    await recuse(at(review.reviewers, 2), review.stageId);
    await expect(extend(review.chair, review.stageId, 1)).rejects.toEqual(settled);
  });
});

test('nothing of it is done in a stage that has ended', async () => {
  const review = await aReview({ reviewers: 3, chairAsked: true });
  const [first, second, third] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
  for (const one of [first, second]) {
    await clear(one, review.stageId);
    await vote(one, review.stageId, 'abstain');
  }
  await close(review.chair, review.stageId);
  const ended = refusal('invalid_transition', 'review/stage-closed');
  const other = await aPerson(review.institution, 'reviewer');
  await expect(remind(review.chair, review.stageId, third)).rejects.toEqual(ended);
  await expect(replace(review.chair, review.stageId, third, other)).rejects.toEqual(ended);
  await expect(extend(review.chair, review.stageId, 1)).rejects.toEqual(ended);
});

describe('the database, under the role of the application', () => {
  const insert = (table: string, columns: string, values: string, given: unknown[]) =>
    queryAsSuperuser(
      `insert into ${table} (tenant_id, ${columns}, at) values ($1, ${values}, '2026-11-25T12:00Z')`,
      given,
    );

  test('keeps a due day where it is without an extension, and an extension without its day out', async () => {
    const review = await aReview({ chairAsked: true });
    const { id } = review.institution;
    await expect(
      queryAsSuperuser("update review_stage set due_on = '2027-03-01' where id = $1", [review.stageId]),
    ).rejects.toThrow('keeps the policy');
    const put = (days: number, dueOn: string, by = review.chair.id) =>
      insert(
        'review_extension',
        'stage_id, due_before, due_on, days, reason, by_id',
        `$2, '2026-12-16', '${dueOn}', ${days}, 'x', $3`,
        [id, review.stageId, by],
      );
    await expect(put(1, '2026-12-17')).rejects.toThrow('due on the day on record');
    await expect(put(2, '2026-12-17')).rejects.toThrow('moves on by business days');
    await expect(put(16, '2027-01-07')).rejects.toThrow('no more than its policy says');
    await expect(put(1, '2026-12-17', at(review.reviewers, 0).id)).rejects.toThrow('whoever leads');
  });

  test('keeps replacements whole', async () => {
    const review = await aReview({ chairAsked: true });
    const newcomer = await aPerson(review.institution, 'reviewer');
    const put = (person: string, successor: string, by = review.chair.id) =>
      insert(
        'review_replacement',
        'stage_id, person_id, successor_id, reason, by_id',
        `$2, $3, $4, 'x', $5`,
        [review.institution.id, review.stageId, person, successor, by],
      );
    const [first, second] = review.reviewers as [BuiltPerson, BuiltPerson];
    await expect(put(first.id, newcomer.id)).rejects.toThrow('has the seat');
    await expect(put(first.id, second.id)).rejects.toThrow('does not yet');
    await expect(put(first.id, review.dean.id)).rejects.toThrow('does not yet');
    await expect(put(newcomer.id, first.id)).rejects.toThrow('yet to vote');
    await expect(put(first.id, newcomer.id, second.id)).rejects.toThrow('whoever leads');
  });

  test('keeps reminders to those who are awaited, on the day that it is', async () => {
    const review = await aReview({ chairAsked: true });
    const put = (person: string, day: string) =>
      insert('review_reminder', 'stage_id, person_id, reminded_on, by_id', `$2, $3, '${day}', $4`, [
        review.institution.id,
        review.stageId,
        person,
        review.chair.id,
      ]);
    await expect(put(at(review.reviewers, 0).id, '2026-11-26')).rejects.toThrow('day of a reminder');
    await expect(put(review.author.id, '2026-11-25')).rejects.toThrow('yet to vote or to answer');
    await put(at(review.reviewers, 0).id, '2026-11-25');
    await expect(put(at(review.reviewers, 0).id, '2026-11-25')).rejects.toThrow('review_reminder_pkey');
  });
});
