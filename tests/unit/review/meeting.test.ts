import { describe, expect, test } from 'vitest';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import {
  type AgendaStage,
  belongsTo,
  hasBegun,
  isOver,
  mayCall,
  mayChangeMeeting,
  mayDecideIn,
  maySetAgenda,
  type MeetingStanding,
  mostItems,
} from '@/lib/review/meeting';

const day = parseCivilDate('2026-12-04');
const at = (time: string, on = '2026-12-04') => ({ day: parseCivilDate(on), time });
const meeting: MeetingStanding = {
  kind: 'department',
  departmentId: 'inf',
  day,
  starts: '10:00',
  isCancelled: false,
};
const stage: AgendaStage = {
  stageId: 'a',
  kind: 'department',
  departmentId: 'inf',
  status: 'open',
  isDecidedHere: false,
  mayPlace: true,
};
const fails = (reason: string) => expect.objectContaining({ ok: false, reason }) as unknown;

test('a meeting begins with its first minute, unless it was called off', () => {
  expect(hasBegun(meeting, at('09:59'))).toBe(false);
  expect(hasBegun(meeting, at('10:00'))).toBe(true);
  expect(hasBegun(meeting, at('00:00', '2026-12-05'))).toBe(true);
  expect(hasBegun(meeting, at('23:59', '2026-12-03'))).toBe(false);
  expect(hasBegun({ ...meeting, isCancelled: true }, at('11:00'))).toBe(false);
});

test('a meeting is over with its last minute, be it on the day after', () => {
  const long = { day, starts: '22:30', minutes: 120 };
  expect(isOver({ ...long, starts: '10:00' }, at('11:59'))).toBe(false);
  expect(isOver({ ...long, starts: '10:00' }, at('12:00'))).toBe(true);
  expect(isOver(long, at('23:59'))).toBe(false);
  expect(isOver(long, at('00:29', '2026-12-05'))).toBe(false);
  expect(isOver(long, at('00:30', '2026-12-05'))).toBe(true);
});

test('a meeting is called for today or later', () => {
  expect(mayCall(day, parseCivilDate('2026-12-05'))).toEqual(fails('meeting/over'));
  expect(mayCall(day, day).ok).toBe(true);
});

test('what was called off, and a meeting in which something was decided, is not moved', () => {
  expect(mayChangeMeeting({ isCancelled: true }, 0)).toEqual(fails('meeting/cancelled'));
  expect(mayChangeMeeting(meeting, 1)).toEqual(fails('meeting/decided-in'));
  expect(mayChangeMeeting(meeting, 0).ok).toBe(true);
});

describe('an agenda', () => {
  test('a case of which somebody else says the place keeps it, whatever happens to the others', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((stageId) => ({ ...stage, stageId })) as [
      AgendaStage,
      AgendaStage,
      AgendaStage,
      AgendaStage,
    ];
    const fixed = { ...b, mayPlace: false };
    const before = [a, fixed, c];
    const own = fails('meeting/own-conflict');
    for (const after of [
      [a, c],
      [fixed, a, c],
      [a, c, fixed],
      [a, d, fixed, c],
    ])
      expect(maySetAgenda(meeting, before, after)).toEqual(own);
    expect(maySetAgenda(meeting, [a], [a, fixed])).toEqual(own);
    for (const after of [before, [fixed, c], [a, fixed], [a, fixed, d, c], [fixed]])
      expect(maySetAgenda(meeting, before, after).ok).toBe(true);
    expect(maySetAgenda(meeting, [a, c, fixed, d], [c, a, fixed]).ok).toBe(true);
  });

  test('takes open stages of its kind and its department, or of none', () => {
    expect(maySetAgenda(meeting, [], [stage, { ...stage, stageId: 'b', departmentId: null }]).ok).toBe(true);
    expect(maySetAgenda(meeting, [], [{ ...stage, departmentId: 'art' }])).toEqual(
      fails('meeting/other-kind'),
    );
    expect(maySetAgenda(meeting, [], [{ ...stage, kind: 'committee' }])).toEqual(fails('meeting/other-kind'));
    expect(maySetAgenda(meeting, [], [{ ...stage, status: 'closed' }])).toEqual(
      fails('meeting/stage-closed'),
    );
    const committee = { ...meeting, kind: 'committee' as const, departmentId: null };
    expect(maySetAgenda(committee, [], [{ ...stage, kind: 'committee', departmentId: 'art' }]).ok).toBe(true);
  });

  test('keeps what was decided in it, lets go of what was closed otherwise, and holds so many', () => {
    const decided: AgendaStage = { ...stage, status: 'closed', isDecidedHere: true };
    expect(maySetAgenda(meeting, [decided], [])).toEqual(fails('meeting/decided-stays'));
    expect(maySetAgenda(meeting, [decided], [decided]).ok).toBe(true);
    expect(maySetAgenda(meeting, [{ ...decided, isDecidedHere: false }], []).ok).toBe(true);
    const many = (length: number) => Array.from({ length }, (_, n) => ({ ...stage, stageId: String(n) }));
    expect(maySetAgenda(meeting, [], many(mostItems)).ok).toBe(true);
    expect(maySetAgenda(meeting, [], many(mostItems + 1))).toEqual(fails('meeting/too-many'));
    expect(maySetAgenda({ ...meeting, isCancelled: true }, [], [])).toEqual(fails('meeting/cancelled'));
  });
});

test('what is on the agenda is decided once the meeting has begun', () => {
  expect(mayDecideIn(meeting, true, at('10:00')).ok).toBe(true);
  expect(mayDecideIn(meeting, true, at('09:59'))).toEqual(fails('meeting/not-begun'));
  expect(mayDecideIn(meeting, false, at('10:00'))).toEqual(fails('meeting/not-on-agenda'));
  expect(mayDecideIn({ ...meeting, isCancelled: true }, true, at('10:00'))).toEqual(
    fails('meeting/cancelled'),
  );
});

test('to a meeting belongs who can sit in what it decides, or leads such reviews', () => {
  expect(belongsTo(meeting, [{ role: 'reviewer', departmentId: 'inf' }])).toBe(true);
  expect(belongsTo(meeting, [{ role: 'chair', departmentId: 'inf' }])).toBe(true);
  expect(belongsTo(meeting, [{ role: 'reviewer', departmentId: 'art' }])).toBe(false);
  expect(belongsTo(meeting, [{ role: 'committee_member', departmentId: null }])).toBe(false);
  const committee = { kind: 'committee' as const, departmentId: null };
  expect(belongsTo(committee, [{ role: 'committee_member', departmentId: null }])).toBe(true);
  expect(belongsTo(committee, [{ role: 'registrar', departmentId: null }])).toBe(false);
});
