import { buildAtomTable } from '@/lib/credit/atoms';
import type { CreditCase } from '@/lib/credit/input';
import { isAssessmentLeaf, leavesOf } from '@/lib/credit/premise';
import { candidatesOf } from '@/lib/credit/witness';
import type { ClaimOutcome } from './lifecycle';

/** The certificates of a claim that no rule spoke of when it was frozen, as a text is kept of what was asked. */
export function undecidedIn({ creditCase }: { creditCase: string }): number[] {
  return undecidedAmong(JSON.parse(creditCase) as CreditCase);
}

/**
 * The certificates of a claim, by their places, that no rule of the institution speaks of in what is asked: not decided yet, which is never
 * a no. A decided no speaks of its certificates. @source docs/domain.md §7.2, §11.7
 */
export function undecidedAmong({ catalog, rules, student }: CreditCase): number[] {
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
export type ShownOutcome = ClaimOutcome | 'refused_rest_undecided';

/** @units undecided and held in certificates @source docs/domain.md §11.7 */
export function shownOutcome(outcome: ClaimOutcome, undecided: number, held: number): ShownOutcome {
  return outcome === 'refused' && undecided > 0 && undecided < held ? 'refused_rest_undecided' : outcome;
}
