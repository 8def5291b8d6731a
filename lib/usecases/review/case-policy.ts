import type { ReviewCase } from '@/lib/db/review-cases';
import { getInstitution, getPolicyInForce, type PolicyInForce } from '@/lib/db/institutions';
import { getPolicy } from '@/lib/db/policies';
import type { Tx } from '@/lib/db/tx';
import { dayIn } from '../context';

/**
 * The policy that a review was opened under: one that is adopted meanwhile does not change its stages, its threshold or who has the last
 * word, and one that ends leaves no review without any. @source docs/workflow.md
 */
export async function policyOfCase(
  tx: Tx,
  { tenantId, policyVersionId, openedAt }: ReviewCase,
): Promise<Pick<PolicyInForce, 'credit' | 'review'>> {
  if (policyVersionId !== null) return getPolicy(tx, policyVersionId);
  return getPolicyInForce(tx, dayIn(openedAt, (await getInstitution(tx, tenantId)).timeZone));
}
