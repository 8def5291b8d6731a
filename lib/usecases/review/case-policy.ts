import type { ReviewCase } from '@/lib/db/stage-at-work';
import { findPolicyInForce, getInstitution, type PolicyInForce } from '@/lib/db/institutions';
import { getPolicy } from '@/lib/db/policies';
import type { Tx } from '@/lib/db/tx';
import { refuse } from '@/lib/kernel/refusal';
import { dayIn } from '@/lib/usecases/day-in';

/**
 * The policy that a review was opened under: one that is adopted meanwhile does not change its stages, its threshold or who has the last
 * word, and one that ends leaves no review without any. @source docs/workflow.md
 */
export async function findPolicyOfCase(
  tx: Tx,
  { tenantId, policyVersionId, openedAt }: ReviewCase,
): Promise<PolicyInForce | null> {
  if (policyVersionId !== null) return getPolicy(tx, policyVersionId);
  return findPolicyInForce(tx, dayIn(openedAt, (await getInstitution(tx, tenantId)).timeZone));
}

/** The same for whoever decides by it. @refuses rule_violation `policy/none-in-force` */
export async function policyOfCase(tx: Tx, reviewCase: ReviewCase): Promise<PolicyInForce> {
  return (await findPolicyOfCase(tx, reviewCase)) ?? refuse('rule_violation', 'policy/none-in-force');
}
