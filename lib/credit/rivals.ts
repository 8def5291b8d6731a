import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';
import { evaluateWithTrace, type Trace } from './evaluate';
import type { CreditCase, Rule } from './input';
import { compareRules } from './lines';

/** The rules that are used instead of one that applies as well, and what each side counts. @units home unit, exact */
export interface Rivals {
  by: readonly string[];
  theirs: string;
  own: string;
}

/**
 * Which of the applied rules use the learning that a rule would use, or stand in its way by being exclusive; null where none does, and
 * where the engine does not find that they give as much at least: then nobody may say so.
 * @units home unit   @refuses rule_violation `credit/too-complex`   @source tests/fixtures/credit-cases.json, algorithm 7 and 11
 */
export function findRivals(
  rule: Rule,
  input: CreditCase,
  { evaluation, applications }: Trace,
): Rivals | null {
  const alone = evaluateWithTrace({ ...input, rules: input.rules.filter((one) => one === rule || one.deny) });
  const [used] = alone.applications;
  if (used === undefined) return null;
  const atoms = new Set(used.atoms);
  const rivals = applications.filter((one) => {
    const exclusive = input.rules.find(({ id }) => id === one.rule)?.exclusive;
    return (
      one.atoms.some((atom) => atoms.has(atom)) ||
      exclusive === '*' ||
      rule.exclusive === '*' ||
      (exclusive !== undefined && exclusive === rule.exclusive)
    );
  });
  if (rivals.length === 0) return null;
  const by = rivals.map((one) => one.rule);
  const theirs = evaluation.awards
    .filter((award) => by.includes(award.rule))
    .reduce<Rational>((sum, { counted }) => sum.add(parseRational(counted)), zero);
  const own = parseRational(alone.evaluation.totals.counted);
  return theirs.compare(own) < 0 ? null : { by, theirs: formatRational(theirs), own: formatRational(own) };
}

/** The denials without which a rule would not be barred; all that hold where only several together bar it. @source tests/fixtures/credit-cases.json, algorithm 6 */
export function findDenials(rule: Rule, input: CreditCase, { denials }: Trace): Rule[] {
  const holding = input.rules.filter(({ id }) => denials.includes(id)).sort(compareRules);
  const alone = holding.filter((denial) => {
    const { rejected } = evaluateWithTrace({ ...input, rules: [denial, rule] }).evaluation;
    return rejected[rule.id]?.reason === 'DENIED';
  });
  return alone.length > 0 ? alone : holding;
}
