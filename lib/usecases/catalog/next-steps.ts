import { type EstimateEntry, type EstimateFacts, provenBy } from '@/lib/catalog/estimate-case';
import { findCandidates, mostNext, type NextStep, rankNextSteps } from '@/lib/catalog/next-step';
import { type Holdable, listHoldable } from '@/lib/db/catalog-entries';
import type { Database } from '@/lib/db/client';
import { listPublicCourses } from '@/lib/db/public-institutions';
import { listClaimableRules, listRulesNaming, type PublicRule } from '@/lib/db/public-rules';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';

export interface NextSteps {
  steps: NextStep<Holdable>[];
  /** Whether every certificate that the institution's rules name was tried. */
  isComplete: boolean;
  /** Titles of the courses that the steps count as, by code. */
  courses: Record<string, string>;
}

/** Rules looked through for candidates, and rules that may decide about those. */
const mostRules = { claimable: 400, deciding: 2_000 };

interface Estimated {
  institution: { id: string };
  asOf: CivilDate;
  facts: EstimateFacts<Holdable, PublicRule>;
  entries: readonly EstimateEntry<Holdable>[];
  counted: string;
}

/**
 * The step that finds which further certificate would gain most: candidates from the rules that can be claimed, then every rule
 * that names one of the candidates, since any of those may decide, and the engine on each.
 */
export async function findNextSteps(
  database: Database,
  { institution, asOf, facts, entries, counted }: Estimated,
): Promise<NextSteps> {
  const held = entries.flatMap(({ entry }) => (entry === null ? [] : provenBy(entry)));
  const day = facts.student.claimDate;
  const claimable = await listClaimableRules(
    database,
    institution.id,
    { asOf, claim: facts.student.claimDate },
    held,
    mostRules.claimable,
  );
  const named = [...new Set(claimable.flatMap(({ definition }) => microCredentialIdsIn(definition.premise)))];
  const [earnable, offered] = await Promise.all([
    listHoldable(database, { ids: named, day }),
    listPublicCourses(database, institution.id, codesOf(claimable, facts), facts.student.claimDate),
  ]);
  const microCredentials = [
    ...new Map([...facts.microCredentials, ...earnable].map((one) => [one.id, one])).values(),
  ];
  const candidates = findCandidates(
    { ...facts, courses: offered.courses, microCredentials, rules: claimable },
    entries,
  );
  if (candidates.length === 0)
    return { steps: [], isComplete: claimable.length < mostRules.claimable, courses: {} };

  const tried = candidates.slice(0, mostNext.tried);
  const rules = await listRulesNaming(
    database,
    [...new Set([...held, ...tried.flatMap(({ entry }) => provenBy(entry))])],
    asOf,
    institution.id,
    mostRules.deciding,
  );
  // A rule left out might be the one that refuses.
  if (rules.length === mostRules.deciding) return { steps: [], isComplete: false, courses: {} };
  const { courses, relations } = await listPublicCourses(
    database,
    institution.id,
    codesOf(rules, facts),
    facts.student.claimDate,
  );
  const known = new Set(microCredentials.map(({ id }) => id));
  const others = [
    ...new Set(rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise))),
  ].filter((id) => !known.has(id));
  const all =
    others.length === 0
      ? microCredentials
      : [
          ...microCredentials,
          ...(await listHoldable(database, { ids: others, day })).filter(({ id }) => !known.has(id)),
        ];
  const { steps, isComplete } = rankNextSteps(
    { ...facts, courses, relations, microCredentials: all, rules },
    entries,
    candidates,
    counted,
  );
  return {
    steps,
    isComplete: isComplete && claimable.length < mostRules.claimable,
    courses: Object.fromEntries(courses.map(({ code, title }) => [code, title])),
  };
}

function codesOf(rules: readonly PublicRule[], { student }: EstimateFacts): string[] {
  return [
    ...new Set([...rules.flatMap(({ definition }) => curriculumCodesIn(definition)), ...student.earned]),
  ];
}
