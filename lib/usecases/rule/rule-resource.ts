import type { Resource } from '@/lib/access/can';
import type { RuleVersion } from '@/lib/rule/rule-version';

/** What `can` needs to know of a rule version. `voterIds` matters to publishing alone. */
export function ruleResource(version: RuleVersion, voterIds: readonly string[] = []): Resource {
  return {
    tenantId: version.tenantId,
    departmentId: version.departmentId,
    authorId: version.authorId,
    voterIds,
    ...(version.importedById && { importedById: version.importedById }),
  };
}
