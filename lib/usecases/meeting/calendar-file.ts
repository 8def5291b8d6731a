import ical, { ICalEventStatus } from 'ical-generator';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { endsAt } from '@/lib/review/meeting';

interface Entry {
  /** The same for one thing for ever, and of nothing else in the world. */
  uid: string;
  /** How often it was changed: a calendar takes the greater one. */
  sequence: number;
  title: string;
  /** The page that it leads to. */
  url: string;
}

/** Something at a time of a place's clock. */
export interface TimedEntry extends Entry {
  day: CivilDate;
  /** HH:MM. */
  starts: string;
  /** @units minutes */
  minutes: number;
  place: string;
  isCancelled: boolean;
  changedAt: string;
}

/** Something that is due on a day. */
export interface DayEntry extends Entry {
  day: CivilDate;
}

/**
 * An iCalendar file. Times are those of the place's clock and name its zone, which the file describes: whoever reads it elsewhere sees
 * them in their own, and a change of summer time moves nothing.
 * @source RFC 5545 (§3.6.5 VTIMEZONE, §3.8.4.7 UID, §3.8.7.4 SEQUENCE); RFC 7986 §5.1 (NAME)
 */
export function calendarFile({
  name,
  timeZone,
  now,
  timed,
  days,
}: {
  name: string;
  /** As the time zone database names it. */
  timeZone: string;
  now: string;
  timed: readonly TimedEntry[];
  days: readonly DayEntry[];
}): string {
  const zone = zoneOf(timeZone);
  const stamp = new Date(now);
  const calendar = ical({
    name,
    prodId: '//Crosswalk//Reviews//EN',
    timezone: { name: null, generator: () => zone.block },
  });
  for (const { uid, title, day, starts, minutes, place, isCancelled, changedAt, ...entry } of timed)
    calendar.createEvent({
      ...entry,
      id: uid,
      stamp,
      lastModified: new Date(changedAt),
      timezone: zone.name,
      start: `${day}T${starts}:00`,
      end: `${endsAt({ day, starts, minutes })}:00`,
      summary: title,
      location: place,
      status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  for (const { uid, title, day, ...entry } of days)
    calendar.createEvent({ ...entry, id: uid, stamp, start: day, allDay: true, summary: title });
  return `${calendar.toString()}\r\n`;
}

/** The description of a zone, under the name that it has there: many are other names of one. */
function zoneOf(timeZone: string): { name: string; block: string } {
  const found = tzlib_get_ical_block(timeZone);
  const [block, id] = Array.isArray(found) ? found : (tzlib_get_ical_block('UTC') as string[]);
  return { name: (id ?? '').replace(/^TZID=/, ''), block: block ?? '' };
}
