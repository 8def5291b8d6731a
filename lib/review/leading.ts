import { type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';
import type { StageStatus } from './blind';
import { businessDaysBetween, dueDate, type Holidays } from './sla';
import type { StageConfig } from './stage-config';

/**
 * Whether somebody may be reminded: who has yet to vote or to answer, not oneself, and of one stage once a day.
 * @refuses review/stage-closed · review/remind-oneself · review/nothing-awaited · review/reminded-today
 */
export function mayRemind({
  status,
  isOneself,
  isAwaited,
  remindedOn,
  today,
}: {
  status: StageStatus;
  isOneself: boolean;
  /** A vote or an answer of theirs is missing. */
  isAwaited: boolean;
  /** Days on which they have been reminded of the stage. */
  remindedOn: readonly CivilDate[];
  today: CivilDate;
}): Result<
  true,
  'review/stage-closed' | 'review/remind-oneself' | 'review/nothing-awaited' | 'review/reminded-today'
> {
  if (status !== 'open') return fail('review/stage-closed');
  if (isOneself) return fail('review/remind-oneself');
  if (!isAwaited) return fail('review/nothing-awaited');
  return remindedOn.includes(today) ? fail('review/reminded-today') : ok(true);
}

/** How many days a stage may still be extended by: what its policy allows, else as many as it had, less what was given. @units business days */
export function extensionLeft(
  { extendDays, dueDays }: Pick<StageConfig, 'extendDays' | 'dueDays'>,
  given: readonly { days: number }[],
): number {
  return (extendDays ?? dueDays) - given.reduce((sum, { days }) => sum + days, 0);
}

/** The due day after an extension: counted from the day that was set, from today where that has passed, and so never a day gone by. @units business days */
export function extendedDueDay(
  dueOn: CivilDate,
  today: CivilDate,
  days: number,
  holidays: Holidays,
): CivilDate {
  return dueDate(compareCivilDates(dueOn, today) < 0 ? today : dueOn, days, holidays);
}

/**
 * Whether the due day of a stage may be moved on. A tie waits for the casting vote until the due day, so that day is fixed once enough
 * have voted where the policy gives one; that depends on how many have voted and not on how. @units business days
 * @refuses review/stage-closed · review/extend-settled · review/extend-too-far (says how many are left)
 */
export function mayExtend({
  status,
  days,
  left,
  givesCastingVote,
  isQuorate,
  isRevealed,
}: {
  status: StageStatus;
  days: number;
  left: number;
  givesCastingVote: boolean;
  isQuorate: boolean;
  isRevealed: boolean;
}): Result<true, 'review/stage-closed' | 'review/extend-settled' | 'review/extend-too-far'> {
  if (status !== 'open') return fail('review/stage-closed');
  if (givesCastingVote && (isQuorate || isRevealed)) return fail('review/extend-settled');
  return days > left ? fail('review/extend-too-far', { left: Math.max(0, left) }) : ok(true);
}

/** How long a stage has taken, and how long it may take. @units business days */
export function ageOf(
  openedOn: CivilDate,
  dueOn: CivilDate | null,
  today: CivilDate,
  holidays: Holidays,
): { taken: number; allowed: number | null } {
  return {
    taken: businessDaysBetween(openedOn, today, holidays),
    allowed: dueOn === null ? null : businessDaysBetween(openedOn, dueOn, holidays),
  };
}
