import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { listByIds } from './rules-by-key';
import type { Tx } from './tx';

/**
 * Versions in force on the day that award one of these courses, as the codes are written here, so many at most. Nothing is folded: that would take
 * a second where there are 100,000 rules, and the institution's own spelling is the one that rules are written in.
 */
export async function listAwarding(
  tx: Tx,
  codes: readonly string[],
  day: CivilDate,
  most: number,
): Promise<RuleVersion[]> {
  if (codes.length === 0) return [];
  const saying = codes.map((target) =>
    JSON.stringify({ outcomes: [{ lines: [{ kind: 'course', target }] }] }),
  );
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM rule_version v
     WHERE v.tenant_id = current_tenant() AND v.status = 'published' AND (v.claim_to IS NULL OR v.claim_to >= ${day}::date)
       AND v.definition @> ANY(${saying}::jsonb[]) LIMIT ${most}`;
  return listByIds(
    tx,
    found.map(({ id }) => id),
  );
}

/** Versions in force on the day that name one of these assessments of the institution's own. */
export async function listAssessedBy(
  tx: Tx,
  assessments: readonly string[],
  day: CivilDate,
  most: number,
): Promise<RuleVersion[]> {
  if (assessments.length === 0) return [];
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM rule_version v
     WHERE v.tenant_id = current_tenant() AND v.status = 'published' AND (v.claim_to IS NULL OR v.claim_to >= ${day}::date)
       AND EXISTS (SELECT FROM jsonb_path_query(v.definition, '$.premise.**.assessment') AS named(id) WHERE named.id #>> '{}' = ANY(${[...assessments]}))
     ORDER BY v.id LIMIT ${most}`;
  return listByIds(
    tx,
    found.map(({ id }) => id),
  );
}
