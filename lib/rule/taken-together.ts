import type { Premise } from '@/lib/credit/input';
import { microCredentialIdsIn } from './rule-version';

/** As many ways, and as many certificates of one, are told apart. */
const most = 20;

/**
 * The certificates that a premise asks for together, once for each way that stands open from the start: "any of" has as many ways as it has
 * branches, everything else has one. Assessments of the institution's own are no certificates.
 */
export function takenTogether(premise: Premise): string[][] {
  const anyOf =
    'any' in premise ? premise.any : 'of' in premise && premise.atLeast === 1 ? premise.of : [premise];
  const ways = new Map(
    anyOf.map((branch) => {
      const ids = microCredentialIdsIn(branch).slice(0, most);
      return [ids.join(), ids];
    }),
  );
  ways.delete('');
  return [...ways.values()].slice(0, most);
}
