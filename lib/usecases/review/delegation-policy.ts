import { allPolicies } from '@/lib/db/policies';
import type { Tx } from '@/lib/db/tx';
import { policyInForceAt } from '@/lib/institution/policy-adoption';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { Context } from '../context';

/** Whether the policy in force lets whoever leads reviews have them led by somebody else. */
export async function delegationIsAllowed(
  tx: Tx,
  { now }: Pick<Context, 'now'>,
  today: CivilDate,
): Promise<boolean> {
  const adopted = (await allPolicies(tx)).filter(({ status }) => status === 'adopted');
  return policyInForceAt(adopted, today, now)?.review.delegation !== 'none';
}
