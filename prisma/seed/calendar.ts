import { addDays, addMonths, type CivilDate, weekdayOf } from '@/lib/kernel/civil-date';

/** Days and instants counted back from the day of seeding, so that due and overdue always look right. */
export interface Calendar {
  today: CivilDate;
  /** The day that many days ago; a negative number lies ahead. */
  day(daysAgo: number): CivilDate;
  /** The first day of a month, that many months ago. */
  month(monthsAgo: number): CivilDate;
  /** In office hours of that day, or of the Friday before when it is a weekend. ISO 8601, UTC. */
  at(daysAgo: number, minute?: number): string;
}

export function calendarOf(today: CivilDate): Calendar {
  const day = (daysAgo: number) => addDays(today, -daysAgo);
  return {
    today,
    day,
    month: (monthsAgo) => `${addMonths(today, -monthsAgo).slice(0, 7)}-01` as CivilDate,
    at: (daysAgo, minute = 0) => {
      const wished = day(daysAgo);
      const date = addDays(wished, -Math.max(0, weekdayOf(wished) - 5));
      // Between 14:00 and 16:59 UTC it is working time from Chicago to Warsaw.
      const time = 14 * 60 + (minute % 170);
      return `${date}T${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}:00.000Z`;
    },
  };
}
