import { addDays, type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { type Holidays, isBusinessDay } from '@/lib/review/sla';

/** Business days from one day to another, as lib/review/sla.ts counts them. @units business days */
export type CountDays = (from: CivilDate, to: CivilDate) => number;

/**
 * The same count as `businessDaysBetween`, for many spans within the days from `first` to `last`: each day of these is looked at once.
 * What reaches beyond is counted from there. @units business days
 */
export function workingDays(first: CivilDate, last: CivilDate, holidays: Holidays): CountDays {
  const until = new Map<CivilDate, number>([[first, 0]]);
  let counted = 0;
  for (let day = first; compareCivilDates(day, last) < 0; ) {
    day = addDays(day, 1);
    counted += isBusinessDay(day, holidays) ? 1 : 0;
    until.set(day, counted);
  }
  const before = (day: CivilDate) => until.get(day) ?? (day < first ? 0 : counted);
  return (from, to) => (compareCivilDates(from, to) < 0 ? before(to) - before(from) : 0);
}
