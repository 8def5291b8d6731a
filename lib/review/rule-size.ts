import { convert } from '@/lib/amount/conversion';
import { parseRational, type Rational, zero } from '@/lib/amount/rational';
import type { Line } from '@/lib/credit/input';
import type { CreditPolicy } from '@/lib/institution/policy-version';
import type { RuleDefinition } from '@/lib/rule/rule-version';

/**
 * Whether a rule gives at least so much credit in one of its alternatives. What cannot be counted beforehand (the amount of
 * the source, a unit without a direct pair, a course without credit) makes it large: a dean too many rather than one too few.
 * @units threshold in the institution's home unit; null means that every rule counts as large   @source docs/domain.md §4.8 (in_dean)
 */
export function isLargeRule(
  definition: Pick<RuleDefinition, 'outcomes' | 'deny'>,
  threshold: string | null | undefined,
  policy: Pick<CreditPolicy, 'homeUnit' | 'conversions'>,
  courseCredits: ReadonlyMap<string, string | null>,
): boolean {
  if (threshold === null || threshold === undefined) return true;
  if (definition.deny) return false;
  return definition.outcomes.some(({ lines }) => {
    const amounts = lines.map((line) => amountOf(line, policy, courseCredits));
    if (amounts.includes(null)) return true;
    return (
      amounts
        .reduce<Rational>((sum, amount) => sum.add(amount ?? zero), zero)
        .compare(parseRational(threshold)) >= 0
    );
  });
}

function amountOf(
  { kind, target, credits }: Line,
  policy: Pick<CreditPolicy, 'homeUnit' | 'conversions'>,
  courseCredits: ReadonlyMap<string, string | null>,
): Rational | null {
  if (kind === 'waiver' || kind === 'noncredit') return zero;
  if ('catalog' in credits) {
    const known = courseCredits.get(target);
    return known ? parseRational(known) : null;
  }
  const measured = 'fromSource' in credits ? credits.max : credits;
  return measured
    ? convert(
        parseRational(measured.amount),
        measured.unit ?? policy.homeUnit,
        policy.homeUnit,
        policy.conversions ?? {},
      )
    : null;
}
