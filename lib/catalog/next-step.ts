import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';
import { createBudget } from '@/lib/credit/budget';
import { canonicalCase } from '@/lib/credit/canonical';
import { evaluateWithTrace, type Trace } from '@/lib/credit/evaluate';
import type { CreditCase, CreditPolicy, Line, MicroCredentialLeaf } from '@/lib/credit/input';
import { compareText } from '@/lib/credit/text-order';
import { type CivilDate, isWithin } from '@/lib/kernel/civil-date';
import { Refusal } from '@/lib/kernel/refusal';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { leavesNaming } from './entry';
import type { CreditCaseRule } from './credit-case-input';
import {
  buildEstimateCreditCase,
  type EstimableMicroCredential,
  type EstimateEntry,
  type EstimateFacts,
  provenBy,
} from './estimate-case';
import { type StatedHolding, statedHolding } from './estimate-query';
import { type EstimatedLine, useOfLimits } from './limit-use';
import { waysOf } from './ways';

/** A micro-credential that somebody could earn next. */
export interface EarnableMicroCredential extends EstimableMicroCredential {
  slug: string;
  title: string;
  isWithdrawn: boolean;
}

/** One further certificate, completed as one leaf of a rule asks for it. */
export interface Candidate<M extends EarnableMicroCredential = EarnableMicroCredential> {
  entry: M;
  stated: StatedHolding;
  leaf: MicroCredentialLeaf;
}

/** What one further certificate would change. Amounts are counted credit. */
export interface NextStep<M extends EarnableMicroCredential = EarnableMicroCredential> extends Candidate<M> {
  /** @units home unit, exact */
  more: string;
  /** All that would count with it. @units home unit, exact */
  total: string;
  /** What it counts as. */
  lines: readonly Line[];
  /** What counts now and would count for less, since one rule takes the place of another. @units home unit, exact */
  loses: readonly { line: Line; amount: string }[];
}

/** @units steps shown · candidates tried · steps of the engine for each candidate */
export const mostNext = { shown: 3, tried: 60, work: 100_000 };

/**
 * The certificates, named by these rules and not held, each of which alone, or by what it implies, would complete a rule that
 * gives credit and can be claimed; the ones whose rules give most come first. A certificate comes once for each way in which a rule asks for it.
 * @units home unit of the policy, for the order   @source docs/domain.md §6.3
 */
export function findCandidates<M extends EarnableMicroCredential>(
  facts: EstimateFacts<M>,
  entries: readonly EstimateEntry<M>[],
): Candidate<M>[] {
  const proven = new Set(entries.flatMap(({ entry }) => (entry === null ? [] : provenBy(entry))));
  const credits = Object.fromEntries(facts.courses.map(({ code, credits: stated }) => [code, stated]));
  const named = new Set(facts.rules.flatMap(({ definition }) => microCredentialIdsIn(definition.premise)));
  const earnable = facts.microCredentials.filter(
    ({ id, isWithdrawn }) => named.has(id) && !isWithdrawn && !proven.has(id),
  );
  const found = new Map<string, { entry: M; size: Rational; leaves: Map<string, Candidate<M>> }>();
  for (const rule of facts.rules) {
    if (!isClaimable(rule, facts) || !givesCredit(rule)) continue;
    const size = roughSize(rule.definition, facts.policy, credits);
    const ids = new Set(microCredentialIdsIn(rule.definition.premise));
    for (const entry of earnable.filter((one) => provenBy(one).some((id) => ids.has(id)))) {
      const held = new Set([...proven, ...provenBy(entry)]);
      const isInReach = waysOf(rule.definition.premise, held).some(
        ({ microCredentials, assessments }) =>
          microCredentials.every(({ mc }) => held.has(mc)) &&
          (assessments.length === 0 || facts.student.assessments.length > 0),
      );
      if (!isInReach) continue;
      const one = found.get(entry.id) ?? { entry, size: zero, leaves: new Map<string, Candidate<M>>() };
      found.set(entry.id, { ...one, size: one.size.add(size) });
      for (const leaf of provenBy(entry).flatMap((named) => leavesNaming(rule.definition.premise, named))) {
        const stated = statedFor(entry.slug, leaf, facts.student.claimDate);
        one.leaves.set(JSON.stringify(stated), { entry, stated, leaf });
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => b.size.compare(a.size) || byHoursAndTitle(a.entry, b.entry))
    .flatMap(({ leaves }) =>
      [...leaves.values()].sort((a, b) =>
        parseRational(a.stated.score ?? '0').compare(parseRational(b.stated.score ?? '0')),
      ),
    );
}

/**
 * Tries each candidate with the credit engine, added as the last certificate, and keeps what gains most: by counted credit, then
 * by fewer hours, then by title. `isComplete` says whether all of them could be tried within the work allowed.
 * @units home unit of the policy   @source docs/decisions/0006-the-next-best-certificate.md
 */
export function rankNextSteps<M extends EarnableMicroCredential>(
  facts: EstimateFacts<M>,
  entries: readonly EstimateEntry<M>[],
  candidates: readonly Candidate<M>[],
  counted: string,
): { steps: NextStep<M>[]; isComplete: boolean } {
  const best = new Map<
    string,
    { candidate: Candidate<M>; gain: Rational; input: CreditCase; trace: Trace }
  >();
  let isComplete = candidates.length <= mostNext.tried;
  for (const candidate of candidates.slice(0, mostNext.tried)) {
    const input = canonicalCase(buildEstimateCreditCase(facts, [...entries, candidate]));
    const trace = evaluateWithin(input);
    if (trace === null) {
      isComplete = false;
      continue;
    }
    const gain = parseRational(trace.evaluation.totals.counted).sub(parseRational(counted));
    const known = best.get(candidate.entry.id);
    if (gain.compare(zero) <= 0 || (known && known.gain.compare(gain) >= 0)) continue;
    best.set(candidate.entry.id, { candidate, gain, input, trace });
  }
  const shown = [...best.values()]
    .sort((a, b) => b.gain.compare(a.gain) || byHoursAndTitle(a.candidate.entry, b.candidate.entry))
    .slice(0, mostNext.shown);
  const before = shown.length === 0 ? null : canonicalCase(buildEstimateCreditCase(facts, entries));
  const now = before && evaluateWithin(before);
  return {
    steps: shown.map(({ candidate, gain, input, trace }) => ({
      ...candidate,
      more: formatRational(gain),
      total: trace.evaluation.totals.counted,
      lines: linesFrom(String(entries.length + 1), input, trace),
      loses: before && now ? lostLines(useOfLimits(before, now).lines, useOfLimits(input, trace).lines) : [],
    })),
    isComplete,
  };
}

function isClaimable({ definition, status }: CreditCaseRule, { program, student }: EstimateFacts): boolean {
  const { deny, programs = ['*'], claimWindow } = definition;
  const isForProgram = programs.includes('*') || (program !== null && programs.includes(program.code));
  return (
    status === 'published' &&
    deny !== true &&
    isForProgram &&
    (!claimWindow || isWithin(claimWindow, student.claimDate))
  );
}

/**
 * About how much a rule gives: only for the order in which candidates are tried, since the engine says what each one gives.
 * @units home unit, before rounding and limits
 */
function roughSize(
  { outcomes }: CreditCaseRule['definition'],
  { homeUnit, conversions = {} }: CreditPolicy,
  courseCredits: Readonly<Record<string, string | null>>,
): Rational {
  const sizeOf = ({ credits, target }: Line): Rational => {
    if ('catalog' in credits)
      return parseRational((Object.hasOwn(courseCredits, target) ? courseCredits[target] : null) ?? '0');
    const measured = 'amount' in credits ? credits : credits.max;
    if (measured === undefined) return zero;
    return convert(parseRational(measured.amount), measured.unit ?? homeUnit, homeUnit, conversions) ?? zero;
  };
  return outcomes
    .map(({ lines }) => lines.reduce((sum, line) => sum.add(sizeOf(line)), zero))
    .reduce((most, size) => (size.compare(most) > 0 ? size : most), zero);
}

/** Whether any alternative can carry credit, be it only what the certificate itself states. */
function givesCredit({ definition: { outcomes } }: CreditCaseRule): boolean {
  return outcomes.some(({ lines }) =>
    lines.some(({ credits }) => !('amount' in credits) || credits.amount !== '0'),
  );
}

/** A certificate of which just that is said which the leaf asks for. */
function statedFor(
  slug: string,
  { minScore, versions, minEqf, idVerified, proctored, evidence, ...expiry }: MicroCredentialLeaf,
  claimDate: CivilDate,
): StatedHolding {
  const { mustBeActive, expiringOnly, lifetimeOnly } = expiry;
  return {
    ...statedHolding(slug),
    score: minScore ?? null,
    version: versions?.at(-1) ?? null,
    eqf: minEqf ?? null,
    idVerified: idVerified === true,
    proctored: proctored === true,
    expiresOn: lifetimeOnly !== true && (mustBeActive === true || expiringOnly === true) ? claimDate : null,
    neverExpires: lifetimeOnly === true,
    evidence: evidence?.slice(0, 1) ?? [],
  };
}

/** Null where the work allowed for one candidate is used up. */
function evaluateWithin(input: CreditCase): Trace | null {
  try {
    return evaluateWithTrace(input, createBudget(mostNext.work));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function linesFrom(credential: string, input: CreditCase, trace: Trace): Line[] {
  return useOfLimits(input, trace).lines.flatMap(({ line, counted, credentials }) =>
    counted !== '0' && credentials.includes(credential) ? [line] : [],
  );
}

/** The lines of which less counts afterwards, each with how much less. @units home unit, exact */
function lostLines(
  before: readonly EstimatedLine[],
  after: readonly EstimatedLine[],
): { line: Line; amount: string }[] {
  const keyOf = ({ kind, target, level }: Line) => `${kind} ${level ?? ''} ${target}`;
  const left = new Map<string, { line: Line; amount: Rational }>();
  const put = ({ line, counted }: EstimatedLine, sign: 1 | -1) => {
    const amount = left.get(keyOf(line))?.amount ?? zero;
    left.set(keyOf(line), { line, amount: amount.add(parseRational(counted).mul(sign)) });
  };
  before.forEach((line) => put(line, 1));
  after.forEach((line) => put(line, -1));
  return [...left.values()].flatMap(({ line, amount }) =>
    amount.compare(zero) > 0 ? [{ line, amount: formatRational(amount) }] : [],
  );
}

/** Fewer hours first, unknown ones last; then by title. */
function byHoursAndTitle(a: EarnableMicroCredential, b: EarnableMicroCredential): number {
  if (a.workloadHours !== null && b.workloadHours !== null) {
    const order = parseRational(a.workloadHours).compare(parseRational(b.workloadHours));
    if (order !== 0) return order;
  } else if (a.workloadHours !== b.workloadHours) return a.workloadHours === null ? 1 : -1;
  return compareText(a.title, b.title) || compareText(a.slug, b.slug);
}
