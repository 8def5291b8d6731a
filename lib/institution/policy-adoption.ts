import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';

export interface PolicySpan {
  id: string;
  effectiveFrom: CivilDate;
  effectiveTo: CivilDate | null;
}

export type AdoptionReason = 'policy/in-the-past' | 'policy/overlaps' | 'policy/dates-crossed';

/**
 * Decides whether a version may come into force on its first day, and which version must end the day before. Decisions of days
 * gone by stay under the policy they were taken under, so a successor begins today or later; only the first of all may begin earlier.
 * @units civil days of the institution, inclusive at both ends
 * @refuses policy/dates-crossed (ends before it begins) · policy/in-the-past · policy/overlaps (a later version is adopted already)
 * @source docs/domain.md §4.3 (dates inclusive), §5.4 (policy versions never overlap)
 */
export function planAdoption(
  draft: PolicySpan,
  adopted: readonly PolicySpan[],
  today: CivilDate,
): Result<{ ends: { id: string; on: CivilDate } | null }, AdoptionReason> {
  const { effectiveFrom: from, effectiveTo: to } = draft;
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
