import type { CivilDate } from '@/lib/kernel/civil-date';
import { dayIn } from '@/lib/usecases/day-in';

/** Which day it is at each of these institutions, by its id. */
export function daysOf(
  institutions: readonly { id: string; timeZone: string }[],
  now: string,
): Map<string, CivilDate> {
  return new Map(institutions.map(({ id, timeZone }) => [id, dayIn(now, timeZone)]));
}

/** The latest of some days, since what has lapsed there has lapsed; where there are none, that of universal time. */
export function lastOf(days: ReadonlyMap<string, CivilDate>, now: string): CivilDate {
  return [...days.values()].sort().at(-1) ?? dayIn(now, 'UTC');
}
