import type { CivilDate } from '@/lib/kernel/civil-date';

/** A day of every institution's own calendar, or an instant: the day that it falls on where each institution is. */
export type AsOf = CivilDate | { now: string };

/** The value for the place in a statement that dayAt names. */
export function asOfValue(asOf: AsOf): string {
  return typeof asOf === 'string' ? asOf : asOf.now;
}

/** SQL for that day, where the institution is `i`: a day is ten letters long, an instant longer. */
export function dayAt(place: string): string {
  return `(CASE WHEN length(${place}::text) = 10 THEN ${place}::text::date ELSE (${place}::text::timestamptz AT TIME ZONE i.time_zone)::date END)`;
}

/** SQL for whether a window of a rule version `v` had closed before the day that the other expression is. @source lib/catalog/standing.ts, closingDay */
export function closedBefore(day: string): string {
  const last = (window: string) => `(v.definition #>> '{${window},to}')::date`;
  return `coalesce(least(coalesce(v.claim_to, ${last('claimWindow')}), ${last('credentialWindow')}, ${last('termWindow')}) < ${day}, false)`;
}

/** SQL for whether a rule version `v` was public on that day, by the calendar of its institution `i`. */
export function publishedBy(place: string): string {
  return `(v.published_at AT TIME ZONE i.time_zone)::date <= ${dayAt(place)}`;
}
