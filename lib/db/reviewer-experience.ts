import type { Tx } from './tx';

/** What somebody judged before, of what has been decided. */
export interface Experience {
  /** Reviews in which they voted, of the department of the case. */
  ofDepartment: number;
  /** Reviews in which they voted about a same course or a same certificate. */
  ofSubject: number;
}

/** What these people judged before a review: person → how much of it is near. Who judged nothing is left out. */
export async function listExperience(
  tx: Tx,
  personIds: readonly string[],
  about: {
    caseId: string;
    ruleVersionId: string;
    departmentId: string | null;
    courseCodes: readonly string[];
  },
): Promise<Map<string, Experience>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ person_id: string; of_department: number; of_subject: number }[]>`
    WITH judged AS (
      SELECT DISTINCT a.person_id, c.id, c.rule_version_id, c.department_id
        FROM review_assignment a
        JOIN review_stage s ON s.tenant_id = a.tenant_id AND s.id = a.stage_id AND s.status = 'closed' AND s.outcome <> 'withdrawn'
        JOIN review_case c ON c.tenant_id = s.tenant_id AND c.id = s.case_id AND c.id <> ${about.caseId}::uuid
       WHERE a.tenant_id = current_tenant() AND a.person_id = ANY (${[...personIds]}::uuid[])
         AND EXISTS (SELECT FROM vote v WHERE v.tenant_id = a.tenant_id AND v.stage_id = a.stage_id AND v.person_id = a.person_id AND stands(v)))
    SELECT j.person_id,
           count(*) FILTER (WHERE j.department_id = ${about.departmentId}::uuid)::int AS of_department,
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM rule_source x JOIN rule_source y ON y.tenant_id = x.tenant_id AND y.micro_credential_id = x.micro_credential_id
                WHERE x.tenant_id = current_tenant() AND x.rule_version_id = j.rule_version_id AND y.rule_version_id = ${about.ruleVersionId}::uuid)
             OR EXISTS (
               SELECT FROM rule_version r, jsonb_path_query(r.definition, '$.outcomes[*].lines[*] ? (@.kind == "course").target') AS t (target)
                WHERE r.tenant_id = current_tenant() AND r.id = j.rule_version_id AND t.target #>> '{}' = ANY (${[...about.courseCodes]}::text[])))::int AS of_subject
      FROM judged j GROUP BY j.person_id`;
  return new Map(
    rows.map(({ person_id, of_department, of_subject }) => [
      person_id,
      { ofDepartment: of_department, ofSubject: of_subject },
    ]),
  );
}
