import { parseRational } from '@/lib/amount/rational';
import { type Earned, earnedBy, leavesNaming } from '@/lib/catalog/entry';
import {
  buildEstimateCase,
  type EstimateEntry,
  type EstimateFacts,
  provenBy,
} from '@/lib/catalog/estimate-case';
import { type EstimateQuery, most, type StatedHolding } from '@/lib/catalog/estimate-query';
import { everything } from '@/lib/catalog/search-query';
import { type EstimatedLine, type LimitUse, useOfLimits } from '@/lib/catalog/limit-use';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace } from '@/lib/credit/evaluate';
import type { Evaluation } from '@/lib/credit/evaluation';
import { explain, type Explanation } from '@/lib/credit/explain';
import type { MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import { type Holdable, listHoldable } from '@/lib/db/catalog-entries';
import { findInCatalog, type FoundMicroCredential } from '@/lib/db/catalog-search';
import {
  listPublicCourses,
  listPublicInstitutions,
  listPublicPrograms,
  type PublicInstitution,
  type PublicProgram,
} from '@/lib/db/public-institutions';
import { findCreditsAndNames, listRulesNaming, type PublicRule } from '@/lib/db/public-rules';
import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import { courseCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import { findNextSteps, type NextSteps } from './next-steps';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesFor } from './rule-names';

/** One certificate as stated, and what the rules would want to know of it. */
export interface EstimateHolding {
  stated: StatedHolding;
  entry: { id: string; title: string; provider: string } | null;
  /** The leaves that name it in the institution's rules. */
  leaves: MicroCredentialLeaf[];
}

export interface EstimateResult {
  policyVersion: number;
  evaluation: Evaluation;
  lines: EstimatedLine[];
  limits: LimitUse[];
  applied: PublicRule[];
  /** The rules that would give most come first. */
  rejected: { rule: PublicRule; explanation: Explanation; earned: Earned | null }[];
  /** By the id of the version. */
  ruleTitles: Record<string, string>;
  /** Decided noes that name something held. */
  denied: PublicRule[];
  /** The further certificates that would gain most; null where no more can be added. */
  next: NextSteps | null;
}

export interface EstimateView {
  query: EstimateQuery;
  claimDate: CivilDate;
  holdings: EstimateHolding[];
  matches: FoundMicroCredential[];
  institutions: PublicInstitution[];
  institution: PublicInstitution | null;
  programs: PublicProgram[];
  program: PublicProgram | null;
  /** Assessments of the institution's own that its rules name. */
  assessments: string[];
  unknownCourses: string[];
  names: RuleNames | null;
  outcome:
    | { kind: 'result'; result: EstimateResult }
    | { kind: 'refused'; reason: string }
    | { kind: 'incomplete' };
}

/**
 * "What would I get?": the same engine as a real decision, on what somebody says to hold. Nothing of it is stored or logged.
 * Touches only the rules that name what is held, and only what those rules name.
 */
export async function estimateCredit(ctx: Context, query: EstimateQuery): Promise<EstimateView> {
  authorize(ctx, 'credit.estimate', { tenantId: null });
  const day = todayIn(ctx, 'UTC');
  const [institutions, held, matches] = await Promise.all([
    listPublicInstitutions(ctx.database, query.claimDate ?? ctx),
    listHoldable(
      ctx.database,
      query.holdings.map(({ slug }) => slug),
    ),
    query.words === ''
      ? []
      : findInCatalog(ctx.database, { ...everything, words: query.words }, day, { size: 8 }).then(
          ({ rows }) => rows,
        ),
  ]);
  const institution = institutions.find(({ slug }) => slug === query.institution) ?? null;
  const today = todayIn(ctx, institution?.timeZone ?? 'UTC');
  const claimDate = query.claimDate ?? today;
  const start = { query, claimDate, matches, institutions, institution };
  const entries = query.holdings.map((stated) => ({
    stated,
    entry: held.find(({ isAsked, slug }) => isAsked && slug === stated.slug) ?? null,
  }));
  if (institution === null) {
    return {
      ...start,
      holdings: entries.map((one) => ({ ...one, leaves: [] })),
      programs: [],
      program: null,
      assessments: [],
      unknownCourses: [],
      names: null,
      outcome: { kind: 'incomplete' },
    };
  }

  const asked = held.filter(({ isAsked }) => isAsked);
  const ids = [...new Set(asked.flatMap(provenBy))];
  const asOf = claimDate < today ? claimDate : today;
  const [rules, programs] = await Promise.all([
    ids.length === 0 ? [] : listRulesNaming(ctx.database, ids, asOf, institution.id),
    listPublicPrograms(ctx.database, institution.id, claimDate),
  ]);
  const named = [...new Set(rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise)))];
  const targets = rules.flatMap(({ definition }) => courseCodesIn(definition));
  const codes = [...new Set([...targets, ...query.earned])];
  const [others, { courses, relations }, found] = await Promise.all([
    named.every((id) => held.some((one) => one.id === id)) ? [] : listHoldable(ctx.database, [], named),
    listPublicCourses(ctx.database, institution.id, codes, claimDate),
    findCreditsAndNames(ctx.database, claimDate, {
      microCredentialIds: [...new Set([...named, ...ids])],
      courses: codes.map((code) => [institution.id, code] as const),
      programs: programs.map(({ code }) => [institution.id, code] as const),
    }),
  ]);
  const knownCodes = new Set([...courses.map(({ code }) => code), ...targets].map(foldCourseCode));
  const microCredentials = [...new Map([...others, ...held].map((one) => [one.id, one])).values()];
  const program = programs.find(({ code }) => code === query.program) ?? null;
  const known = { ...start, programs, program, names: namesFor(institution, found) };
  const holdings = entries.map(({ stated, entry }) => {
    const own = entry === null ? [] : provenBy(entry);
    return {
      stated,
      entry,
      leaves: rules.flatMap(({ definition }) => own.flatMap((id) => leavesNaming(definition.premise, id))),
    };
  });
  const view = {
    ...known,
    holdings,
    assessments: [...new Set(rules.flatMap(({ definition }) => assessmentsIn(definition.premise)))].sort(),
    unknownCourses: query.earned.filter((code) => !knownCodes.has(foldCourseCode(code))),
  };
  if (asked.length === 0) return { ...view, outcome: { kind: 'incomplete' } };
  if (institution.policy === null)
    return { ...view, outcome: { kind: 'refused', reason: 'policy/none-in-force' } };

  try {
    const facts: EstimateFacts<Holdable, PublicRule> = {
      policy: institution.policy.credit,
      courses,
      relations,
      microCredentials,
      program,
      rules,
      student: {
        claimDate,
        ...(query.termStart !== null && { termStart: query.termStart }),
        assessments: query.assessments,
        earned: query.earned,
      },
    };
    const result = resultOf(facts, entries);
    const next =
      entries.length < most.holdings
        ? await findNextSteps(ctx.database, {
            institution,
            asOf,
            facts,
            entries,
            counted: result.evaluation.totals.counted,
          })
        : null;
    return {
      ...view,
      outcome: { kind: 'result', result: { ...result, next, policyVersion: institution.policy.version } },
    };
  } catch (error) {
    if (error instanceof Refusal) return { ...view, outcome: { kind: 'refused', reason: error.reason } };
    throw error;
  }
}

function resultOf(
  facts: EstimateFacts<Holdable, PublicRule>,
  entries: readonly EstimateEntry<Holdable>[],
): Omit<EstimateResult, 'policyVersion' | 'next'> {
  const { policy, rules } = facts;
  const credits = Object.fromEntries(facts.courses.map(({ code, credits: stated }) => [code, stated]));
  const input = buildEstimateCase(facts, entries);
  const { evaluation, applications, denials } = evaluateWithTrace(canonicalCase(input));
  const { lines, limits } = useOfLimits(input, evaluation.awards, applications);
  const applied = new Set(applications.map(({ rule }) => rule));
  const explanations = explain(input, evaluation);
  return {
    evaluation,
    lines,
    limits,
    applied: rules.filter(({ id }) => applied.has(id)),
    rejected: rules
      .flatMap((rule) => {
        const rejection = evaluation.rejected[rule.id];
        // A version that gave way to another one at hand is no news: the other one says what holds.
        const gaveWay =
          rejection?.reason === 'SUPERSEDED_VERSION' ||
          (rejection?.reason === 'CLAIM_WINDOW' &&
            rules.some(({ id, ruleId }) => id !== rule.id && ruleId === rule.ruleId));
        const explanation = explanations.find(({ ruleId }) => ruleId === rule.id);
        return rejection && explanation && !gaveWay
          ? [{ rule, explanation, earned: earnedBy(rule.definition, policy, credits) }]
          : [];
      })
      .sort((a, b) => parseRational(b.earned?.amount ?? '0').compare(parseRational(a.earned?.amount ?? '0'))),
    ruleTitles: Object.fromEntries(rules.map(({ id, title }) => [id, title])),
    denied: rules.filter(({ id }) => denials.includes(id)),
  };
}

function assessmentsIn(premise: Premise): string[] {
  if ('assessment' in premise) return [premise.assessment];
  const branches =
    'all' in premise ? premise.all : 'any' in premise ? premise.any : 'of' in premise ? premise.of : [];
  return branches.flatMap(assessmentsIn);
}
