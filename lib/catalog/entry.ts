import { convert } from '@/lib/amount/conversion';
import { formatRational, parseRational, type Rational, zero } from '@/lib/amount/rational';
import { roundTo } from '@/lib/amount/rounding';
import type { Unit } from '@/lib/amount/unit';
import type { CreditPolicy, Line, MicroCredentialLeaf, Premise } from '@/lib/credit/input';
import type { RuleDefinition } from '@/lib/rule/rule-version';
import { compareOffers, type Offer } from './offer';
import { type Considered, silenceOf, Standing } from './standing';

/** What one rule gives at most: its largest alternative. */
export interface Earned {
  /** @units `unit`, exact; null when it is written on the certificate itself */
  amount: string | null;
  unit: Unit;
  /** More may be stated than will be given, or another alternative gives less. */
  isMaximum: boolean;
  lines: readonly Line[];
}

/**
 * The credit of a rule's largest alternative, in the institution's home unit; null for a rule that gives none.
 * @units home unit of the policy, rounded by line where the policy says so   @source tests/fixtures/credit-cases.json, algorithm 8
 */
export function earnedBy(
  definition: RuleDefinition,
  policy: CreditPolicy,
  courseCredits: Readonly<Record<string, string | null>>,
): Earned | null {
  if (definition.deny === true) return null;
  let best: (Earned & { size: Rational }) | null = null;
  for (const { lines } of definition.outcomes) {
    const amounts = lines.map((line) => lineAmount(line, policy, courseCredits));
    const size = amounts.reduce<Rational>((sum, one) => sum.add(one?.value ?? zero), zero);
    const isKnown = amounts.every((one) => one !== null);
    const found = {
      amount: isKnown ? formatRational(size) : null,
      unit: policy.homeUnit,
      isMaximum: amounts.some((one) => one?.isMaximum === true),
      lines,
      size,
    };
    if (lines.length > 0 && (best === null || size.compare(best.size) > 0)) best = found;
  }
  if (best === null) return null;
  const { size: _, ...earned } = best;
  return { ...earned, isMaximum: earned.isMaximum || definition.outcomes.length > 1 };
}

/** One line in the home unit, or null where only the certificate says how much. */
function lineAmount(
  line: Line,
  policy: CreditPolicy,
  courseCredits: Readonly<Record<string, string | null>>,
): { value: Rational; isMaximum: boolean } | null {
  const { credits } = line;
  if ('catalog' in credits) {
    const stated = Object.hasOwn(courseCredits, line.target) ? courseCredits[line.target] : null;
    return stated ? { value: parseRational(stated), isMaximum: false } : null;
  }
  const measured = 'amount' in credits ? credits : credits.max;
  if (measured === undefined) return null;
  const converted = convert(
    parseRational(measured.amount),
    measured.unit ?? policy.homeUnit,
    policy.homeUnit,
    policy.conversions ?? {},
  );
  if (converted === null) return { value: zero, isMaximum: false };
  const rounding = policy.rounding;
  const isRounded = rounding?.stage === 'line';
  return {
    value: isRounded
      ? roundTo(converted, rounding?.mode ?? 'HALF_UP', parseRational(rounding?.increment ?? '0.01'))
      : converted,
    isMaximum: !('amount' in credits),
  };
}

/** The leaves of a premise that name a micro-credential, in order. */
export function leavesNaming(premise: Premise, microCredentialId: string): MicroCredentialLeaf[] {
  if ('mc' in premise) return premise.mc === microCredentialId ? [premise] : [];
  return branchesOf(premise).flatMap((branch) => leavesNaming(branch, microCredentialId));
}

/** Whether these micro-credentials could be enough, and whether an assessment of the institution's own would still be needed. */
export function reachOf(
  premise: Premise,
  microCredentialIds: ReadonlySet<string>,
): 'enough' | 'with-assessment' | 'with-others' {
  if (isMet(premise, microCredentialIds, false)) return 'enough';
  return isMet(premise, microCredentialIds, true) ? 'with-assessment' : 'with-others';
}

function isMet(premise: Premise, ids: ReadonlySet<string>, assessmentsPassed: boolean): boolean {
  if ('mc' in premise) return ids.has(premise.mc);
  if ('assessment' in premise) return assessmentsPassed;
  const met = branchesOf(premise).filter((branch) => isMet(branch, ids, assessmentsPassed)).length;
  return met >= ('all' in premise ? premise.all.length : 'atLeast' in premise ? premise.atLeast : 1);
}

function branchesOf(premise: Premise): readonly Premise[] {
  if ('all' in premise) return premise.all;
  if ('any' in premise) return premise.any;
  return 'of' in premise ? premise.of : [];
}

/** What an institution says about one micro-credential. Rules that hold come before rules that ended, the better offer first. */
export interface InstitutionAnswer<Institution, Rule> {
  institution: Institution;
  standing: Standing;
  rules: Rule[];
}

interface AnswerRule {
  tenantId: string;
  definition: RuleDefinition;
  offer: Offer;
}

/**
 * Sorts institutions into those that have decided, the strongest standing first, and those that have not decided yet.
 * Who has not decided is `considered` when it did not accept a proposal, `recommended` when a third party advises credit, else `undecided`, and never a no; a no for a part is
 * shown, but is no decision about the whole.
 */
export function buildAnswers<Institution extends { id: string; name: string }, Rule extends AnswerRule>(
  institutions: readonly Institution[],
  rules: readonly Rule[],
  {
    microCredentialId,
    isRecommended,
    considered = [],
  }: {
    microCredentialId: string;
    isRecommended: boolean;
    considered?: readonly (Considered & { tenantId: string })[];
  },
): {
  decided: InstitutionAnswer<Institution, Rule>[];
  open: (InstitutionAnswer<Institution, Rule> & { considered: Considered | null })[];
} {
  const answers = institutions.map((institution) => {
    const proposal = considered.find(({ tenantId }) => tenantId === institution.id) ?? null;
    const own = rules
      .filter((rule) => rule.tenantId === institution.id)
      .sort((a, b) => rank(a.offer.standing) - rank(b.offer.standing) || compareOffers(a.offer, b.offer));
    const about = own.filter(
      ({ definition }) =>
        definition.deny !== true || leavesNaming(definition.premise, microCredentialId).length > 0,
    );
    return {
      institution,
      standing: about[0]?.offer.standing ?? silenceOf(isRecommended, proposal !== null),
      rules: own,
      considered: proposal,
    };
  });
  const byStanding = (a: (typeof answers)[number], b: (typeof answers)[number]) =>
    rank(a.standing) - rank(b.standing) || (a.institution.name < b.institution.name ? -1 : 1);
  return {
    decided: answers.filter(({ rules: own }) => own.length > 0).sort(byStanding),
    open: answers.filter(({ rules: own }) => own.length === 0).sort(byStanding),
  };
}

function rank(standing: Standing): number {
  return Standing.options.indexOf(standing);
}
