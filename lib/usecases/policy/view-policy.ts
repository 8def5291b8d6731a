import { recordsOf } from '@/lib/access/actor';
import { isAuthorOf } from '@/lib/kernel/authors';
import type { Change } from '@/lib/audit/changes';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import * as policies from '@/lib/db/policies';
import { type AdoptionReason, planAdoption } from '@/lib/institution/policy-adoption';
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
  /** Why a draft could not be adopted as it stands today; null where it could, or where it is adopted already. */
  obstacle: AdoptionReason | null;
}

/** @refuses not_found */
export async function viewPolicy(ctx: Context, policyId: string): Promise<PolicyView> {
  return query(ctx, async (tx, actor, ctx) => {
    const policy = await policies.getPolicy(tx, policyId);
    authorize(ctx, 'policy.list', { tenantId: actor.tenantId });
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    const all = await policies.allPolicies(tx);
    const yardstick = yardstickOf(all, policy, today);
    const planned = planAdoption(
      policy,
      all.filter(({ status }) => status === 'adopted'),
      today,
    );
    return {
      policy,
      institution,
      today,
      standing: standingOf(policy, today),
      changes: changesOf(yardstick, policy),
      comparedWith: yardstick?.version ?? null,
      may: permissionsFor(actor, policy),
      obstacle: policy.status === 'draft' && !planned.ok ? planned.reason : null,
      isAuthor: recordsOf(actor).some((id) => isAuthorOf(authorsOf(policy), id)),
    };
  });
}
