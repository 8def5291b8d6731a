import { describe, expect, it } from 'vitest';
import { canBeAskedUntil, type ClaimClock, lastAppealDay, turnOf } from '@/lib/claim/turn';
import { claimStates } from '@/lib/claim/lifecycle';
import { parseCivilDate } from '@/lib/kernel/civil-date';
import { holidaysOf } from '@/lib/review/sla';

const day = parseCivilDate;
const none = holidaysOf({ holidays: [] });
const clock: ClaimClock = {
  state: 'evaluating',
  outcome: null,
  submittedOn: day('2026-11-02'),
  stops: [],
  askedUntil: null,
  appealUntil: null,
  appealedOn: null,
  appealDays: 10,
};

describe('whose turn it is in a claim', () => {
  it('gives the institution fifteen business days, as its calendar has them', () => {
    expect(turnOf(clock, day('2026-11-03'), none)).toEqual({
      of: 'institution',
      ask: 'decide',
      until: '2026-11-23',
    });
    const closed = holidaysOf({ holidays: [day('2026-11-20')] });
    expect(turnOf(clock, day('2026-11-03'), closed).until).toBe('2026-11-24');
  });

  it('stops that clock for as long as the student is waited for', () => {
    const asked = { ...clock, stops: [{ from: day('2026-11-05'), to: null }], askedUntil: day('2026-11-19') };
    expect(turnOf({ ...asked, state: 'info_requested' }, day('2026-11-12'), none)).toEqual({
      of: 'student',
      ask: 'answer',
      until: '2026-11-19',
    });
    const back = { ...clock, stops: [{ from: day('2026-11-05'), to: day('2026-11-12') }] };
    expect(turnOf({ ...back, state: 'verifying' }, day('2026-11-13'), none)).toEqual({
      of: 'institution',
      ask: 'verify',
      until: '2026-11-30',
    });
  });

  it('is the student’s after a grant, and nobody’s after a refusal that can no longer be appealed', () => {
    const decided = { ...clock, state: 'decided' as const, appealUntil: day('2026-12-21') };
    expect(turnOf({ ...decided, outcome: 'granted' }, day('2026-12-01'), none).ask).toBe('accept');
    expect(turnOf({ ...decided, outcome: 'refused' }, day('2026-12-21'), none)).toEqual({
      of: 'nobody',
      ask: 'mayAppeal',
      until: '2026-12-21',
    });
    expect(turnOf({ ...decided, outcome: 'refused' }, day('2026-12-22'), none).ask).toBe('none');
  });

  it('gives an appeal the days of the policy', () => {
    const appealed = { ...clock, state: 'appealed' as const, appealedOn: day('2026-12-01') };
    expect(turnOf(appealed, day('2026-12-02'), none)).toEqual({
      of: 'institution',
      ask: 'decideAppeal',
      until: '2026-12-15',
    });
    expect(lastAppealDay(day('2026-12-01'), undefined, none)).toBe('2026-12-29');
    expect(lastAppealDay(day('2026-12-01'), 5, none)).toBe('2026-12-08');
  });

  it('is said for every state', () => {
    expect(claimStates.map((state) => turnOf({ ...clock, state }, day('2026-11-03'), none).of)).toEqual([
      'student',
      'institution',
      'institution',
      'student',
      'student',
      'institution',
      'student',
      'institution',
      'nobody',
      'nobody',
      'institution',
      'nobody',
      'institution',
      'nobody',
    ]);
    expect(turnOf({ ...clock, submittedOn: null }, day('2026-11-03'), none).until).toBeNull();
  });

  it('asks a student until a day to come, and within half a year', () => {
    const today = day('2026-11-03');
    expect(
      ['2026-11-03', '2026-11-04', '2027-05-05', '2027-05-06'].map((one) => canBeAskedUntil(day(one), today)),
    ).toEqual([false, true, true, false]);
  });
});
