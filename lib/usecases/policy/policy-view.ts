import type { Authored } from '@/lib/kernel/authors';
import { can } from '@/lib/access/can';
import type { Resource } from '@/lib/access/resource';
import type { StaffMember } from '@/lib/access/actor';
import { type Change, changesBetween } from '@/lib/audit/changes';
import type { PolicyVersion } from '@/lib/db/policies';
import type { CivilDate } from '@/lib/kernel/civil-date';

export type PolicyStanding = 'draft' | 'coming' | 'inForce' | 'past';

/** Where a version stands on a day. */
export function standingOf(policy: PolicyVersion, today: CivilDate): PolicyStanding {
  if (policy.status === 'draft') return 'draft';
  if (policy.effectiveFrom > today) return 'coming';
  return policy.effectiveTo !== null && policy.effectiveTo < today ? 'past' : 'inForce';
}

/** The version that a draft is measured against: the one in force, else the last that was adopted. */
export function yardstickOf(
  policies: readonly PolicyVersion[],
  policy: PolicyVersion,
  today: CivilDate,
): PolicyVersion | null {
  const adopted = policies.filter(
    (one) => one.status === 'adopted' && one.id !== policy.id && one.version < policy.version,
  );
  return adopted.find((one) => standingOf(one, today) === 'inForce') ?? adopted[0] ?? null;
}

/** What one version changes against another, as far as it counts. */
export function changesOf(before: PolicyVersion | null, after: PolicyVersion): Change[] {
  return before ? changesBetween(asItCounts(before), asItCounts(after)) : [];
}

/** How votes are counted means nothing in a stage that is not decided by counting them. */
function asItCounts({ credit, review, appeal }: PolicyVersion) {
  const stages = review.stages.map(({ quorum, threshold, tie, ...stage }) =>
    stage.mode === 'quorumVote' ? { ...stage, quorum, threshold, tie } : stage,
  );
  return { credit, review: { ...review, stages }, appeal: appeal ?? {} };
}

/** What `can` needs to know of a policy version: all who wrote it. */
export function policyResource(
  tenantId: string,
  policy: Pick<PolicyVersion, 'authorId' | 'contributors'>,
): Resource {
  return { tenantId, ...authorsOf(policy) };
}

/** Who wrote a policy version. */
export function authorsOf({
  authorId,
  contributors,
}: Pick<PolicyVersion, 'authorId' | 'contributors'>): Authored {
  return { authorId, contributorIds: contributors.map(({ id }) => id) };
}

export interface PolicyPermissions {
  draft: boolean;
  adopt: boolean;
}

export function permissionsFor(actor: StaffMember, policy?: PolicyVersion): PolicyPermissions {
  const resource = policy ? policyResource(actor.tenantId, policy) : { tenantId: actor.tenantId };
  return {
    draft: can(actor, 'policy.draft', resource).allowed,
    adopt: policy?.status === 'draft' && can(actor, 'policy.adopt', resource).allowed,
  };
}
