import { describe, expect, test } from 'vitest';
import { CallMeeting, callMeeting } from '@/lib/usecases/meeting/call-meeting';
import { cancelMeeting } from '@/lib/usecases/meeting/cancel-meeting';
import { ChangeMeeting, changeMeeting } from '@/lib/usecases/meeting/change-meeting';
import { meetingsOfStage } from '@/lib/usecases/meeting/meetings-of-stage';
import { SetAgenda, setAgenda } from '@/lib/usecases/meeting/set-agenda';
import { ViewMeeting, viewMeeting } from '@/lib/usecases/meeting/view-meeting';
import { ViewMeetings, viewMeetings } from '@/lib/usecases/meeting/view-meetings';
import { CloseStage, closeStage } from '@/lib/usecases/review/close-stage';
import { GiveDelegation, giveDelegation } from '@/lib/usecases/review/give-delegation';
import { nameChair } from '@/lib/usecases/review/name-chair';
import { viewCase } from '@/lib/usecases/review/view-case';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import {
  aCourse,
  aMicroCredential,
  aPerson,
  aRule,
  type BuiltPerson,
  oneForOne,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { appConnection, inRolledBackTransaction, queryAsSuperuser } from '@/tests/support/db';
import {
  aReview,
  type Arranged,
  clear,
  close,
  committee,
  decide,
  department,
  judge,
  onConditions,
  openStageOf,
  policyOf,
  recuse,
  refusal,
  stageRow,
  vote,
} from '../review/arrange';

const day = '2026-11-26';
const on = (person: BuiltPerson, when = day) => ctxOf(person, { day: when });
const call = (by: BuiltPerson, of = 'committee', more: object = {}) =>
  callMeeting(
    ctxOf(by),
    CallMeeting.parse({ of, day, starts: '00:30', minutes: '45', place: 'Room 12', ...more }),
  );
const see = async (by: BuiltPerson, meetingId: string, when = day) =>
  viewMeeting(on(by, when), ViewMeeting.parse({ meetingId }));
const agenda = async (by: BuiltPerson, meetingId: string, stageIds: readonly string[]) =>
  setAgenda(
    ctxOf(by),
    SetAgenda.parse({
      meetingId,
      expectedVersion: (await see(by, meetingId)).meeting.rowVersion,
      order: stageIds.join(','),
    }),
  );
const closeIn = async (by: BuiltPerson, stageId: string, meetingId: string, more: object = {}, when = day) =>
  closeStage(
    on(by, when),
    CloseStage.parse({
      stageId,
      meetingId,
      expectedVersion: (await stageRow(stageId))?.row_version,
      minutesRef: 'Minutes of 26 November, item 1',
      ...more,
    }),
  );

/** A case that has come to its committee. */
async function atCommittee(stage = committee): Promise<Arranged> {
  const review = await aReview({ reviewers: 1, policy: policyOf(department, stage) });
  const [reviewer] = review.reviewers as [BuiltPerson];
  await judge(reviewer, review);
  await vote(reviewer, review.stageId);
  return { ...review, stageId: (await openStageOf(review.caseId))?.id ?? '' };
}

/** A committee of three in session about one case, all asked about conflicts. */
async function inSession(
  stage = committee,
): Promise<Arranged & { head: BuiltPerson; second: BuiltPerson; third: BuiltPerson; meetingId: string }> {
  const review = await atCommittee(stage);
  const [head, second, third] = review.members as [BuiltPerson, BuiltPerson, BuiltPerson];
  for (const person of review.members) await clear(person, review.stageId);
  const { id: meetingId } = await call(head);
  await agenda(head, meetingId, [review.stageId]);
  return { ...review, head, second, third, meetingId };
}

describe('a meeting', () => {
  test('is called by whoever leads such reviews, and whoever belongs to it gets mail', async () => {
    const { institution, members, chair, author } = await atCommittee();
    const [head, second] = members as [BuiltPerson, BuiltPerson];
    const notChair = refusal('forbidden', 'access/not-chair');
    await expect(call(second)).rejects.toEqual(notChair);
    await expect(call(chair)).rejects.toEqual(notChair);
    await expect(call(author)).rejects.toEqual(notChair);
    await expect(call(head, 'committee', { day: '2026-11-24' })).rejects.toEqual(
      refusal('rule_violation', 'meeting/over'),
    );
    const { id } = await call(head);
    await call(chair, `department|${institution.departmentId}`);
    const sent = await queryAsSuperuser<{ id: string }>(
      `select p.id from outbox_message o join person p on p.tenant_id = o.tenant_id and p.email = o.payload ->> 'to'
        where o.tenant_id = $1 and o.dedupe_key like $2`,
      [institution.id, `meeting.called:${id}:%`],
    );
    expect(sent.map((one) => one.id).sort()).toEqual([members[1]?.id, members[2]?.id].sort());
    const list = await viewMeetings(ctxOf(second), ViewMeetings.parse({}));
    expect(list.rows.map(({ kind }) => kind).sort()).toEqual(['committee', 'department']);
    expect(list.callable).toEqual([]);
    expect((await viewMeetings(ctxOf(head), ViewMeetings.parse({}))).callable).toEqual([
      { kind: 'committee', departmentId: null, departmentName: null },
    ]);
    const foreign = await atCommittee();
    await expect(see(foreign.members[0] as BuiltPerson, id)).rejects.toEqual(
      refusal('not_found', 'meeting/not-found'),
    );
  });

  test('is called by a delegate as well, and not after the delegation is over', async () => {
    const { members } = await atCommittee();
    const [head, second] = members as [BuiltPerson, BuiltPerson];
    await giveDelegation(
      ctxOf(head),
      GiveDelegation.parse({
        office: 'committee_chair',
        delegateId: second.id,
        fromDay: '2020-01-01',
        toDay: '2099-01-01',
      }),
    );
    await expect(call(second)).resolves.toMatchObject({});
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [head.id]);
    await expect(call(second)).rejects.toEqual(refusal('forbidden', 'access/not-chair'));
  });

  test('moves and is called off, each on record, until something is decided in it', async () => {
    const { head, second, stageId, meetingId, institution } = await inSession();
    const move = (expectedVersion: number, more: object = {}) =>
      changeMeeting(
        ctxOf(head),
        ChangeMeeting.parse({
          meetingId,
          expectedVersion,
          ...{ day, starts: '01:00', minutes: '30', place: 'Room 1', ...more },
        }),
      );
    await expect(move(1)).rejects.toEqual(refusal('conflict', 'meeting/changed-meanwhile'));
    await move(2);
    expect((await see(second, meetingId)).meeting).toMatchObject({ starts: '01:00', rowVersion: 3 });
    for (const person of [head, second]) await vote(person, stageId);
    await closeIn(head, stageId, meetingId, { notAsked: 'on' });
    await expect(move(3)).rejects.toEqual(refusal('invalid_transition', 'meeting/decided-in'));
    await expect(cancelMeeting(ctxOf(head), { meetingId, expectedVersion: 3 })).rejects.toEqual(
      refusal('invalid_transition', 'meeting/decided-in'),
    );
    const other = await call(head);
    await cancelMeeting(ctxOf(head), { meetingId: other.id, expectedVersion: 1 });
    await expect(agenda(head, other.id, [])).rejects.toEqual(refusal('rule_violation', 'meeting/cancelled'));
    const acts = await queryAsSuperuser<{ action: string }>(
      "select action from audit_event where tenant_id = $1 and action like 'meeting.%' order by seq",
      [institution.id],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      'meeting.call',
      'meeting.setAgenda',
      'meeting.change',
      'meeting.call',
      'meeting.cancel',
    ]);
  });
});

test('a meeting is to come until it has ended, by the clock of the institution', async () => {
  const { members } = await atCommittee();
  const [head] = members as [BuiltPerson];
  const { id: over } = await call(head, 'committee', { starts: '00:30', minutes: '45' });
  const { id: late } = await call(head, 'committee', { starts: '23:30', minutes: '120' });
  const listed = async (when: string, at: string) =>
    (await viewMeetings(on(head, at), ViewMeetings.parse({ when }))).rows.map(({ id }) => id);
  // The requests of a day come at its noon or later: by then the first has ended.
  expect(await listed('ahead', day)).toEqual([late]);
  expect(await listed('past', day)).toEqual([over]);
  expect(await listed('ahead', '2026-11-25')).toEqual([over, late]);
  expect(await listed('past', '2026-11-27')).toEqual([late, over]);
});

describe('an agenda', () => {
  test('holds open cases of its kind, in an order, and says so on the case', async () => {
    const { head, second, stageId, meetingId, chair, institution } = await inSession();
    const other = await atCommittee();
    await expect(agenda(head, meetingId, [stageId, other.stageId])).rejects.toEqual(
      refusal('not_found', 'review/not-found'),
    );
    await expect(
      setAgenda(ctxOf(second), SetAgenda.parse({ meetingId, expectedVersion: 2, order: '' })),
    ).rejects.toEqual(refusal('forbidden', 'access/not-chair'));
    expect((await meetingsOfStage(ctxOf(second), { stageId })).map(({ id }) => id)).toEqual([meetingId]);
    const departments = await call(chair, `department|${institution.departmentId}`);
    await expect(agenda(chair, departments.id, [stageId])).rejects.toEqual(
      refusal('rule_violation', 'meeting/other-kind'),
    );
    await agenda(head, meetingId, []);
    const { items, addable } = await see(head, meetingId);
    expect(items).toEqual([]);
    expect(addable.rows.map((one) => one.stageId)).toEqual([stageId]);
    // Words are read as everywhere: by their letters, whatever their case, accents and signs.
    const { title = '' } = addable.rows[0] ?? {};
    const found = async (q: string) =>
      (await viewMeeting(on(head), ViewMeeting.parse({ meetingId, q }))).addable.total;
    expect([
      await found(title.toUpperCase().replaceAll(' ', '-')),
      await found('zzz'),
      await found('!'),
    ]).toEqual([1, 0, 0]);
    expect((await see(second, meetingId)).addable.total).toBe(0);
  });
});

/** One more case before the same committee, of another course. */
async function anotherBefore({ institution, author, members }: Arranged): Promise<string> {
  const course = await aCourse(institution, { outcomes: ['Measure.'] });
  const certificate = await aMicroCredential(institution, { outcomes: ['Measure well.'] });
  const rule = await aRule(institution, author, {
    status: 'submitted',
    definition: oneForOne(certificate.id, course.code, '6'),
  });
  const sender = await aPerson(institution, 'evaluator');
  const reviewer = await aPerson(institution, 'reviewer');
  const { caseId } = await routeRule(ctxOf(sender), {
    ruleVersionId: rule.id,
    expectedVersion: rule.rowVersion,
    reviewerIds: [reviewer.id],
  });
  const stageId = (await openStageOf(caseId))?.id ?? '';
  await judge(reviewer, { stageId, course });
  await vote(reviewer, stageId);
  const next = (await openStageOf(caseId))?.id ?? '';
  for (const person of members) await clear(person, next);
  return next;
}

describe('an agenda of which cases are closed', () => {
  test('goes on: the others are moved, added and taken off, and what was closed elsewhere leaves it', async () => {
    const review = await inSession();
    const { head, second, third, stageId: here, meetingId, institution } = review;
    const [elsewhere, open, late] = [
      await anotherBefore(review),
      await anotherBefore(review),
      await anotherBefore(review),
    ];
    await agenda(head, meetingId, [here, elsewhere, open]);
    for (const stageId of [here, elsewhere])
      for (const person of [head, second, third]) await vote(person, stageId, 'abstain');
    await closeIn(head, here, meetingId);
    await close(head, elsewhere);
    const order = async () => (await see(head, meetingId)).items.map(({ stageId }) => stageId);
    await agenda(head, meetingId, [open, here, elsewhere]);
    expect(await order()).toEqual([open, here, elsewhere]);
    await agenda(head, meetingId, [open, late, here, elsewhere]);
    await agenda(head, meetingId, [late, here]);
    expect(await order()).toEqual([late, here]);
    // What is closed does not come onto it anew; nor by a road beside the use case.
    await expect(agenda(head, meetingId, [late, here, elsewhere])).rejects.toEqual(
      refusal('rule_violation', 'meeting/stage-closed'),
    );
    const put = async (stage: string) =>
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [institution.id]);
        const { rowCount } = await client.query(
          `insert into review_meeting_item (tenant_id, meeting_id, stage_id, position) values ($1, $2, $3, 3)
             on conflict (tenant_id, meeting_id, stage_id) do update set position = excluded.position`,
          [institution.id, meetingId, stage],
        );
        return rowCount;
      });
    await expect(put(elsewhere)).rejects.toThrow(/on an agenda stand open stages/);
    expect(await put(here)).toBe(1);
  });
});

describe('an agenda and a conflict of interest', () => {
  test('a case stays where it stands for whoever has declared a conflict in it; the others are theirs', async () => {
    const review = await inSession();
    const { head, stageId: own, meetingId, institution } = review;
    const [first, last] = [await anotherBefore(review), await anotherBefore(review)];
    await agenda(head, meetingId, [first, own, last]);
    await recuse(head, own);
    const refused = refusal('rule_violation', 'meeting/own-conflict');
    for (const order of [
      [first, last],
      [own, first, last],
      [first, last, own],
      [last, first, own],
    ])
      await expect(agenda(head, meetingId, order)).rejects.toEqual(refused);
    const { items } = await see(head, meetingId);
    expect(items.map(({ mayPlace }) => mayPlace)).toEqual([true, false, true]);
    await agenda(head, meetingId, [own, last]);
    expect((await see(head, meetingId)).addable.rows.map(({ stageId }) => stageId)).toEqual([first]);
    // Nor does it come onto another agenda by them.
    const { id: other } = await call(head);
    await expect(agenda(head, other, [own])).rejects.toEqual(refused);
    expect((await see(head, other)).addable.rows.map(({ stageId }) => stageId).sort()).toEqual(
      [first, last].sort(),
    );
    await expect(
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [institution.id]);
        await client.query('delete from review_meeting_item where meeting_id = $1 and stage_id = $2', [
          meetingId,
          own,
        ]);
      }),
    ).rejects.toThrow(/a conflict in the case/);
  });
});

describe('what a meeting says of its cases', () => {
  test('the votes of an item are those that its case has, whoever has left', async () => {
    const { head, second, third, stageId, meetingId, caseId } = await inSession();
    for (const person of [head, second]) await vote(person, stageId);
    const ofCase = async () => {
      const { deliberation } = await viewCase(on(head), { caseId });
      return deliberation?.stages.find(({ id }) => id === stageId)?.votes;
    };
    const ofAgenda = async () => {
      const [item] = (await see(head, meetingId)).items;
      return item && { voted: item.voted, seated: item.seated };
    };
    expect(await ofAgenda()).toEqual({ voted: 2, seated: 3 });
    await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [third.id]);
    expect(await ofAgenda()).toEqual({ voted: 2, seated: 2 });
    expect(await ofCase()).toEqual(await ofAgenda());
  });

  test('whoever was named to lead a case enters its decision, and its recused chair does not', async () => {
    const { head, second, third, stageId, meetingId, institution } = await inSession();
    const registrar = await aPerson(institution, 'registrar');
    await recuse(head, stageId);
    await nameChair(ctxOf(registrar), { stageId, personId: second.id });
    for (const person of [second, third]) await vote(person, stageId);
    const [ofHead, ofSecond, ofThird] = [
      await see(head, meetingId),
      await see(second, meetingId),
      await see(third, meetingId),
    ];
    expect([ofHead.leads, ofSecond.leads, ofThird.leads]).toEqual([true, false, false]);
    expect([ofHead, ofSecond, ofThird].map(({ enters }) => enters)).toEqual([true, true, false]);
    expect(ofSecond.chosen).toMatchObject({ stageId, isClosedByReader: true });
    // Who calls the meetings is told who enters it, and nobody else anything.
    expect(ofHead.chosen).toMatchObject({ stageId, isClosedByReader: false });
    expect(ofThird.chosen).toBeNull();
    await expect(closeIn(head, stageId, meetingId)).rejects.toEqual(refusal('forbidden', 'access/recused'));
    await closeIn(second, stageId, meetingId, { notAsked: 'on' });
    expect((await see(head, meetingId)).items).toMatchObject([{ isDecidedHere: true, outcome: 'passed' }]);
  });
});

describe('a decision is entered in the meeting by the road that closes a stage', () => {
  test('not before it has begun, not of what is not on its agenda, and with all that closing asks for', async () => {
    const { head, second, third, stageId, meetingId, caseId } = await inSession();
    const empty = await call(head);
    const before = '2026-11-25';
    await expect(closeIn(head, stageId, meetingId, {}, before)).rejects.toEqual(
      refusal('rule_violation', 'meeting/not-begun'),
    );
    await expect(closeIn(head, stageId, empty.id)).rejects.toEqual(
      refusal('rule_violation', 'meeting/not-on-agenda'),
    );
    await expect(closeIn(head, stageId, meetingId)).rejects.toEqual(
      refusal('rule_violation', 'review/quorum-missing'),
    );
    await vote(head, stageId);
    await recuse(third, stageId);
    await expect(closeIn(second, stageId, meetingId)).rejects.toEqual(
      refusal('forbidden', 'access/not-chair'),
    );
    await expect(closeIn(head, stageId, meetingId)).rejects.toEqual(
      refusal('rule_violation', 'review/quorum-missing'),
    );
    await vote(second, stageId);
    await expect(closeIn(head, stageId, meetingId, { minutesRef: '' })).rejects.toEqual(
      refusal('invalid_input', 'review/minutes-missing'),
    );
    expect((await see(head, meetingId)).chosen?.stageId).toBe(stageId);
    expect((await see(second, meetingId)).chosen).toBeNull();
    await closeIn(head, stageId, meetingId, onConditions('The exam is supervised.'));
    expect(await stageRow(stageId)).toMatchObject({
      status: 'closed',
      outcome: 'passed',
      minutes_ref: 'Minutes of 26 November, item 1',
      close_note: 'The exam is supervised.',
    });
    const { items, chosen } = await see(head, meetingId);
    expect(items).toMatchObject([
      { isDecidedHere: true, outcome: 'passed', voted: 2, seated: 2, conditions: { isOpen: true } },
    ]);
    expect(chosen).toBeNull();
    await expect(agenda(head, meetingId, [])).rejects.toEqual(
      refusal('rule_violation', 'meeting/decided-stays'),
    );
    const closed = await viewCase(ctxOf(second), { caseId });
    expect(closed.isOpen).toBe(false);
    expect(closed.deliberation?.stages.at(-1)?.meeting).toEqual({ id: meetingId, day });
  });

  test('a tie waits for the casting vote there as it does elsewhere', async () => {
    const { head, second, third, stageId, meetingId } = await inSession({
      ...committee,
      tie: 'chairDecides',
    });
    await vote(head, stageId, 'abstain');
    await vote(second, stageId, 'approve');
    await vote(third, stageId, 'reject');
    await expect(closeIn(head, stageId, meetingId)).rejects.toEqual(
      refusal('rule_violation', 'review/tie-waits'),
    );
    await decide(head, stageId, 'approve');
    await closeIn(head, stageId, meetingId);
    expect((await stageRow(stageId))?.outcome).toBe('passed');
  });

  test('the database says the same, whichever road is taken', async () => {
    const { institution, head, second, stageId, meetingId } = await inSession();
    for (const person of [head, second]) await vote(person, stageId);
    const other = await call(head);
    const asApp = (sql: string, values: unknown[]) =>
      inRolledBackTransaction(appConnection, async (client) => {
        await client.query("select set_config('app.tenant_id', $1, true)", [institution.id]);
        return (await client.query(sql, values)).rowCount;
      });
    const end = (at: string) =>
      `update review_stage set status = 'closed', outcome = 'passed', closed_at = '${at}', closed_by_id = $3, minutes_ref = 'x', meeting_id = $2 where id = $1`;
    const [begun, early] = ['2026-11-26T18:00:00Z', '2026-11-25T01:00:00Z'];
    expect(await asApp(end(begun), [stageId, meetingId, head.id])).toBe(1);
    const refused = /in a meeting that has begun and has it on its agenda/;
    await expect(asApp(end(early), [stageId, meetingId, head.id])).rejects.toThrow(refused);
    await expect(asApp(end(begun), [stageId, other.id, head.id])).rejects.toThrow(refused);
    await expect(
      asApp('update review_stage set meeting_id = $2 where id = $1', [stageId, meetingId]),
    ).rejects.toThrow(refused);
    await expect(
      asApp('update review_meeting set by_id = $2 where id = $1', [meetingId, second.id]),
    ).rejects.toThrow(/called by whoever leads such reviews/);
    await expect(
      asApp(
        'insert into review_meeting_item (tenant_id, meeting_id, stage_id, position) select tenant_id, $1, id, 1 from review_stage where id = $2',
        [(await atCommittee()).stageId, stageId],
      ),
    ).rejects.toThrow();
  });
});
