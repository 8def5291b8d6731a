import type { CivilDate } from '@/lib/kernel/civil-date';
import type { CreditCase, CreditPolicy, Limit } from '@/lib/credit/input';
import type { CourseKind } from '@/lib/institution/course-kind';
import type { RuleDefinition, RuleStatus } from '@/lib/rule/rule-version';

/** A rule version that may apply. `ruleId` is the line of decisions it belongs to, `code` what other rules call it. */
export interface CreditCaseRule {
  id: string;
  ruleId: string;
  code: string;
  version: number;
  status: RuleStatus;
  definition: RuleDefinition;
}

/** A micro-credential that a rule names or that the student holds. */
export interface CreditCaseMicroCredential {
  id: string;
  provider: string;
  /** Ids of what it consists of. */
  components: readonly string[];
  componentsImplied: boolean;
  workloadHours: string | null;
  recommendedEcts: string | null;
}

export interface CreditCaseCourse {
  code: string;
  /** In the home unit; null where the catalog does not say. */
  credits: string | null;
  /** Absent: a course. */
  kind?: CourseKind;
  /** The next credit that it will carry, and from which day on; absent or null where no change is known. */
  next?: { from: CivilDate; credits: string | null } | null;
}

/** How two courses of the institution relate; `other` is the less advanced one, or the one that shares `credits`. */
export interface CreditCaseCourseRelation {
  kind: 'equivalent' | 'outranks' | 'overlap';
  course: string;
  other: string;
  credits: string | null;
}

export interface CreditCaseProgram {
  code: string;
  totalCredits: string;
  limits: readonly Limit[];
}

export interface CreditCaseInput {
  policy: CreditPolicy;
  courses: readonly CreditCaseCourse[];
  relations: readonly CreditCaseCourseRelation[];
  microCredentials: readonly CreditCaseMicroCredential[];
  program: CreditCaseProgram | null;
  rules: readonly CreditCaseRule[];
  student: Omit<CreditCase['student'], 'program'>;
}
