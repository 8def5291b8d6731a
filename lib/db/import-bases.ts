import type { ImportBasis } from '@/lib/rule/import-basis';
import { RuleDefinition } from '@/lib/rule/rule-version';
import type { Tx } from './tx';

/** By the rule, the import that each came with last and that was not undone; a rule that came with none is missing. */
export async function importBasesOf(tx: Tx, ruleIds: readonly string[]): Promise<Map<string, ImportBasis>> {
  if (ruleIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<(ImportBasis & { ruleId: string })[]>`
    SELECT DISTINCT ON (v.rule_id) v.rule_id AS "ruleId", b.file_name AS "fileName", b.sha256, (b.applied_at AT TIME ZONE i.time_zone)::date::text AS on, p.name AS by, v.definition
      FROM rule_version v JOIN import_batch b ON b.tenant_id = v.tenant_id AND b.id = v.import_batch_id AND b.status = 'applied' AND b.applied_at IS NOT NULL
      JOIN person p ON p.tenant_id = b.tenant_id AND p.id = b.created_by_id JOIN institution i ON i.id = v.tenant_id
     WHERE v.rule_id = ANY(${[...ruleIds]}::uuid[]) AND v.published_at IS NOT NULL
     ORDER BY v.rule_id, v.version DESC`;
  return new Map(
    rows.map(({ ruleId, definition, ...basis }) => [
      ruleId,
      { ...basis, definition: RuleDefinition.parse(definition) },
    ]),
  );
}
