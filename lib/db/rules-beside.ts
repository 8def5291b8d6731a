import { foldCourseCode } from '@/lib/institution/course-code';
import type { CivilDate } from '@/lib/kernel/civil-date';
import type { RuleVersion } from '@/lib/rule/rule-version';
import { listByIds } from './rules-by-key';
import type { Tx } from './tx';

/** Versions in force on the day that award one of these courses, however their codes are written, the oldest rules first; so many at most. */
export async function listAwarding(
  tx: Tx,
  codes: readonly string[],
  day: CivilDate,
  most: number,
): Promise<RuleVersion[]> {
  if (codes.length === 0) return [];
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT v.id FROM rule_version v
     WHERE v.tenant_id = current_tenant() AND v.status = 'published' AND (v.claim_to IS NULL OR v.claim_to >= ${day}::date)
       AND EXISTS (SELECT FROM jsonb_path_query(v.definition, '$.outcomes[*].lines[*] ? (@.kind == "course").target') AS named(code)
                    WHERE fold_course_code(named.code #>> '{}') = ANY(${codes.map(foldCourseCode)}))
     ORDER BY v.id LIMIT ${most}`;
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
