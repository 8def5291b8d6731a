import type { RuleVersion } from '@/lib/rule/rule-version';
import { listByIds } from './rules-by-key';
import type { Tx } from './tx';

/** What has been decided, one way or the other. */
const decided = ['published', 'suspended', 'revoked', 'rejected'];

/**
 * Versions of other mappings that were decided here about one of these certificates, the latest first, so many at most, besides those
 * that are named.
 */
export async function listPrecedents(
  tx: Tx,
  ruleId: string,
  microCredentialIds: readonly string[],
  namedIds: readonly string[],
  most: number,
): Promise<RuleVersion[]> {
  const found =
    microCredentialIds.length === 0
      ? []
      : await tx.$queryRaw<{ id: string }[]>`
          SELECT v.id FROM rule_source s JOIN rule_version v ON v.tenant_id = s.tenant_id AND v.id = s.rule_version_id
           WHERE s.tenant_id = current_tenant() AND s.micro_credential_id = ANY(${[...microCredentialIds]}::uuid[])
             AND v.rule_id <> ${ruleId}::uuid AND v.status = ANY(${decided}::text[])
           ORDER BY coalesce(v.published_at, v.approved_at, v.submitted_at) DESC NULLS LAST, v.id LIMIT ${most}`;
  return listByIds(tx, [...new Set([...namedIds, ...found.map(({ id }) => id)])]);
}
