import type { Criterion, CreditCase, CreditPolicy, MicroCredentialLeaf, Premise } from './input';
import { branchesOf, isAssessmentLeaf, isMicroCredentialLeaf } from './premise';

type Bounds = Pick<CreditPolicy, 'recencyMonths' | 'excludedCriteria'>;

/** What a leaf says by each criterion that a policy can leave out of account. */
const saidBy: Readonly<Record<Criterion, readonly (keyof MicroCredentialLeaf)[]>> = {
  recency: ['maxAge'],
  level: ['minEqf'],
  validity: ['mustBeActive', 'expiringOnly', 'lifetimeOnly'],
  evidence: ['evidence'],
  identity: ['idVerified'],
  supervision: ['proctored'],
};

/** The criteria that a leaf asks by and a policy leaves out of account, in the order of the policy. */
export function excludedIn(leaf: MicroCredentialLeaf, { excludedCriteria = [] }: Bounds): Criterion[] {
  return excludedCriteria.filter((one) => saidBy[one].some((key) => leaf[key] !== undefined));
}

/** How old a completion may be by a leaf; null where it does not say. @units whole months */
export function monthsAllowed({ maxAge }: MicroCredentialLeaf): number | null {
  return maxAge === undefined ? null : (maxAge.years ?? 0) * 12 + (maxAge.months ?? 0);
}

/**
 * A leaf as it is asked under a policy: without the criteria that the policy leaves out of account, and no older than it lets a completion
 * be. A leaf that asks for something newer is as it was. The same again changes nothing.
 * @source docs/domain.md §11.9; docs/decisions/0068-advice-begins-and-imports-go-back.md
 */
function leafUnder(leaf: MicroCredentialLeaf, bounds: Bounds): MicroCredentialLeaf {
  const left = new Set<string>(excludedIn(leaf, bounds).flatMap((one) => saidBy[one]));
  const asked = Object.fromEntries(
    Object.entries(leaf).filter(([key]) => !left.has(key)),
  ) as MicroCredentialLeaf;
  const { recencyMonths: most } = bounds;
  const allowed = monthsAllowed(asked);
  if (most === undefined || (allowed !== null && allowed <= most)) return asked;
  return { ...asked, maxAge: most % 12 === 0 ? { years: most / 12 } : { months: most } };
}

/** What a rule asks for under a policy: each of its leaves as the policy has it. The premise itself where the policy says nothing of it. */
export function premiseUnder(premise: Premise, bounds: Bounds): Premise {
  if (bounds.recencyMonths === undefined && bounds.excludedCriteria === undefined) return premise;
  const bound = (part: Premise): Premise => {
    if (isMicroCredentialLeaf(part)) return leafUnder(part, bounds);
    if (isAssessmentLeaf(part)) return part;
    const parts = branchesOf(part).map(bound);
    if ('all' in part) return { all: parts };
    return 'any' in part ? { any: parts } : { ...part, of: parts };
  };
  return bound(premise);
}

/** A case as its policy has it; a denial as well asks no more than the policy lets it. */
export function caseUnder(input: CreditCase): CreditCase {
  const { policy, rules } = input;
  if (policy.recencyMonths === undefined && policy.excludedCriteria === undefined) return input;
  return { ...input, rules: rules.map((rule) => ({ ...rule, premise: premiseUnder(rule.premise, policy) })) };
}
