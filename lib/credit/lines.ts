import { convert } from '@/lib/amount/conversion';
import { atLeastZero, parseRational, smaller, zero, type Rational } from '@/lib/amount/rational';
import { roundTo } from '@/lib/amount/rounding';
import type { Unit } from '@/lib/amount/unit';
import type { CaseContext } from './context';
import type { DropReason } from './evaluation';
import { carriesNoCredit, type Credential, type CreditPolicy, type Line, type Rule } from './input';
import { compareText } from './text-order';
import type { Witness } from './witness';

/** A rule used with one witness and one of its outcomes. */
export interface Application {
  rule: Rule;
  witness: Witness;
  /** Which of the rule's outcomes. */
  outcome: number;
  lines: readonly DraftLine[];
}

/** A line as one application would award it, before it meets the lines of others. */
export interface DraftLine {
  rule: Rule;
  index: number;
  line: Line;
  level: string;
  witness: Witness;
  /** @units home unit; null when no conversion exists */
  amount: Rational | null;
  /** For a course: every course that counts once together with it. */
  sameAs: ReadonlySet<string> | null;
  isEarned: boolean;
  isOutranked: boolean;
}

/** A line that is awarded; it has an amount. */
export type AwardedLine = DraftLine & { amount: Rational };

/** What becomes of the lines of a selection. */
export interface ResolvedLines {
  awarded: readonly AwardedLine[];
  dropped: readonly { line: DraftLine; reason: DropReason }[];
}

/** The priority of a rule; lower is stronger. @source tests/fixtures/credit-cases.json, rule.fields (default 50) */
export function priorityOf(rule: Rule): number {
  return rule.priority ?? 50;
}

/** The order in which the applications of the best selection are settled: priority, then rule id. @source tests/fixtures/credit-cases.json, algorithm 8 */
export function compareRules(a: Rule, b: Rule): number {
  return priorityOf(a) - priorityOf(b) || compareText(a.id, b.id);
}

/** The lines of one outcome for one witness. An outcome that the rule does not have has no lines. @units home unit */
export function draftLines(rule: Rule, witness: Witness, outcome: number, context: CaseContext): DraftLine[] {
  return (rule.outcomes[outcome]?.lines ?? []).map((line, index) => {
    const isCourse = line.kind === 'course';
    return {
      rule,
      index,
      line,
      level: line.level ?? 'LD',
      witness,
      amount: amountOf(line, witness, context),
      sameAs: isCourse ? context.courses.equivalentsOf(line.target) : null,
      isEarned: isCourse && context.courses.isEarned(line.target),
      isOutranked: isCourse && context.courses.isOutranked(line.target),
    };
  });
}

/**
 * Converts each amount by the direct pair, sums, caps by the maximum, takes overlaps off a course, rounds if the stage is 'line'.
 * Null when no conversion exists, or the catalog gives no credits.
 * @units home unit   @source tests/fixtures/credit-cases.json, algorithm 8
 */
function amountOf(
  line: Line,
  witness: Witness,
  { input: { policy }, courses }: CaseContext,
): Rational | null {
  if (carriesNoCredit(line.kind)) return zero;
  const base = baseAmount(line, witness, policy, courses.creditsOf);
  if (base === null) return null;
  const reduced = line.kind === 'course' ? atLeastZero(base.sub(courses.overlapOf(line.target))) : base;
  return policy.rounding?.stage === 'line' ? roundByPolicy(reduced, policy) : reduced;
}

function baseAmount(
  { credits, target }: Line,
  witness: Witness,
  policy: CreditPolicy,
  creditsOf: (course: string) => Rational | null,
): Rational | null {
  if ('catalog' in credits) return creditsOf(target);
  if ('amount' in credits) return inHomeUnit(credits, policy);
  const sum = sumInHomeUnit(witness.credentials, policy);
  if (sum === null || !credits.max) return sum;
  const max = inHomeUnit(credits.max, policy);
  return max && smaller(sum, max);
}

/** Credentials that state no credits add nothing. */
function sumInHomeUnit(credentials: readonly Credential[], policy: CreditPolicy): Rational | null {
  return credentials.reduce<Rational | null>((sum, { credits }) => {
    if (sum === null || !credits) return sum;
    const amount = inHomeUnit(credits, policy);
    return amount && sum.add(amount);
  }, zero);
}

function inHomeUnit(
  { amount, unit }: { amount: string; unit?: Unit | undefined },
  { homeUnit, conversions = {} }: CreditPolicy,
): Rational | null {
  return convert(parseRational(amount), unit ?? homeUnit, homeUnit, conversions);
}

/** Rounds as the policy says, whatever its stage; half up to 0.01 unless it says otherwise. @source docs/domain.md §2.2 */
export function roundByPolicy(value: Rational, { rounding }: CreditPolicy): Rational {
  return roundTo(value, rounding?.mode ?? 'HALF_UP', parseRational(rounding?.increment ?? '0.01'));
}

/**
 * Which lines are awarded when these applications are used together, and why the others are not. They are settled as they are
 * listed: a selection lists them by `compareRules`, one pass in its own order, so that nothing taken earlier is lost.
 * @source tests/fixtures/credit-cases.json, algorithm 8
 */
export function resolveLines(applications: readonly Application[]): ResolvedLines {
  const awardedCourses = new Set<string>();
  const awarded: AwardedLine[] = [];
  const dropped: { line: DraftLine; reason: DropReason }[] = [];
  for (const { lines } of applications) {
    for (const line of lines) {
      if (line.isEarned || (line.sameAs !== null && meets(line.sameAs, awardedCourses)))
        dropped.push({ line, reason: 'DUPLICATE_COURSE' });
      else if (line.isOutranked) dropped.push({ line, reason: 'OUTRANKED_COURSE' });
      else if (!hasAmount(line)) dropped.push({ line, reason: 'UNIT_NOT_CREDIT' });
      else {
        awarded.push(line);
        if (line.sameAs !== null) awardedCourses.add(line.line.target);
      }
    }
  }
  return { awarded, dropped };
}

function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (b.size === 0) return false;
  for (const one of a) if (b.has(one)) return true;
  return false;
}

function hasAmount(line: DraftLine): line is AwardedLine {
  return line.amount !== null;
}
