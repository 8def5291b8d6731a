import { buildAtomTable } from '@/lib/credit/atoms';
import type { CreditCase } from '@/lib/credit/input';
import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import { candidatesOf } from '@/lib/credit/witness';
import type { ClaimOutcome } from './lifecycle';
import type { ClaimSnapshot } from './snapshot';

/**
 * The certificates of a claim, by their places, that no rule of the institution spoke of when the claim was frozen: not decided yet, which
 * is never a no. A decided no speaks of its certificates. @source docs/domain.md §7.2, §11.7
 */
export function undecidedIn({ creditCase }: Pick<ClaimSnapshot, 'creditCase'>): number[] {
  const { catalog, rules, student } = JSON.parse(creditCase) as CreditCase;
  const table = buildAtomTable(catalog);
  const named = new Set(
    rules
      .flatMap(({ premise }) => leavesOf(premise))
      .flatMap((leaf) => (isAssessmentLeaf(leaf) ? [] : candidatesOf(leaf, student, table)))
      .map(({ id }) => id),
  );
  return student.credentials.flatMap(({ id }) => (named.has(id) ? [] : [Number(id)])).sort((a, b) => a - b);
}

/** What a decision is called where people read it: what no rule speaks of was not refused. */
export type ShownOutcome = ClaimOutcome | 'undecided' | 'refused_rest_undecided';

/** @units undecided and held in certificates @source docs/domain.md §11.7 */
export function shownOutcome(outcome: ClaimOutcome, undecided: number, held: number): ShownOutcome {
  if (outcome !== 'refused' || undecided === 0) return outcome;
  return undecided === held ? 'undecided' : 'refused_rest_undecided';
}
