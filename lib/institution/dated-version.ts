import type { CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';

/** What something is from its first day on, until the first day of its next version. No first day: since ever. */
export interface DatedVersion {
  firstDay: CivilDate | null;
}

/**
 * The version that holds on the day, or null before the first one. Versions that begin later change nothing.
 * @source docs/decisions/0009-courses-have-dated-versions.md; the SQL of it is course_on and program_on
 */
export function versionOn<V extends DatedVersion>(versions: readonly V[], day: CivilDate): V | null {
  let found: V | null = null;
  for (const version of versions) {
    if (version.firstDay !== null && version.firstDay > day) continue;
    if (found === null || (version.firstDay ?? '') > (found.firstDay ?? '')) found = version;
  }
  return found;
}

/** How a change is kept: as a new version, in a version that has not begun yet, or not at all because it says nothing new. */
export type PlannedChange<V> = { kind: 'new' | 'amend' | 'same'; before: V };

/**
 * What becomes of a change that is to hold from a day on. The past does not move: it cannot begin before today, and a version that
 * has begun stays as it is. `isSame` says whether a version says already what the change says.
 * @refuses `version/in-the-past` · `version/begins-today` when one begins on that very day and has begun · `version/none-before`
 */
export function planChange<V extends DatedVersion>(
  versions: readonly V[],
  firstDay: CivilDate,
  today: CivilDate,
  isSame: (version: V) => boolean,
): Result<PlannedChange<V>> {
  if (firstDay < today) return fail('version/in-the-past');
  const before = versionOn(versions, firstDay);
  if (before === null) return fail('version/none-before');
  if (isSame(before)) return ok({ kind: 'same', before });
  if (before.firstDay !== firstDay) return ok({ kind: 'new', before });
  return firstDay > today ? ok({ kind: 'amend', before }) : fail('version/begins-today');
}

/**
 * What a form says about the day on which a version holds, where it was filled from another one: what nobody touched is as it holds on
 * that day, what was entered is as entered. Of a form that was filled from nothing, all was entered.
 */
export function ontoVersion<Facts extends object>(
  filledFrom: Facts | null,
  entered: Facts,
  holding: Facts,
): Facts {
  if (filledFrom === null) return entered;
  const isTouched = (field: keyof Facts) => (entered[field] ?? null) !== (filledFrom[field] ?? null);
  const fields = Object.keys(entered) as (keyof Facts)[];
  return Object.fromEntries(
    fields.map((field) => [field, (isTouched(field) ? entered : holding)[field]]),
  ) as Facts;
}
