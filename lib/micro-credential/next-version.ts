import { addDays, type CivilDate } from '@/lib/kernel/civil-date';
import { fail, ok, type Result } from '@/lib/kernel/result';

interface DatedVersion {
  id: string;
  label: string;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
}

export type NextVersionReason = 'field/first-day' | 'field/version-not-later' | 'field/version-label-taken';

/**
 * Where a new version of a certificate begins: after every other one. The one before it ends the day before, unless it ended earlier.
 * Null where no version has to end. Which field is wrong stands beside the reason.
 * @source docs/domain.md §4.3, §11.2
 * @refuses `field/version-label-taken` · `field/first-day` · `field/version-not-later`
 */
export function planNextVersion(
  versions: readonly DatedVersion[],
  next: { label: string; validFrom: CivilDate | '' },
): Result<{ ends: { id: string; label: string; on: CivilDate } | null }, NextVersionReason> {
  if (versions.some(({ label }) => label === next.label)) return fail('field/version-label-taken');
  const first = next.validFrom;
  if (first === '') return fail('field/first-day');
  if (versions.some(({ validFrom }) => validFrom !== null && validFrom >= first))
    return fail('field/version-not-later');
  const running = versions.find(({ validTo }) => validTo === null || validTo >= first);
  return ok({ ends: running ? { id: running.id, label: running.label, on: addDays(first, -1) } : null });
}

/** The field of the form that a reason is about. */
export function fieldOf(reason: NextVersionReason): 'label' | 'validFrom' {
  return reason === 'field/version-label-taken' ? 'label' : 'validFrom';
}
