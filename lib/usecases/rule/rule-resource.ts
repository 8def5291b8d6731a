import type { Resource } from '@/lib/access/resource';
import type { RuleVersion } from '@/lib/rule/rule-version';

/** What `can` needs to know of a rule version. Who judged it and who stepped back matters to what follows the review. */
export function ruleResource(
  version: RuleVersion,
  panel: Pick<Resource, 'voterIds' | 'recusedIds'> = {},
): Resource {
  return {
    tenantId: version.tenantId,
    departmentId: version.departmentId,
    authorId: version.authorId,
    contributorIds: version.contributorIds,
    ...(version.origin === 'rejection' && { isReviewsOwn: true }),
    ...panel,
    ...(version.importedById && { importedById: version.importedById }),
  };
}
