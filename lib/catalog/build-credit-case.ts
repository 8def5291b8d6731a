import type {
  CreditCaseRule,
  CreditCaseMicroCredential,
  CreditCaseCourseRelation,
  CreditCaseInput,
} from './credit-case-input';
import type { CreditCase, Rule } from '@/lib/credit/input';
import { caseUnder } from '@/lib/credit/policy-bounds';
import { withOneSpelling } from './course-spelling';

/**
 * Puts the records of one institution into the form in which the credit engine decides. Rule versions become rules whose id is
 * the version's and whose family is the rule's; codes in `overrides` become the ids of the candidate versions of those rules.
 * Each course goes by one code, however it is written, and each rule asks what the policy lets it ask. Lists are put in a fixed order, so that the same facts always make the same case.
 * @source tests/fixtures/credit-cases.json, "case"
 */
export function buildCreditCase(facts: CreditCaseInput): CreditCase {
  const input = withOneSpelling(facts);
  const { policy, program, student } = input;
  return caseUnder({
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
  });
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
