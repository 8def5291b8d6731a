import type { Unit } from '@/lib/amount/unit';
import type { Credential, CreditCase, CreditPolicy } from '@/lib/credit/input';
import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { foldCourseCode } from '@/lib/institution/course-code';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { buildCreditCase } from './build-credit-case';
import type {
  CreditCaseCourse,
  CreditCaseCourseRelation,
  CreditCaseMicroCredential,
  CreditCaseProgram,
  CreditCaseRule,
} from './credit-case-input';
import type { StatedHolding } from './estimate-query';

/** A micro-credential that can be estimated. */
export interface EstimableMicroCredential extends CreditCaseMicroCredential {
  /** Amounts that third parties recommend for it, the longest valid first. */
  recommended: readonly {
    amount: string;
    unit: Unit;
    validFrom: CivilDate | null;
    validTo: CivilDate | null;
  }[];
}

/** What of one institution an estimate may touch, and what somebody says beside the certificates. May hold more than one estimate needs. */
export interface EstimateFacts<
  M extends EstimableMicroCredential = EstimableMicroCredential,
  R extends CreditCaseRule = CreditCaseRule,
> {
  policy: CreditPolicy;
  courses: readonly CreditCaseCourse[];
  relations: readonly CreditCaseCourseRelation[];
  microCredentials: readonly M[];
  program: CreditCaseProgram | null;
  rules: readonly R[];
  student: Pick<CreditCase['student'], 'claimDate' | 'termStart'> & {
    assessments: readonly { id: string; score: string }[];
    earned: readonly string[];
  };
}

/** A certificate as stated; null where the catalog does not know it. */
export interface EstimateEntry<M extends EstimableMicroCredential = EstimableMicroCredential> {
  stated: StatedHolding;
  entry: M | null;
}

/** What holding it proves: itself and, where it implies them, its components. @source tests/fixtures/credit-cases.json, algorithm 2 */
export function provenBy({
  id,
  components,
  componentsImplied,
}: Pick<CreditCaseMicroCredential, 'id' | 'components' | 'componentsImplied'>): readonly string[] {
  return componentsImplied ? [id, ...components] : [id];
}

/**
 * The case of these certificates: of the facts only the rules that name what they prove or an assessment that was attempted, and what those
 * rules name. However much more is known, the same certificates make the same case. Certificate n has the id n.
 * @source tests/fixtures/credit-cases.json, "case"; lib/credit/relevant-rules.ts on why other rules change nothing
 */
export function buildEstimateCreditCase(facts: EstimateFacts, entries: readonly EstimateEntry[]): CreditCase {
  const held = entries.flatMap(({ entry }) => (entry === null ? [] : [entry]));
  const proven = new Set(held.flatMap(provenBy));
  const attempted = new Set(facts.student.assessments.map(({ id }) => id));
  const rules = facts.rules.filter(({ definition: { premise } }) =>
    leavesOf(premise).some((leaf) =>
      isAssessmentLeaf(leaf) ? attempted.has(leaf.assessment) : proven.has(leaf.mc),
    ),
  );
  const codes = new Set(
    [...rules.flatMap(({ definition }) => curriculumCodesIn(definition)), ...facts.student.earned].map(
      foldCourseCode,
    ),
  );
  const isNamed = (code: string) => codes.has(foldCourseCode(code));
  const courses = facts.courses.filter(({ code }) => isNamed(code));
  const { claimDate, termStart, assessments, earned } = facts.student;
  return buildCreditCase({
    policy: facts.policy,
    courses,
    relations: facts.relations.filter(({ course, other }) => isNamed(course) || isNamed(other)),
    microCredentials: withComponents(facts.microCredentials, [
      ...proven,
      ...rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise)),
    ]),
    program: facts.program,
    rules,
    student: {
      claimDate,
      ...(termStart && { termStart }),
      credentials: entries.flatMap(({ stated, entry }, index) =>
        entry === null ? [] : [credentialOf(stated, entry, index + 1, claimDate)],
      ),
      assessments: [...assessments],
      earned: earned.map((course) => ({ course, ...creditsOf(courses, course) })),
    },
  });
}

/**
 * What is not stated stays unknown: not verified, and neither expiring nor valid for ever. Two things are taken as they are most
 * often: it was completed by the day of the claim, and states the credit that is recommended for its day.
 */
function credentialOf(
  stated: StatedHolding,
  entry: EstimableMicroCredential,
  n: number,
  claimDate: CivilDate,
): Credential {
  const issuedOn = stated.issuedOn ?? claimDate;
  const advised = entry.recommended.find(
    ({ validFrom, validTo }) =>
      (validFrom === null || validFrom <= issuedOn) && (validTo === null || issuedOn <= validTo),
  );
  const credits = stated.credits
    ? { amount: stated.credits.amount, ...(stated.credits.unit && { unit: stated.credits.unit }) }
    : advised && { amount: advised.amount, unit: advised.unit };
  return {
    id: String(n),
    mc: entry.id,
    issuedOn,
    ...(stated.issuedOn === null && { issuedOnAssumed: true as const }),
    expiresOn: stated.expiresOn,
    ...(stated.expiresOn === null && !stated.neverExpires && { expiryUnknown: true as const }),
    score: stated.score,
    version: stated.version,
    eqf: stated.eqf,
    idVerified: stated.idVerified,
    proctored: stated.proctored,
    evidence: [...stated.evidence],
    ...(credits && { credits }),
  };
}

function creditsOf(courses: readonly CreditCaseCourse[], earned: string): { credits?: string } {
  const credits = courses.find(({ code }) => foldCourseCode(code) === foldCourseCode(earned))?.credits;
  return credits ? { credits } : {};
}

/** Those with these ids and all that they consist of, down to the last component. */
function withComponents<M extends CreditCaseMicroCredential>(
  known: readonly M[],
  ids: readonly string[],
): M[] {
  const byId = new Map(known.map((one) => [one.id, one]));
  const found = new Map<string, M>();
  const visit = (id: string): void => {
    const one = byId.get(id);
    if (one === undefined || found.has(id)) return;
    found.set(id, one);
    one.components.forEach(visit);
  };
  ids.forEach(visit);
  return [...found.values()];
}
