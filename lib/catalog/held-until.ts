import type { Evaluation } from '@/lib/credit/evaluation';
import type { CreditCase } from '@/lib/credit/input';

/**
 * How much has to be earned at the institution itself before what is awarded is posted; null where that is so already, or nothing is
 * awarded. @units home unit
 */
export function heldUntil(
  { policy }: Pick<CreditCase, 'policy'>,
  { posting, totals }: Pick<Evaluation, 'posting' | 'totals'>,
): string | null {
  return posting === 'held' && totals.awarded !== '0' ? (policy.postAfterResidentCredits ?? null) : null;
}
