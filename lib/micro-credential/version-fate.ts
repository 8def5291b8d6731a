import type { CivilDate } from '@/lib/kernel/civil-date';

/** A version with its days of completion; null is open. @units days, inclusive */
export interface DatedLabel {
  label: string;
  validFrom: CivilDate | null;
  validTo: CivilDate | null;
}

/** A version as whoever chooses one has to know it: which follows it, and whether it is given no longer. */
export interface VersionFate {
  label: string;
  /** The version that begins next after it; null where none does. */
  followedBy: { label: string; from: CivilDate } | null;
  /** Its last day, where that is over: it is not given any more. */
  endedOn: CivilDate | null;
}

/** What has become of each version of a certificate by a day, in their order: one that ended and that none follows was withdrawn. */
export function fatesOf(versions: readonly DatedLabel[], day: CivilDate): VersionFate[] {
  return versions.map(({ label, validFrom, validTo }) => {
    const [next] = versions
      .flatMap((one) => (one.validFrom === null ? [] : [{ label: one.label, from: one.validFrom }]))
      .filter((one) => one.label !== label && (validFrom === null || one.from > validFrom))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.label < b.label ? -1 : 1));
    return {
      label,
      followedBy: next ?? null,
      endedOn: validTo !== null && validTo < day ? validTo : null,
    };
  });
}
