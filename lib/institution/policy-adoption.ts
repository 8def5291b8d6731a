import { isAboveZero } from '@/lib/amount/decimal-text';
import type { CreditPolicy } from '@/lib/credit/input';
import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';

export interface PolicySpan {
  id: string;
  effectiveFrom: CivilDate;
  effectiveTo: CivilDate | null;
}

/** What a version says of amounts that are divided and multiplied by. */
type Measured = Pick<CreditPolicy, 'rounding' | 'conversions'>;

export type AdoptionReason =
  | 'policy/in-the-past'
  | 'policy/overlaps'
  | 'policy/dates-crossed'
  | 'policy/amount-zero';

/**
 * Decides whether a version may come into force on its first day, and which version must end the day before. Decisions of days
 * gone by stay under the policy they were taken under, so a successor begins today or later; only the first of all may begin earlier.
 * @units civil days of the institution, inclusive at both ends
 * @refuses policy/amount-zero (a step or a factor of 0, which older drafts may hold) · policy/dates-crossed (ends before it begins) · policy/in-the-past · policy/overlaps (a later version is adopted already)
 * @source docs/domain.md §4.3 (dates inclusive), §5.4 (policy versions never overlap)
 */
export function planAdoption(
  draft: PolicySpan & { credit: Measured },
  adopted: readonly PolicySpan[],
  today: CivilDate,
): Result<{ ends: { id: string; on: CivilDate } | null }, AdoptionReason> {
  const { effectiveFrom: from, effectiveTo: to } = draft;
  const { rounding, conversions = {} } = draft.credit;
  if (![rounding?.increment, ...Object.values(conversions)].every(isAboveZero))
    return fail('policy/amount-zero');
  if (to !== null && to < from) return fail('policy/dates-crossed');
  if (adopted.length > 0 && from < today) return fail('policy/in-the-past', { today });
  const overlapping = adopted.filter(
    (span) =>
      (span.effectiveTo === null || span.effectiveTo >= from) && (to === null || span.effectiveFrom <= to),
  );
  const later = overlapping.find((span) => span.effectiveFrom >= from);
  if (later) return fail('policy/overlaps', { from: later.effectiveFrom });
  const [earlier] = overlapping;
  return ok({ ends: earlier ? { id: earlier.id, on: addDays(from, -1) } : null });
}

/**
 * Which version something was done under at an instant of the past, or null where none was in force. A version that begins on the same
 * day but was adopted after it is not the one, though it ended its predecessor the day before.
 * @units `day` is the civil day of the instant in the institution's time zone; instants are ISO 8601 in UTC with milliseconds
 * @source docs/domain.md §5.4 (policy versions never overlap)
 */
export function policyInForceAt<Policy extends PolicySpan & { adoptedAt: string | null }>(
  policies: readonly Policy[],
  day: CivilDate,
  instant: string,
): Policy | null {
  return policies
    .filter(
      ({ effectiveFrom, adoptedAt }) => effectiveFrom <= day && adoptedAt !== null && adoptedAt <= instant,
    )
    .reduce<Policy | null>(
      (latest, one) => (latest === null || one.effectiveFrom > latest.effectiveFrom ? one : latest),
      null,
    );
}
