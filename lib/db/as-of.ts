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

/**
 * SQL that joins to rule versions `v` how they stood on that day, where they stand otherwise now: `was` is a row of rule_version_past or
 * nothing. A statement that reads `stood` has this join, and none reads the columns of `v` in its place.
 */
export function stoodOn(day: string): string {
  return `LEFT JOIN rule_version_past was ON was.tenant_id = v.tenant_id AND was.rule_version_id = v.id AND was.first_day <= ${day} AND was.until_day > ${day}`;
}

const then = (column: string) => `CASE WHEN was.until_day IS NULL THEN v.${column} ELSE was.${column} END`;

/** SQL for what a rule version `v` was on the day of the join `stoodOn`. */
export const stood = {
  status: `coalesce(was.status, v.status)`,
  statusReason: `coalesce(was.status_reason, v.status_reason)`,
  /** First day of that status; null is the day of publication. */
  statusSince: then('status_since'),
  claimTo: then('claim_to'),
  reviewDueOn: then('review_due_on'),
};

/**
 * SQL for whether a window of a rule version `v` had closed before the day that the other expression is: as it `stood`, or by another last day of
 * claim. @source lib/catalog/standing.ts, closingDay
 */
export function closedBefore(day: string, claimTo: string = stood.claimTo): string {
  const last = (window: string) => `(v.definition #>> '{${window},to}')::date`;
  return `coalesce(least(coalesce(${claimTo}, ${last('claimWindow')}), ${last('credentialWindow')}, ${last('termWindow')}) < ${day}, false)`;
}

/** SQL for whether a rule version `v`, as it `stood`, had given way to a later one before the day that the expression is. @source lib/rule/version-standing.ts, standingOfVersion */
export function supersededBefore(day: string): string {
  return `coalesce(${stood.status} IN ('published', 'suspended') AND (${stood.claimTo}) < ${day} AND (${stood.claimTo})::text IS DISTINCT FROM v.definition #>> '{claimWindow,to}', false)`;
}

/** SQL for whether a rule version `v` can only be claimed after the day that the expression is. @source lib/catalog/standing.ts, openingDay */
export function opensAfter(day: string): string {
  const first = (window: string) => `(v.definition #>> '{${window},from}')::date`;
  return `coalesce(greatest(coalesce(v.claim_from, ${first('claimWindow')}), ${first('credentialWindow')}) > ${day}, false)`;
}

/** SQL for whether a rule version `v` was public on that day, by the calendar of its institution `i`. */
export function publishedBy(place: string): string {
  return `(v.published_at AT TIME ZONE i.time_zone)::date <= ${dayAt(place)}`;
}
