import { addDays, type CivilDate, compareCivilDates, daysBetween } from '@/lib/kernel/civil-date';
import { type Holidays, isBusinessDay } from '@/lib/review/sla';

/** Business days from one day to another, as lib/review/sla.ts counts them. @units business days */
export type CountDays = (from: CivilDate, to: CivilDate) => number;

/**
 * The same count as `businessDaysBetween`, for many spans within the days from `first` to `last`: each day of these is looked at once.
 * What reaches beyond is counted from there. @units business days
 */
export function workingDays(first: CivilDate, last: CivilDate, holidays: Holidays): CountDays {
  const until: number[] = [0];
  for (let day = first; compareCivilDates(day, last) < 0; ) {
    day = addDays(day, 1);
    until.push((until.at(-1) ?? 0) + (isBusinessDay(day, holidays) ? 1 : 0));
  }
  const before = (day: CivilDate) =>
    until[Math.min(Math.max(0, daysBetween(first, day)), until.length - 1)] ?? 0;
  return (from, to) => (compareCivilDates(from, to) < 0 ? before(to) - before(from) : 0);
}
