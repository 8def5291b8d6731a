import type { CivilDate } from '@/lib/kernel/civil-date';
import type { LintMicroCredential, LintRule, LintWorld } from '../lint/finding';
import type { RuleBasis } from '../rule-version';

/** A version in force, as far as its health rests on it. */
export interface RuleInForce extends LintRule {
  basis: RuleBasis;
  publicNote: string;
  departmentId: string | null;
  /** On which it came into force; for what was taken over, the day of that. */
  publishedOn: CivilDate | null;
  reviewDueOn: CivilDate | null;
  /** What changed below it and nobody has settled yet. */
  changes: readonly {
    subject: 'course' | 'program' | 'micro_credential' | 'recommendation';
    name: string;
    firstDay: CivilDate;
  }[];
}

export interface CertificateInHealth extends LintMicroCredential {
  /** Since when it says what it says; null: since ever. */
  since: CivilDate | null;
  /** The entry that lists the same course under another name of its university, where that was two before; null: none. */
  twin?: { id: string; title: string; provider: string } | null;
  versions: readonly { label: string; validFrom: CivilDate | null; validTo: CivilDate | null }[];
}

/** All that the health of rules rests on. What is missing in a record does not exist. */
export interface HealthWorld extends Omit<LintWorld, 'others'> {
  /** With since when a course stands as it does, and the first day on which it will not be offered any more where that is known. */
  courses: Readonly<
    Record<
      string,
      {
        status: string;
        credits: string | null;
        since: CivilDate | null;
        endsOn: CivilDate | null;
        /** The course of another department that is called the same, of one whose department is archived; null: none. */
        twin?: string | null;
      }
    >
  >;
  microCredentials: Readonly<Record<string, CertificateInHealth>>;
  /** Id → whether it is archived. */
  departments: Readonly<Record<string, { isArchived: boolean }>>;
  /** Versions in force, of any rule, that name something in common with the rule that is looked at. */
  others: readonly RuleInForce[];
}
