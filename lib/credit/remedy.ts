import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, zero } from '@/lib/amount/rational';
import { Refusal } from '@/lib/kernel/refusal';
import { createBudget } from './budget';
import { canonicalCase } from './canonical';
import { evaluateWithTrace, type Trace } from './evaluate';
import type { RejectionReason } from './evaluation';
import { carriesNoCredit, type CreditCase, type Program, type Rule } from './input';
import { isPartOf, type Missing, waysToMeet, withMissing } from './missing';

/** One way to get a rule's credit: all of it is needed, and it is enough. */
export interface Remedy {
  missing: readonly Missing[];
  /** What the rule would give then. @units home unit, exact; null when only a certificate says how much */
  gives: string | null;
  /** What would count then beyond what counts now; below 0 where another program's limits decide. @units home unit, exact */
  more: string;
}

/** What would change it for one rule. */
export interface Remedies {
  /** Any of these. */
  ways: readonly Remedy[];
  /** Why the rule would give nothing even to somebody who meets it; null where there is a way, or none is known. */
  evenThen: RejectionReason | null;
  /** What certificates were taken to state, where the rule gives what they state. @units home unit, exact */
  stated: string | null;
}

/** Engine runs still allowed for one estimate, and the work of each. @units runs · steps */
export const mostRuns = 200;
const workOfRun = 100_000;
const most = { shown: 6, tried: 12 };

/**
 * What somebody lacks for a rule that gives nothing, told only where the engine confirms it: with it the rule is applied, and without any
 * part of it the rule is not.
 * @units amounts in policy.homeUnit   @source docs/domain.md §6.3
 */
export function findRemedies(
  rule: Rule,
  input: CreditCase,
  { evaluation }: Trace,
  programs: readonly Program[],
  runs: { left: number },
): Remedies {
  const stated = statedFor(rule, input);
  const run = (missing: readonly Missing[]): Trace | null => {
    if (runs.left-- <= 0) return null;
    try {
      return evaluateWithTrace(
        canonicalCase(withMissing(input, missing, { programs, stated })),
        createBudget(workOfRun),
      );
    } catch (error) {
      if (error instanceof Refusal) return null;
      throw error;
    }
  };
  const gives = (trace: Trace | null): boolean =>
    trace !== null &&
    trace.evaluation.awards.some(
      (award) => award.rule === rule.id && (stated === null || award.awarded !== '0'),
    );
  /** Leaves out what is not needed, until all of it is: what was needed beside another part may not be once that is left out. */
  const least = (missing: readonly Missing[]): readonly Missing[] => {
    const needed = missing.reduce<readonly Missing[]>((kept, one) => {
      const others = kept.filter((other) => other !== one);
      return gives(run(others)) ? others : kept;
    }, missing);
    return needed.length === missing.length ? missing : least(needed);
  };

  const ways: Remedy[] = [];
  let evenThen: RejectionReason | null = null;
  for (const open of waysToMeet(rule, input).slice(0, most.tried)) {
    const way = [...open, ...silentAboutCredit(open, rule, input, stated)];
    if (way.length === 0 || ways.some(({ missing }) => isPartOf(missing, way))) continue;
    const trace = run(way);
    if (!gives(trace)) {
      const reason = trace?.evaluation.rejected[rule.id]?.reason;
      if (reason && reason !== 'PREMISE_UNMET') evenThen ??= reason;
      continue;
    }
    const missing = least(way);
    const final = missing.length === way.length ? trace : run(missing);
    if (final === null || ways.some((one) => isPartOf(one.missing, missing))) continue;
    const added = final.evaluation.awards
      .filter((award) => award.rule === rule.id)
      .reduce((sum, { awarded }) => sum.add(parseRational(awarded)), zero);
    ways.push({
      missing,
      gives: stated === null ? formatRational(added) : null,
      more: formatRational(
        parseRational(final.evaluation.totals.counted).sub(parseRational(evaluation.totals.counted)),
      ),
    });
    if (ways.length === most.shown) break;
  }
  return { ways, evenThen: ways.length > 0 ? null : evenThen, stated };
}

/** Where a rule gives what certificates state: an amount that one could state; null where it does not. @units home unit */
function statedFor(
  { outcomes }: Rule,
  { policy: { homeUnit, conversions = {} } }: CreditCase,
): string | null {
  for (const { kind, credits } of outcomes.flatMap(({ lines }) => lines)) {
    if (!('fromSource' in credits) || carriesNoCredit(kind)) continue;
    const { amount, unit = homeUnit } = credits.max ?? { amount: '1' };
    const most = convert(parseRational(amount), unit, homeUnit, conversions);
    if (most && most.compare(zero) > 0) return formatRational(most);
  }
  return null;
}

/** The certificates of a way that are held already and do not say how much credit they carry. */
function silentAboutCredit(
  way: readonly Missing[],
  rule: Rule,
  input: CreditCase,
  stated: string | null,
): Missing[] {
  if (stated === null) return [];
  const lacked = new Set(way.flatMap((one) => (one.kind === 'certificate' ? [one.leaf.mc] : [])));
  const { microCredentials = {} } = input.catalog ?? {};
  const proves = (mc: string, named: string) =>
    mc === named ||
    (microCredentials[mc]?.componentsImplied === true && !!microCredentials[mc]?.components?.includes(named));
  const named = namedIn(rule.premise).filter((mc) => !lacked.has(mc));
  return input.student.credentials
    .filter(({ mc, credits }) => !credits && named.some((one) => proves(mc, one)))
    .map(({ id }) => ({ kind: 'credits' as const, credential: id }));
}

function namedIn(premise: Rule['premise']): string[] {
  if ('mc' in premise) return [premise.mc];
  if ('assessment' in premise) return [];
  return ('all' in premise ? premise.all : 'any' in premise ? premise.any : premise.of).flatMap(namedIn);
}
