import type { Premise } from '@/lib/credit/input';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { microCredentialIdsIn, type RuleDefinition } from './rule-version';

/** Whether a rejection of this can mean "no credit for this certificate": it proposes credit, and for one certificate alone. */
export function canBeDenied({ deny, premise }: Pick<RuleDefinition, 'deny' | 'premise'>): boolean {
  return deny !== true && microCredentialIdsIn(premise).length === 1;
}

/**
 * The denial that "no credit for this certificate" comes to: the same certificate in the same versions and programs, without the
 * conditions under which it was proposed, from that day on.
 * @source docs/domain.md §4.2 (explicit denial), §11.7
 */
export function denialOf(proposed: RuleDefinition, from: CivilDate): RuleDefinition {
  return {
    premise: withoutConditions(proposed.premise) ?? proposed.premise,
    outcomes: [],
    deny: true,
    claimWindow: { from },
    ...(proposed.programs && { programs: proposed.programs }),
  };
}

/** The certificate's own place in a premise that names only one. */
function withoutConditions(premise: Premise): Premise | null {
  if ('mc' in premise) return { mc: premise.mc, ...(premise.versions && { versions: premise.versions }) };
  const branches =
    'all' in premise ? premise.all : 'any' in premise ? premise.any : 'of' in premise ? premise.of : [];
  for (const branch of branches) {
    const found = withoutConditions(branch);
    if (found) return found;
  }
  return null;
}
