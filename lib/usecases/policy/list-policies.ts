import { getInstitution } from '@/lib/db/institutions';
import * as policies from '@/lib/db/policies';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { type PolicyStanding, permissionsFor, standingOf } from './policy-view';

export interface PolicyRow extends policies.PolicyVersion {
  standing: PolicyStanding;
}

/** All versions, the newest first. */
export async function listPolicies(
  ctx: Context,
): Promise<{ policies: PolicyRow[]; mayDraft: boolean; today: CivilDate }> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'policy.list', { tenantId: actor.tenantId });
    const { timeZone } = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, timeZone);
    const all = await policies.allPolicies(tx);
    return {
      policies: all.map((policy) => ({ ...policy, standing: standingOf(policy, today) })),
      mayDraft: permissionsFor(actor).draft,
      today,
    };
  });
}
