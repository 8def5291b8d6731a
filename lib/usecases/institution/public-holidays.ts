import { addDays, type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';

/** A day on which a country rests, as its calendar calls it. */
export interface PublicHoliday {
  day: CivilDate;
  name: string;
}

const [hour, dayLength] = [3_600_000, 86_400_000];

/**
 * The public holidays of a whole country in a year, each day of those that last several; none where the calendar does not know the
 * country. What single regions rest on beside them is not among them. Read when it is asked for: the calendars of all countries are large.
 * @source date-holidays (code ISC, its calendars CC BY 3.0)
 */
export async function publicHolidays(country: string, year: number): Promise<PublicHoliday[]> {
  const { default: Calendar } = await import('date-holidays');
  const calendar = new Calendar(country, { types: ['public'], languages: ['en'] });
  const days = new Map<CivilDate, string>();
  for (const { date, start, end, name } of calendar.getHolidays(year)) {
    const first = parseCivilDate(date.slice(0, 10));
    // Some begin on the evening before, and a day on which clocks change is an hour shorter.
    const length = Math.max(1, Math.floor((end.getTime() - start.getTime() + 2 * hour) / dayLength));
    for (let n = 0; n < length; n += 1) {
      const day = addDays(first, n);
      days.set(day, days.get(day) ?? name);
    }
  }
  return [...days].map(([day, name]) => ({ day, name })).sort((a, b) => a.day.localeCompare(b.day));
}
