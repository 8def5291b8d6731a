import {
  commonDenominator,
  formatRational,
  fromParts,
  parseRational,
  toParts,
  zero,
  type Rational,
} from '@/lib/amount/rational';
import { checkRule, type ApplicableRule } from './applicable';
import { createBudget, type Budget } from './budget';
import { buildContext, type CaseContext } from './context';
import { settleContest } from './contest';
import type { DroppedLine, Evaluation, Rejection, Warning } from './evaluation';
import type { CreditCase } from './input';
import { buildCaps, compareForCounting } from './limits';
import { resolveLines, roundByPolicy, type Application, type AwardedLine } from './lines';
import { selectBest } from './select-best';
import { selectByPriority } from './select-priority';
import { trimLines } from './trim';

/** An evaluation, and what the record of a decision needs beside it. */
export interface Trace {
  evaluation: Evaluation;
  /** The rules that are used, in the order in which their lines were settled, with the credentials and the units of learning that each uses. */
  applications: readonly {
    rule: string;
    outcome: number;
    credentials: readonly string[];
    atoms: readonly string[];
  }[];
  /** The denials that hold for this student. */
  denials: readonly string[];
  /** Where each award comes from, in the order of `evaluation.awards`. */
  lines: readonly TracedLine[];
  /** The limits of the program that cap, in their order. */
  limits: readonly TracedLimit[];
}

/** The line of a rule that an award comes from. */
export interface TracedLine {
  rule: string;
  outcome: number;
  /** Its place in the outcome. */
  index: number;
  credentials: readonly string[];
  /** The limits by which it counts for less than is awarded: each covers it, and has too little left. */
  cappedBy: readonly string[];
}

/** How far one limit is used. @units home unit, exact */
export interface TracedLimit {
  id: string;
  room: string;
  used: string;
  isFull: boolean;
}

/**
 * The credit that the rules give one student: pure, exact, the same for the same input.
 * @units amounts in policy.homeUnit   @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 1 to 13
 */
export function evaluate(input: CreditCase, budget: Budget = createBudget()): Evaluation {
  return evaluateWithTrace(input, budget).evaluation;
}

/** The same, with the credentials and atoms that each applied rule uses, and the denials. @refuses rule_violation `credit/too-complex` */
export function evaluateWithTrace(given: CreditCase, budget: Budget = createBudget()): Trace {
  const context = buildContext(given, budget);
  // As the policy has it.
  const { input } = context;
  const rejected = new Map<string, Rejection>();
  const applicable: ApplicableRule[] = [];
  for (const rule of input.rules) {
    const checked = checkRule(rule, context);
    if ('applicable' in checked) applicable.push(checked.applicable);
    else if (!rule.deny) rejected.set(rule.id, checked.rejection);
  }
  const contest = settleContest(applicable, context);
  for (const [id, rejection] of contest.rejected) rejected.set(id, rejection);

  const caps = buildCaps(context);
  const applications =
    input.policy.resolution === 'priority'
      ? selectByPriority(contest.contenders, context)
      : selectBest(contest.contenders, caps, context);
  const applied = new Set(applications.map(({ rule }) => rule.id));
  for (const { rule } of contest.contenders)
    if (!applied.has(rule.id)) rejected.set(rule.id, { reason: 'NOT_SELECTED' });

  return {
    ...report(applications, contest.dropped, rejected, context),
    applications: applications.map(describeApplication),
    denials: contest.denials,
  };
}

function describeApplication({ rule, witness, outcome }: Application): Trace['applications'][number] {
  return {
    rule: rule.id,
    outcome,
    credentials: witness.credentials.map(({ id }) => id),
    atoms: witness.atoms,
  };
}

function report(
  applications: readonly Application[],
  droppedBefore: readonly {
    line: { rule: { id: string }; line: { target: string } };
    reason: DroppedLine['reason'];
  }[],
  rejected: ReadonlyMap<string, Rejection>,
  context: CaseContext,
): Pick<Trace, 'evaluation' | 'lines' | 'limits'> {
  const { policy, student, rules } = context.input;
  const { awarded, dropped } = resolveLines(applications);
  const counted = countLines(awarded, context);
  const total = (amounts: Iterable<Rational>): string => {
    const sum = [...amounts].reduce((all, one) => all.add(one), zero);
    return formatRational(policy.rounding?.stage === 'total' ? roundByPolicy(sum, policy) : sum);
  };
  const used = new Set(applications.flatMap(({ witness }) => witness.credentials.map(({ id }) => id)));
  const droppedLines = [...dropped, ...droppedBefore].map(({ line, reason }) => ({
    rule: line.rule.id,
    target: line.line.target,
    reason,
  }));
  const shortfall = upperDivisionShortfall(awarded, counted, context);
  const warnings = workloadWarnings(context.input);
  const evaluation: Evaluation = {
    awards: awarded.map((line) => ({
      rule: line.rule.id,
      target: line.line.target,
      awarded: formatRational(line.amount),
      counted: formatRational(counted.get(line) ?? zero),
    })),
    totals: { awarded: total(awarded.map(({ amount }) => amount)), counted: total(counted.values()) },
    rejected: Object.fromEntries(
      rules.flatMap(({ id }) => (rejected.has(id) ? [[id, rejected.get(id)]] : [])) as [string, Rejection][],
    ),
    unused: student.credentials.map(({ id }) => id).filter((id) => !used.has(id)),
    ...(droppedLines.length > 0 && { droppedLines }),
    ...(shortfall && { shortfalls: { upperDivision: formatRational(shortfall) } }),
    ...(warnings.length > 0 && { warnings }),
    ...(policy.postAfterResidentCredits !== undefined && {
      posting: postingOf(policy.postAfterResidentCredits, student.residentCredits),
    }),
  };
  return { evaluation, ...traceLimits(applications, awarded, counted, context) };
}

/** Which limits keep each line from counting in full, and how far each is used. @units home unit   @source tests/fixtures/credit-cases.json, algorithm 9 and 10 */
function traceLimits(
  applications: readonly Application[],
  awarded: readonly AwardedLine[],
  counted: ReadonlyMap<AwardedLine, Rational>,
  context: CaseContext,
): Pick<Trace, 'lines' | 'limits'> {
  const countedOf = (line: AwardedLine) => counted.get(line) ?? zero;
  const caps = buildCaps(context).map((cap) => ({
    ...cap,
    used: awarded.filter(cap.covers).reduce((sum, line) => sum.add(countedOf(line)), zero),
  }));
  return {
    lines: awarded.map((line) => {
      const lost = line.amount.sub(countedOf(line));
      const tight = caps.filter(({ covers, room, used }) => covers(line) && room.sub(used).compare(lost) < 0);
      return {
        rule: line.rule.id,
        outcome: applications.find(({ rule }) => rule === line.rule)?.outcome ?? 0,
        index: line.index,
        credentials: line.witness.credentials.map(({ id }) => id),
        cappedBy: lost.compare(zero) > 0 ? tight.map(({ id }) => id) : [],
      };
    }),
    limits: caps.map(({ id, room, used }) => ({
      id,
      room: formatRational(room),
      used: formatRational(used),
      isFull: used.compare(room) >= 0,
    })),
  };
}

/** What counts of each line after the limits. @units home unit   @source tests/fixtures/credit-cases.json, algorithm 9 and 10 */
function countLines(awarded: readonly AwardedLine[], context: CaseContext): Map<AwardedLine, Rational> {
  const caps = buildCaps(context);
  const denominator = commonDenominator([
    ...awarded.map(({ amount }) => amount),
    ...caps.map(({ room }) => room),
  ]);
  const inOrder = [...awarded].sort(compareForCounting);
  const lines = inOrder.map((line) => ({
    amount: toParts(line.amount, denominator),
    caps: caps.flatMap((cap, index) => (cap.covers(line) ? [index] : [])),
  }));
  const rooms = caps.map(({ room }) => toParts(room, denominator));
  const counted = trimLines(lines, rooms, context.input.policy.trim ?? 'partial', context.budget);
  return new Map(inOrder.map((line, index) => [line, fromParts(counted[index] ?? 0n, denominator)]));
}

/** The largest shortfall of the upper-division minima, or null when there is no minimum. @source tests/fixtures/credit-cases.json, algorithm 9 */
function upperDivisionShortfall(
  awarded: readonly AwardedLine[],
  counted: ReadonlyMap<AwardedLine, Rational>,
  { input: { program } }: CaseContext,
): Rational | null {
  const have = awarded
    .filter(({ level }) => level === 'UD')
    .reduce((sum, line) => sum.add(counted.get(line) ?? zero), zero);
  return (program?.limits ?? []).reduce<Rational | null>((most, limit) => {
    if (limit.type !== 'minUpperDivision') return most;
    const missing = parseRational(limit.amount)
      .sub(parseRational(limit.have ?? '0'))
      .sub(have);
    const shortfall = missing.compare(zero) < 0 ? zero : missing;
    return most === null || shortfall.compare(most) > 0 ? shortfall : most;
  }, null);
}

/** Published workloads outside 25 to 30 hours per ECTS; they never change credit. @source tests/fixtures/credit-cases.json, algorithm 13; docs/domain.md §1.2 */
function workloadWarnings({ catalog }: CreditCase): Warning[] {
  return Object.entries(catalog?.microCredentials ?? {}).flatMap(
    ([mc, { workloadHours, recommendedEcts }]): Warning[] => {
      if (workloadHours === undefined || recommendedEcts === undefined) return [];
      const ects = parseRational(recommendedEcts);
      if (ects.compare(zero) === 0) return [];
      const hours = parseRational(workloadHours).div(ects);
      return hours.compare(25) < 0 || hours.compare(30) > 0
        ? [{ mc, code: 'WORKLOAD_OUT_OF_RANGE', hoursPerEcts: formatRational(hours) }]
        : [];
    },
  );
}

function postingOf(needed: string, residentCredits: string | undefined): 'held' | 'ready' {
  return parseRational(residentCredits ?? '0').compare(parseRational(needed)) < 0 ? 'held' : 'ready';
}
