/**
 * SQL that puts first, of the versions of an entry, the one that it shows on a day: the latest that had begun, else the one that begins
 * next. A version without a first day has always begun. `day` is an expression.
 */
export function shownFirst(version: string, day: string): string {
  const hasBegun = `(${version}.valid_from IS NULL OR ${version}.valid_from <= ${day})`;
  return `${hasBegun} DESC, CASE WHEN ${hasBegun} THEN ${version}.valid_from END DESC NULLS LAST, ${version}.valid_from, ${version}.label DESC`;
}

/** SQL for the day where the institution is that listed the entry: its versions begin there. */
function listersDay(entry: string, instant: string): string {
  return `(SELECT (${instant}::timestamptz AT TIME ZONE i.time_zone)::date FROM institution i WHERE i.id = ${entry}.steward_tenant_id)`;
}

/** SQL for the version that an entry shows at an instant, as it is said now: a row of micro_credential_version, or none. */
export function versionShownAt(entry: string, instant: string): string {
  return `SELECT w.* FROM micro_credential_version w WHERE w.micro_credential_id = ${entry}.id ORDER BY ${shownFirst('w', listersDay(entry, instant))} LIMIT 1`;
}

/** SQL for the version of an entry that began next after a day, as it was said then; no day: now. */
export function versionComingAfter(entry: string, day: string): string {
  return `SELECT w.* FROM versions_on(${entry}.id, ${day}) w WHERE w.valid_from > coalesce(${day}, ${listersDay(entry, 'now()')}) ORDER BY w.valid_from, w.label LIMIT 1`;
}

/** SQL for the version that an entry showed on a day, as it was said then; no day: now. */
export function versionShownOn(entry: string, day: string): string {
  return `SELECT w.* FROM versions_on(${entry}.id, ${day}) w ORDER BY ${shownFirst('w', `coalesce(${day}, ${listersDay(entry, 'now()')})`)} LIMIT 1`;
}
