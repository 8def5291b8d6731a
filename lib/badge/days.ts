import { type Check, checked } from './check';
import type { BadgeFacts, CheckFor } from './report';

/**
 * Whether a badge is in force: begun by now and by the day of the claim, and not run out before that day. When it was completed is told
 * beside it and is never undone by a last day; on a day before that it did not exist. Ends are inclusive. @units days in UTC
 * @source docs/badges.md, "Checks": `validFrom` changes on re-issue, so the day of earning is another one
 */
export function checkDays(facts: BadgeFacts, { now, claimDay }: CheckFor): Check {
  const { validFrom, validUntil, completedOn } = facts;
  const values = {
    day: claimDay,
    ...(validFrom !== null && { from: dayOf(validFrom) }),
    ...(validUntil !== null && { until: dayOf(validUntil) }),
    ...(completedOn !== null && { completed: completedOn }),
  };
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    return checked('days', 'fail', 'daysTurned', values);
  if (validFrom !== null && validFrom > now) return checked('days', 'fail', 'daysToCome', values);
  if (completedOn !== null && completedOn > claimDay)
    return checked(
      'days',
      'fail',
      completedOn > dayOf(now) ? 'daysNotCompleted' : 'daysBeforeCompleted',
      values,
    );
  if (validFrom === null) return checked('days', 'unknown', 'daysMissing', values);
  // A badge that was issued again says since when this one of it holds, and nobody can tell what stood before.
  if (dayOf(validFrom) > claimDay) return checked('days', 'fail', 'daysBeforeIssued', values);
  if (validUntil !== null && dayOf(validUntil) < claimDay)
    return checked('days', 'fail', completedOn === null ? 'daysOver' : 'daysOverCompleted', values);
  if (validUntil !== null) return checked('days', 'pass', 'daysUntil', values);
  // A last day that is missing is not stated, and no promise that none comes.
  return checked(
    'days',
    'pass',
    completedOn === null ? 'daysUntilUnstated' : 'daysUntilUnstatedCompleted',
    values,
  );
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
