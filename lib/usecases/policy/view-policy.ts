import { isAuthorOf } from '@/lib/kernel/authors';
import type { Change } from '@/lib/audit/changes';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import * as policies from '@/lib/db/policies';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import {
  changesOf,
  type PolicyPermissions,
  permissionsFor,
  type PolicyStanding,
  standingOf,
  yardstickOf,
  authorsOf,
} from './policy-view';

export interface PolicyView {
  policy: policies.PolicyVersion;
  standing: PolicyStanding;
  /** What differs from the version in force, or from the one before; empty for the first of all. */
  changes: Change[];
  comparedWith: number | null;
  institution: Institution;
  today: CivilDate;
  may: PolicyPermissions;
  isAuthor: boolean;
}

/** @refuses not_found */
export async function viewPolicy(ctx: Context, policyId: string): Promise<PolicyView> {
  return query(ctx, async (tx, actor, ctx) => {
    const policy = await policies.getPolicy(tx, policyId);
    authorize(ctx, 'policy.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const yardstick = yardstickOf(await policies.allPolicies(tx), policy, today);
    return {
      policy,
      institution,
      today,
      standing: standingOf(policy, today),
      changes: changesOf(yardstick, policy),
      comparedWith: yardstick?.version ?? null,
      may: permissionsFor(actor, policy),
      isAuthor: isAuthorOf(authorsOf(policy), actor.personId),
    };
  });
}
