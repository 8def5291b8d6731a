import type { CivilDate } from '@/lib/kernel/civil-date';
import type { CreditCase, CreditPolicy, Limit, Rule } from '@/lib/credit/input';
import type { CourseKind } from '@/lib/institution/course-kind';
import { withOneSpelling } from './course-spelling';
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

/**
 * Puts the records of one institution into the form in which the credit engine decides. Rule versions become rules whose id is
 * the version's and whose family is the rule's; codes in `overrides` become the ids of the candidate versions of those rules.
 * Each course goes by one code, however it is written. Lists are put in a fixed order, so that the same facts always make the same case.
 * @source tests/fixtures/credit-cases.json, "case"
 */
export function buildCreditCase(facts: CreditCaseInput): CreditCase {
  const input = withOneSpelling(facts);
  const { policy, program, student } = input;
  return {
    policy,
    catalog: {
      microCredentials: Object.fromEntries(
        sortedBy(input.microCredentials, (one) => one.id).map((one) => [one.id, microCredentialOf(one)]),
      ),
      courses: Object.fromEntries(
        sortedBy(input.courses, (one) => one.code).flatMap(({ code, credits }) =>
          credits === null ? [] : [[code, { credits }]],
        ),
      ),
      equivalents: groupsOf(input.relations),
      outranks: outranksOf(input.relations),
      overlaps: input.relations.flatMap(({ kind, course, other, credits }) =>
        kind === 'overlap' && credits !== null ? [{ course, with: other, credits }] : [],
      ),
    },
    ...(program !== null && {
      program: { code: program.code, total: program.totalCredits, limits: [...program.limits] },
    }),
    student: { ...student, ...(program !== null && { program: program.code }) },
    rules: rulesOf(input.rules),
  };
}

function microCredentialOf({
  provider,
  components,
  componentsImplied,
  workloadHours,
  recommendedEcts,
}: CreditCaseMicroCredential) {
  return {
    provider,
    ...(components.length > 0 && { components: [...components] }),
    ...(componentsImplied && { componentsImplied: true as const }),
    ...(workloadHours !== null && { workloadHours }),
    ...(recommendedEcts !== null && { recommendedEcts }),
  };
}

function rulesOf(candidates: readonly CreditCaseRule[]): Rule[] {
  const versionsOf = new Map<string, string[]>();
  for (const { code, id } of candidates) versionsOf.set(code, [...(versionsOf.get(code) ?? []), id]);
  return sortedBy(candidates, (one) => one.id).map(({ id, ruleId, version, status, definition }) => {
    const { overrides, ...body } = definition;
    const overridden = (overrides ?? [])
      .flatMap((code) => versionsOf.get(code) ?? [])
      .filter((other) => other !== id);
    return {
      ...body,
      id,
      family: ruleId,
      version,
      status,
      ...(overridden.length > 0 && { overrides: overridden.sort() }),
    };
  });
}

/** Courses that count once, as disjoint groups: equivalence is taken in both directions and along chains. */
function groupsOf(relations: readonly CreditCaseCourseRelation[]): string[][] {
  const groups: Set<string>[] = [];
  for (const { kind, course, other } of relations) {
    if (kind !== 'equivalent') continue;
    const merged = new Set([course, other]);
    for (let index = groups.length - 1; index >= 0; index--) {
      const group = groups[index];
      if (group && (group.has(course) || group.has(other)))
        groups.splice(index, 1)[0]?.forEach((code) => merged.add(code));
    }
    groups.push(merged);
  }
  return sortedBy(
    groups.map((group) => [...group].sort()),
    (group) => group[0] ?? '',
  );
}

function outranksOf(relations: readonly CreditCaseCourseRelation[]): Record<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { kind, course, other } of relations)
    if (kind === 'outranks') found.set(course, [...(found.get(course) ?? []), other].sort());
  return Object.fromEntries(sortedBy([...found], ([course]) => course));
}

function sortedBy<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  return [...list].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}
