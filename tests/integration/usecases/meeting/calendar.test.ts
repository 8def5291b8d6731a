import { expect, test } from 'vitest';
import { CallMeeting, callMeeting } from '@/lib/usecases/meeting/call-meeting';
import { cancelMeeting } from '@/lib/usecases/meeting/cancel-meeting';
import { giveCalendar } from '@/lib/usecases/meeting/give-calendar';
import { meetingCalendar, readCalendar } from '@/lib/usecases/meeting/meeting-calendar';
import { ViewMeetings, viewMeetings } from '@/lib/usecases/meeting/view-meetings';
import { withdrawCalendar } from '@/lib/usecases/meeting/withdraw-calendar';
import { aPerson, type BuiltPerson } from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';
import { aReview, clear, recuse, refusal, vote } from '../review/arrange';

const base = 'http://127.0.0.1:3000';
const over = refusal('not_found', 'calendar/over');

/** The calendar behind an address, as a calendar program asks for it: by nobody. */
const read = (path: string) => {
  const [, , at = '', token = ''] = path.split('/');
  return readCalendar(ctxOf(), { at, token }, base);
};
const count = (text: string, line: string) => text.split('\r\n').filter((one) => one === line).length;

test('a person’s calendar holds the meetings that they belong to and the days by which they vote', async () => {
  const review = await aReview({ reviewers: 3 });
  const { institution, chair, stageId } = review;
  const [reviewer, other, gone] = review.reviewers as [BuiltPerson, BuiltPerson, BuiltPerson];
  const { id } = await callMeeting(
    ctxOf(chair),
    CallMeeting.parse({
      of: `department|${institution.departmentId}`,
      ...{ day: '2026-12-04', starts: '10:00', minutes: '60', place: 'Room 12' },
    }),
  );
  const { path } = await giveCalendar(ctxOf(reviewer), {});
  const text = await read(path);
  expect(count(text, `UID:${id}`)).toBe(1);
  expect(count(text, `UID:${stageId}`)).toBe(1);
  expect(count(text, 'STATUS:CONFIRMED')).toBe(1);
  const member = await giveCalendar(ctxOf(review.members[1] as BuiltPerson), {});
  expect(count(await read(member.path), 'BEGIN:VEVENT')).toBe(0);
  // Nothing is due of whoever stepped back, or has voted; a meeting that is called off says so.
  // Nor of whoever has the role no more: the queue asks nothing of them either.
  const { path: ofGone } = await giveCalendar(ctxOf(gone), {});
  expect(count(await read(ofGone), `UID:${stageId}`)).toBe(1);
  await queryAsSuperuser('update role_grant set ended_at = now() where person_id = $1', [gone.id]);
  expect(count(await read(ofGone), `UID:${stageId}`)).toBe(0);
  await recuse(reviewer, stageId);
  expect(count(await read(path), `UID:${stageId}`)).toBe(0);
  const others = await giveCalendar(ctxOf(other), {});
  expect(count(await read(others.path), `UID:${stageId}`)).toBe(1);
  await clear(other, stageId);
  await vote(other, stageId, 'abstain');
  expect(count(await read(others.path), `UID:${stageId}`)).toBe(0);
  await cancelMeeting(ctxOf(chair), { meetingId: id, expectedVersion: 1 });
  const after = await read(path);
  expect([count(after, 'STATUS:CANCELLED'), count(after, 'SEQUENCE:1')]).toEqual([1, 1]);
  expect(await meetingCalendar(ctxOf(other), id, base)).toContain('STATUS:CANCELLED');
  await expect(meetingCalendar(ctxOf(other), 'no id', base)).rejects.toEqual(
    refusal('not_found', 'meeting/not-found'),
  );
});

test('an address is one person’s, one at a time, and read by nobody once it is taken back or they have gone', async () => {
  const { institution, reviewers } = await aReview({ reviewers: 1 });
  const [reviewer] = reviewers as [BuiltPerson];
  await expect(withdrawCalendar(ctxOf(reviewer), {})).rejects.toEqual(refusal('not_found', 'calendar/none'));
  const first = await giveCalendar(ctxOf(reviewer), {});
  const second = await giveCalendar(ctxOf(reviewer), {});
  await expect(read(first.path)).rejects.toEqual(over);
  await expect(read(second.path)).resolves.toContain('BEGIN:VCALENDAR');
  const elsewhere = await aReview({ reviewers: 0 });
  await expect(read(second.path.replace(institution.slug, elsewhere.institution.slug))).rejects.toEqual(over);
  expect((await viewMeetings(ctxOf(reviewer), ViewMeetings.parse({}))).calendarSince).not.toBeNull();
  await queryAsSuperuser("update person set status = 'suspended' where id = $1", [reviewer.id]);
  await expect(read(second.path)).rejects.toEqual(over);
  await queryAsSuperuser("update person set status = 'active' where id = $1", [reviewer.id]);
  await withdrawCalendar(ctxOf(reviewer), {});
  await expect(read(second.path)).rejects.toEqual(over);
  const kept = await queryAsSuperuser<{ token_hash: string }>(
    'select token_hash from calendar_address where person_id = $1',
    [reviewer.id],
  );
  expect(kept).toHaveLength(2);
  expect(kept.some(({ token_hash }) => second.path.endsWith(token_hash))).toBe(false);
  const stranger = await aPerson(institution, 'auditor');
  await expect(giveCalendar(ctxOf(stranger), {})).resolves.toMatchObject({});
});
