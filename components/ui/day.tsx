/** Day: date (YYYY-MM-DD or an instant). Moment: at (an instant), timeZone? (that of the institution, for readers who work for none). useDay, useMoment: the same as text, useDay with the zone of an institution where it is a letter of its. The only place that writes days and times. */
import { useFormatter } from 'next-intl';

type Length = 'medium' | 'long';

/** A civil date is the same day everywhere; an instant lies on a day of the institution that the reader works for. */
function zoneOf(date: string): { timeZone?: 'UTC' } {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? { timeZone: 'UTC' } : {};
}

export function useDay(length: Length = 'medium', timeZone?: string): (date: string) => string {
  const format = useFormatter();
  return (date) =>
    format.dateTime(new Date(date), {
      dateStyle: length,
      ...(timeZone !== undefined && { timeZone }),
      ...zoneOf(date),
    });
}

/** With the zone named: two institutions, or a server and a person, seldom share one. */
export function useMoment(
  seconds: 'with-seconds' | 'to-the-minute' = 'to-the-minute',
  timeZone?: string,
): (at: string) => string {
  const format = useFormatter();
  return (at) =>
    format.dateTime(new Date(at), {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      ...(seconds === 'with-seconds' && { second: '2-digit' }),
      timeZoneName: 'short',
      ...(timeZone !== undefined && { timeZone }),
    });
}

export function Day({ date, length }: { date: string; length?: Length }) {
  const day = useDay(length);
  return (
    <time dateTime={date} className="whitespace-nowrap">
      {day(date)}
    </time>
  );
}

export function Moment({ at, timeZone }: { at: string; timeZone?: string }) {
  const moment = useMoment('to-the-minute', timeZone);
  return <time dateTime={at}>{moment(at)}</time>;
}
