import { type CivilDate, parseCivilDate } from '@/lib/kernel/civil-date';

/** To make one costs more than a hundred dates; there are as many as institutions have time zones. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The civil date of an instant in a time zone. */
export function dayIn(instant: string, timeZone: string): CivilDate {
  let calendar = calendars.get(timeZone);
  if (calendar === undefined) {
    calendar = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    calendars.set(timeZone, calendar);
  }
  return parseCivilDate(calendar.format(new Date(instant)));
}

/** The hour and minute of an instant in a time zone: HH:MM, of 24 hours. */
export function timeIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}
