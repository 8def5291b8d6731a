import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { daysStopped, type Stop } from '@/lib/review/clock';
import { dueDate, type Holidays } from '@/lib/review/sla';
import { type ClaimOutcome, type ClaimState, givesSomething } from './lifecycle';

/** Days for an answer, for what is asked for, and for an appeal where the policy says none. @units business days @source docs/domain.md §5.4, §11.10 */
export const claimDays = { decision: 15, appeal: 20 } as const;

/** What is known of a claim's time. */
export interface ClaimClock {
  state: ClaimState;
  outcome: ClaimOutcome | null;
  submittedOn: CivilDate | null;
  /** The days on which the student was asked for more, and on which that came. */
  stops: readonly Stop[];
  /** Until when the student is to answer what is asked for now. */
  askedUntil: CivilDate | null;
  /** The last day of an appeal; null where there was one, or nothing is decided. */
  appealUntil: CivilDate | null;
  /** The day of the appeal that is open. */
  appealedOn: CivilDate | null;
  /** How long an appeal takes at most. @units business days */
  appealDays: number;
}

/** Whose turn it is, what is to be done, and until when; no day: whenever they like. */
export interface ClaimTurn {
  of: 'student' | 'institution' | 'nobody';
  ask:
    | 'submit'
    | 'answer'
    | 'unanswered'
    | 'accept'
    | 'verify'
    | 'decide'
    | 'earn'
    | 'record'
    | 'confirm'
    | 'onRecord'
    | 'decideAppeal'
    | 'mayAppeal'
    | 'none';
  until: CivilDate | null;
}

/**
 * Whose turn it is in a claim. While the student is waited for, the institution's clock stands still: its day moves by as many business
 * days. @units business days @source docs/domain.md §5.4, §6.1, §11.10
 */
export function turnOf(clock: ClaimClock, today: CivilDate, holidays: Holidays): ClaimTurn {
  switch (clock.state) {
    case 'draft':
      return { of: 'student', ask: 'submit', until: null };
    case 'info_requested':
      return clock.askedUntil !== null && today > clock.askedUntil
        ? { of: 'institution', ask: 'unanswered', until: null }
        : { of: 'student', ask: 'answer', until: clock.askedUntil };
    case 'verifying':
      return { of: 'institution', ask: 'verify', until: decisionDay(clock, today, holidays) };
    case 'evaluating':
      return { of: 'institution', ask: 'decide', until: decisionDay(clock, today, holidays) };
    case 'appealed':
    case 'reversal_appealed':
      return {
        of: 'institution',
        ask: 'decideAppeal',
        until: clock.appealedOn && dueDate(clock.appealedOn, clock.appealDays, holidays),
      };
    case 'decided':
      if (clock.outcome === null || givesSomething(clock.outcome))
        return { of: 'student', ask: 'accept', until: null };
      return appealable(clock, today);
    case 'reversed':
      return appealable(clock, today);
    case 'accepted':
      return { of: 'institution', ask: 'record', until: null };
    case 'held':
      return { of: 'student', ask: 'earn', until: null };
    case 'posted':
      return { of: 'institution', ask: 'confirm', until: null };
    case 'closed':
      return { of: 'nobody', ask: 'onRecord', until: null };
    case 'declined':
    case 'withdrawn':
      return { of: 'nobody', ask: 'none', until: null };
  }
}

function appealable({ appealUntil }: ClaimClock, today: CivilDate): ClaimTurn {
  return appealUntil !== null && today <= appealUntil
    ? { of: 'nobody', ask: 'mayAppeal', until: appealUntil }
    : { of: 'nobody', ask: 'none', until: null };
}

function decisionDay(
  { submittedOn, stops }: ClaimClock,
  today: CivilDate,
  holidays: Holidays,
): CivilDate | null {
  if (submittedOn === null) return null;
  const days = claimDays.decision + daysStopped(stops, today, holidays);
  return dueDate(submittedOn, days, holidays);
}

/** Whether a student has until that day to answer: after today, and within half a year. @units days */
export function canBeAskedUntil(day: CivilDate, today: CivilDate): boolean {
  return day > today && day <= addDays(today, 183);
}

/** The last day of an appeal against what was decided on a day. @units business days */
export function lastAppealDay(
  decidedOn: CivilDate,
  withinDays: number | undefined,
  holidays: Holidays,
): CivilDate {
  return dueDate(decidedOn, withinDays ?? claimDays.appeal, holidays);
}
