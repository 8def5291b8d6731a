import { addDays, type CivilDate, compareCivilDates, weekdayOf } from '@/lib/kernel/civil-date';

/** The institution's days without work, apart from weekends. */
export type Holidays = ReadonlySet<string>;

/** The institution's own; one that has not said which days it closes has only weekends free. @source docs/domain.md §5.4 */
export function holidaysOf({ holidays }: { holidays: readonly CivilDate[] }): Holidays {
  return new Set(holidays);
}

/** Monday to Friday, unless it is a holiday. @source docs/domain.md §5.4 */
export function isBusinessDay(date: CivilDate, holidays: Holidays): boolean {
  return weekdayOf(date) <= 5 && !holidays.has(date);
}

/** The day that is that many business days after the start; the day of the start never counts. @units business days */
export function dueDate(start: CivilDate, businessDays: number, holidays: Holidays): CivilDate {
  let date = start;
  for (let left = businessDays; left > 0; ) {
    date = addDays(date, 1);
    if (isBusinessDay(date, holidays)) left -= 1;
  }
  return date;
}

/** Business days after `from` up to and including `to`; 0 when `to` is not later. @units business days */
export function businessDaysBetween(from: CivilDate, to: CivilDate, holidays: Holidays): number {
  let count = 0;
  for (let date = from; compareCivilDates(date, to) < 0; ) {
    date = addDays(date, 1);
    if (isBusinessDay(date, holidays)) count += 1;
  }
  return count;
}

export type DueState =
  | { state: 'none' }
  | { state: 'due'; days: number }
  | { state: 'today' }
  | { state: 'overdue'; days: number };

/**
 * How long until something is due, or how long it has been overdue. Overdue from the first day after the due date, even
 * when that is no business day. @units business days
 */
export function dueState(today: CivilDate, dueOn: CivilDate | null, holidays: Holidays): DueState {
  if (dueOn === null) return { state: 'none' };
  if (dueOn === today) return { state: 'today' };
  if (compareCivilDates(today, dueOn) < 0)
    return { state: 'due', days: businessDaysBetween(today, dueOn, holidays) };
  return { state: 'overdue', days: businessDaysBetween(dueOn, today, holidays) };
}
