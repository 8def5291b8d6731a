import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import { foldCourseCode } from '@/lib/institution/course-code';
import { canonicalJson } from '@/lib/kernel/canonical-json';
import { curriculumCodesIn, microCredentialIdsIn, type RuleDefinition } from '@/lib/rule/rule-version';
import type { CreditCaseRule } from './credit-case-input';
import type { Book } from './compare-books';

/** What a change is about: which rules say something else, and through which certificates that can reach anybody. */
export interface Reach {
  /** Ids of rule versions that say something else by one book than by the other, or are in one alone, or rest on a course that does. */
  rules: ReadonlySet<string>;
  /** Ids of the micro-credentials that these name. */
  microCredentials: ReadonlySet<string>;
  /** Assessments of the institution's own that these name. */
  assessments: ReadonlySet<string>;
}

/**
 * How far a change reaches: one of rules and courses as far as they go, one of the policy, the programs or how courses relate to everybody. Whoever holds or proves none of these certificates and attempted none of these assessments
 * gets the same by both books: no rule that names what they have says anything else, and no other rule can be met, so that the engine is asked
 * the very same (lib/credit/relevant-rules.ts).
 */
export function reachOf(before: Book, after: Book): Reach {
  const isForAll = (['policy', 'programs', 'relations'] as const).some(
    (one) => before[one] !== after[one] && canonicalJson(before[one]) !== canonicalJson(after[one]),
  );
  const said = new Map(before.rules.map((one) => [one.id, sayingOf(one)]));
  const says = new Map(after.rules.map((one) => [one.id, sayingOf(one)]));
  const carried = new Map(before.courses.map(({ code, credits }) => [foldCourseCode(code), credits]));
  const carries = new Set(after.courses.map(({ code }) => foldCourseCode(code)));
  const moved = new Set([
    ...after.courses.flatMap(({ code, credits }) =>
      carried.get(foldCourseCode(code)) === credits && carried.has(foldCourseCode(code))
        ? []
        : [foldCourseCode(code)],
    ),
    ...[...carried.keys()].filter((code) => !carries.has(code)),
  ]);
  const touched = [...before.rules, ...after.rules].filter(
    (one) =>
      isForAll ||
      said.get(one.id) !== says.get(one.id) ||
      curriculumCodesIn(one.definition).some((code) => moved.has(foldCourseCode(code))),
  );
  return {
    rules: new Set(touched.map(({ id }) => id)),
    microCredentials: new Set(touched.flatMap(({ definition }) => microCredentialIdsIn(definition.premise))),
    assessments: new Set(touched.flatMap(({ definition }) => assessmentsIn(definition))),
  };
}

/** Assessments of the institution's own that a premise names. */
export function assessmentsIn({ premise }: Pick<RuleDefinition, 'premise'>): string[] {
  return leavesOf(premise).flatMap((leaf) => (isAssessmentLeaf(leaf) ? leaf.assessment : []));
}

/** A rule in one text: two that are alike say the same. */
export function sayingOf({ status, version, ruleId, code, definition }: CreditCaseRule): string {
  return JSON.stringify([status, version, ruleId, code, definition]);
}
