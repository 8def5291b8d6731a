import type { CreditPolicy } from '@/lib/credit/input';
import type { Unit } from '@/lib/amount/unit';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleBasis, RuleDefinition, RuleStatus } from '../rule-version';

/** Everything the linter can find, by the name under which its words stand. */
export const findingCodes = [
  'nothing-earned',
  'zero-credit',
  'more-than-a-year',
  'denial-without-reason',
  'denied-elsewhere',
  'decided-otherwise',
  'micro-credential-unknown',
  'micro-credential-withdrawn',
  'micro-credential-merged',
  'version-unknown',
  'course-unknown',
  'course-inactive',
  'course-without-credit',
  'over-course',
  'target-foreign',
  'level-unknown',
  'program-unknown',
  'program-inactive',
  'window-order',
  'claim-closed',
  'certificates-closed',
  'term-closed',
  'windows-apart',
  'score-range-empty',
  'score-overlap',
  'score-gap',
  'no-conversion',
  'over-recommendation',
  'under-recommendation',
  'level-over-recommendation',
  'criterion-excluded',
  'older-than-policy',
  'recommendation-coming',
  'recommendation-lapsed',
  'ambiguous-duplicate',
  'ambiguous-equivalent-blanket',
  'ambiguous-blanket-versus-real',
  'ambiguous-multiple-real',
  'override-unknown',
  'override-itself',
  'override-mutual',
  'override-without-overlap',
  'versions-in-force',
  'version-revoked',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Something the linter found. An error blocks submitting and publishing; a warning is shown to whoever decides. */
export interface Finding {
  severity: 'error' | 'warning';
  code: FindingCode;
  /** Place in the definition: `outcomes.0.lines.1`. */
  where: string;
  /** What the words for the code mention. */
  values: Record<string, string>;
}

/** The version that is checked. */
export interface LintSubject {
  ruleId: string;
  ruleCode: string;
  definition: RuleDefinition;
  basis: RuleBasis;
  publicNote: string;
}

/** Another version that is, or is about to be, in force; of another rule or of the same one. */
export interface LintRule {
  id: string;
  ruleId: string;
  ruleCode: string;
  title: string;
  version: number;
  status: RuleStatus;
  /** As it applies, with a claim window of which publishing may have moved both ends. */
  definition: RuleDefinition;
}

export interface LintRecommendation {
  id: string;
  recommender: string;
  amount: string | null;
  /** "Up to" the amount, so that less is as recommended as well. */
  isMaximum?: boolean;
  unit: string | null;
  levels: readonly string[];
  validFrom?: CivilDate | null;
  validTo: CivilDate | null;
}

export interface LintMicroCredential {
  title: string;
  status: string;
  /** Title of the entry that lists the same certificate and stays, of one that was merged into it. */
  mergedInto?: string | null;
  versionLabels: readonly string[];
  /** Ids of what it consists of. */
  components: readonly string[];
  recommendations: readonly LintRecommendation[];
}

/** All that the linter compares with. What is missing in a record does not exist. */
export interface LintWorld {
  today: CivilDate;
  homeUnit: Unit;
  /** The policy's own factors. */
  conversions: Readonly<Record<string, string>>;
  /** What the policy lets rules ask; absent: whatever they say. */
  bounds?: Pick<CreditPolicy, 'recencyMonths' | 'excludedCriteria'>;
  courses: Readonly<Record<string, { status: string; credits: string | null }>>;
  microCredentials: Readonly<Record<string, LintMicroCredential>>;
  /** Levels that courses of the institution have; none where it states none. */
  levels: readonly string[];
  /** What decisions of the institution award beside courses: subjects, areas, requirements, collective places. */
  ownTargets: readonly string[];
  /** Code → state. */
  programs: Readonly<Record<string, string>>;
  /** Versions that are published, suspended or approved and name something in common with the subject, or that it overrides. */
  others: readonly LintRule[];
}
