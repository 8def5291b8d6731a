import { leavesNaming } from '@/lib/catalog/entry';
import { type EstimateFacts, provenBy } from '@/lib/catalog/estimate-case';
import {
  type EstimateProblem,
  type EstimateQuery,
  most,
  type StatedHolding,
} from '@/lib/catalog/estimate-query';
import { findStatedProblems } from '@/lib/catalog/stated-problems';
import { everything } from '@/lib/catalog/search-query';
import type { MicroCredentialLeaf } from '@/lib/credit/input';
import { leavesOf } from '@/lib/credit/premise';
import { ruleUnder } from '@/lib/catalog/offer';
import { type Holdable, listHoldable } from '@/lib/db/catalog-entries';
import {
  listPublicCourses,
  listPublicInstitutions,
  listPublicPrograms,
  type PublicInstitution,
  type PublicProgram,
} from '@/lib/db/public-institutions';
import { findCreditsAndNames, listRulesNaming, type PublicRule } from '@/lib/db/public-rules';
import { byCode, foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { Refusal, refuse } from '@/lib/kernel/refusal';
import type { Considered, Standing } from '@/lib/catalog/standing';
import type { FoundMicroCredential } from '@/lib/db/found-micro-credentials';
import { listConsideredBy } from '@/lib/db/considered';
import { curriculumCodesIn, microCredentialIdsIn } from '@/lib/rule/rule-version';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import { type EstimateResult, resultOf } from './estimate-result';
import { findEntries, noInstitution, standingIn } from './find-entries';
import { findNextSteps } from './next-steps';
import type { RuleNames } from '@/lib/rule/rule-names';
import { namesFor } from './rule-names';

/** One certificate as stated, and what the rules would want to know of it. */
export interface EstimateHolding {
  stated: StatedHolding;
  entry: Pick<Holdable, 'id' | 'slug' | 'title' | 'language' | 'provider' | 'recommended' | 'advice'> | null;
  /** The leaves that name it in the institution's rules. */
  leaves: MicroCredentialLeaf[];
  /** Whether a rule gives what the certificate states. */
  isCreditAsked: boolean;
  /** Whether a rule depends on how long it is valid. */
  isExpiryAsked: boolean;
  /** What the institution last said of a proposal for it that it did not accept. */
  considered: Considered | null;
}

export interface EstimateView {
  query: EstimateQuery;
  claimDate: CivilDate;
  /** The institution's own day. */
  today: CivilDate;
  /** What is stated and cannot be true; then there is no estimate. */
  problems: EstimateProblem[];
  holdings: EstimateHolding[];
  matches: (FoundMicroCredential & { standing: Standing })[];
  institutions: PublicInstitution[];
  institution: PublicInstitution | null;
  programs: PublicProgram[];
  program: PublicProgram | null;
  /** Assessments of the institution's own that its rules name. */
  assessments: string[];
  unknownCourses: string[];
  /** Code of a program that the institution does not have on that day, and that is left out. */
  unknownProgram: string | null;
  /** What the address calls an institution, where none is called so. */
  unknownInstitution: string | null;
  names: RuleNames | null;
  outcome:
    | { kind: 'result'; result: EstimateResult; facts: EstimateFacts<Holdable, PublicRule> }
    | { kind: 'refused'; refusal: Refusal }
    /** No policy was, or will be, in force on the day of the claim. */
    | { kind: 'no-policy' }
    /** Something stated cannot be true. */
    | { kind: 'unusable' }
    | { kind: 'incomplete' };
}

/** Certificates shown for the words of a search. */
const mostMatches = 8;

/** What the words find, each as it stands with the institution that was chosen, or anywhere before one is. */
async function findMatches(
  ctx: Context,
  words: string,
  tenantId: string | null,
): Promise<EstimateView['matches']> {
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const part = { offset: 0, size: mostMatches, isCounting: false };
  const { rows } = await findEntries(catalog, { ...everything, words }, noInstitution, part);
  return rows.map(({ found }) => ({
    ...found,
    standing: standingIn(catalog.index, found.id, tenantId, null),
  }));
}

/**
 * "What would I get?": the same engine as a real decision, on what somebody says to hold. Nothing of it is stored or logged.
 * Touches only the rules that name what is held, and only what those rules name.
 */
export async function estimateCredit(
  ctx: Context,
  query: EstimateQuery,
  { isNextAsked }: { isNextAsked: boolean } = { isNextAsked: true },
): Promise<EstimateView> {
  authorize(ctx, 'credit.estimate', { tenantId: null });
  const [institutions, held] = await Promise.all([
    listPublicInstitutions(ctx.database, query.claimDate ?? ctx),
    listHoldable(ctx.database, { slugs: query.holdings.map(({ slug }) => slug), day: query.claimDate }),
  ]);
  const institution = institutions.find(({ slug }) => slug === query.institution) ?? null;
  // Before an institution is chosen, no day is wrong that has begun anywhere.
  const today = todayIn(ctx, institution?.timeZone ?? earliestZone);
  const claimDate = query.claimDate ?? today;
  const matches = query.words === '' ? [] : await findMatches(ctx, query.words, institution?.id ?? null);
  const start = { query, claimDate, today, matches, institutions, institution };
  const entries = query.holdings.map((stated) => ({
    stated,
    entry: held.find(({ askedAs }) => askedAs.includes(stated.slug)) ?? null,
  }));
  if (institution === null) {
    const nothingAsked = { leaves: [], isCreditAsked: false, isExpiryAsked: false, considered: null };
    const alone = entries.map((one) => ({ ...one, ...nothingAsked }));
    return {
      ...start,
      holdings: alone,
      problems: problemsOf(query, today, alone, {}),
      programs: [],
      program: null,
      assessments: [],
      unknownCourses: [],
      unknownProgram: null,
      unknownInstitution: query.institution,
      names: null,
      outcome: { kind: 'incomplete' },
    };
  }

  const asked = held.filter(({ isAsked }) => isAsked);
  const ids = [...new Set(asked.flatMap(provenBy))];
  const asOf = claimDate < today ? claimDate : today;
  const [rules, programs] = await Promise.all([
    ids.length === 0 ? [] : listRulesNaming(ctx.database, ids, asOf, institution.id, mostRules),
    listPublicPrograms(ctx.database, institution.id, claimDate),
  ]);
  const named = [...new Set(rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise)))];
  const targets = rules.flatMap(({ definition }) => curriculumCodesIn(definition));
  const codes = [...new Set([...targets, ...query.earned])];
  const [others, { courses, relations }, found] = await Promise.all([
    named.every((id) => held.some((one) => one.id === id))
      ? []
      : listHoldable(ctx.database, { ids: named, day: query.claimDate }),
    listPublicCourses(ctx.database, institution.id, codes, claimDate),
    findCreditsAndNames(ctx.database, claimDate, {
      microCredentialIds: [...new Set([...named, ...ids])],
      courses: codes.map((code) => [institution.id, code] as const),
      programs: programs.map(({ code }) => [institution.id, code] as const),
    }),
  ]);
  const knownCodes = new Set([...courses.map(({ code }) => code), ...targets].map(foldCourseCode));
  const microCredentials = [...new Map([...others, ...held].map((one) => [one.id, one])).values()];
  const program =
    query.program === null ? null : (byCode(programs, [query.program]).get(query.program) ?? null);
  const known = { ...start, programs, program, names: namesFor(institution, found) };
  const considered = await listConsideredBy(ctx.database, institution.id, ids, asOf);
  const asking = rules.map((rule) => ruleUnder(rule, institution.policy?.credit ?? null));
  const holdings = entries.map(({ stated, entry }) => {
    const own = entry === null ? [] : provenBy(entry);
    const naming = asking.filter(({ definition }) =>
      own.some((id) => leavesNaming(definition.premise, id).length > 0),
    );
    const leaves = naming.flatMap(({ definition }) =>
      own.flatMap((id) => leavesNaming(definition.premise, id)),
    );
    return {
      stated,
      entry,
      leaves,
      considered: entry === null ? null : (considered.get(entry.id) ?? null),
      isCreditAsked: naming.some(({ definition }) => givesWhatIsStated(definition)),
      isExpiryAsked:
        leaves.some((leaf) => leaf.mustBeActive ?? leaf.expiringOnly ?? leaf.lifetimeOnly ?? false) ||
        naming.some(({ definition }) => definition.credentialWindow?.basis === 'heldDuring'),
    };
  });
  const thresholds = thresholdsIn(rules);
  const problems = problemsOf(query, today, holdings, thresholds);
  const view = {
    ...known,
    holdings,
    problems,
    assessments: Object.keys(thresholds).sort(),
    unknownCourses: query.earned.filter((code) => !knownCodes.has(foldCourseCode(code))),
    unknownProgram: program === null ? query.program : null,
    unknownInstitution: null,
  };
  if (asked.length === 0) return { ...view, outcome: { kind: 'incomplete' } };
  if (problems.length > 0) return { ...view, outcome: { kind: 'unusable' } };
  if (institution.policy === null) return { ...view, outcome: { kind: 'no-policy' } };

  try {
    // A rule left out might be the one that refuses, or gives more.
    if (rules.length === mostRules) refuse('rule_violation', 'credit/too-complex');
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
    const result = resultOf(facts, entries, programs);
    const next =
      isNextAsked && entries.length < most.holdings
        ? await findNextSteps(ctx.database, {
            institution,
            asOf,
            facts,
            entries,
            counted: result.evaluation.totals.counted,
          })
        : null;
    const told = { ...result, next, policyVersion: institution.policy.version };
    return { ...view, outcome: { kind: 'result', result: told, facts } };
  } catch (error) {
    if (error instanceof Refusal) return { ...view, outcome: { kind: 'refused', refusal: error } };
    throw error;
  }
}

/** Rules that one estimate may rest on. */
const mostRules = 2_000;

/** Where the day begins first. */
const earliestZone = 'Pacific/Kiritimati';

function problemsOf(
  query: EstimateQuery,
  today: CivilDate,
  holdings: readonly { entry: Holdable | null; leaves: MicroCredentialLeaf[] }[],
  thresholds: Readonly<Record<string, readonly string[]>>,
): EstimateProblem[] {
  return findStatedProblems(query, {
    today,
    holdings: holdings.map(({ entry, leaves }) => ({ versions: entry?.versions ?? [], leaves })),
    thresholds,
  });
}

function givesWhatIsStated({ outcomes }: PublicRule['definition']): boolean {
  return outcomes.some(({ lines }) => lines.some(({ credits }) => 'fromSource' in credits));
}

function thresholdsIn(rules: readonly PublicRule[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { definition } of rules)
    for (const leaf of leavesOf(definition.premise))
      if ('assessment' in leaf) (found[leaf.assessment] ??= []).push(leaf.minScore);
  return found;
}
