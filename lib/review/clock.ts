import { addDays, type CivilDate, compareCivilDates } from '@/lib/kernel/civil-date';
import { businessDaysBetween, dueDate, type Holidays, isBusinessDay } from './sla';

/** What the clock says of an open stage, the first thing first. @source docs/domain.md §5.4 */
export const clockSteps = ['half', 'most', 'due', 'late', 'escalated'] as const;
export type ClockStep = (typeof clockSteps)[number];

/** A span in which a stage waited for others: an answer of its authors. Null: it still does. */
export interface Stop {
  from: CivilDate;
  to: CivilDate | null;
}

/** How long the clock of a stage stood still: each business day in which it waited for others, once. @units business days */
export function daysStopped(stops: readonly Stop[], today: CivilDate, holidays: Holidays): number {
  const stopped = new Set<CivilDate>();
  for (const { from, to } of stops)
    for (let day = addDays(from, 1); compareCivilDates(day, to ?? today) <= 0; day = addDays(day, 1))
      if (isBusinessDay(day, holidays)) stopped.add(day);
  return stopped.size;
}

/**
 * The latest step that the clock of a stage has come to: at half and at four fifths of its time, on its due day, three business days after
 * it, and five, when whoever leads is told. What came before it is not said any more. Null before the first one, on days without work, and
 * while the stage waits for others; for as long as it did, the due day lies later. Nothing is ever decided by it.
 * @units business days   @source docs/domain.md §5.4
 */
export function clockStepOf(
  { openedOn, dueOn, stops }: { openedOn: CivilDate; dueOn: CivilDate; stops: readonly Stop[] },
  today: CivilDate,
  holidays: Holidays,
): ClockStep | null {
  if (!isBusinessDay(today, holidays) || stops.some(({ to }) => to === null)) return null;
  const stopped = daysStopped(stops, today, holidays);
  const due = dueDate(dueOn, stopped, holidays);
  const late = businessDaysBetween(due, today, holidays);
  if (late >= 5) return 'escalated';
  if (late >= 3) return 'late';
  if (compareCivilDates(today, due) >= 0) return 'due';
  const allowed = businessDaysBetween(openedOn, dueOn, holidays);
  const taken = businessDaysBetween(openedOn, today, holidays) - stopped;
  if (taken * 5 >= allowed * 4) return 'most';
  return taken * 2 >= allowed ? 'half' : null;
}
