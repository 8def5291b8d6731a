import type { FirstFacts } from '@/lib/institution/first-steps';
import type { Tx } from './tx';

/** How far the institution has come; null once something was published. Who wrote the draft of the policy and the mapping stands beside. */
export async function findFirstFacts(
  tx: Tx,
): Promise<(FirstFacts & { policyAuthorIds: string[]; mappingAuthorIds: string[] }) | null> {
  const rows = await tx.$queryRaw<
    (Omit<FirstFacts, 'mapping'> & {
      policyAuthorIds: string[];
      mappingAuthorIds: string[];
      mapping: FirstFacts['mapping'];
    })[]
  >`
    SELECT EXISTS (SELECT FROM department d WHERE d.tenant_id = current_tenant() AND NOT d.is_archived
             AND EXISTS (SELECT FROM role_grant g JOIN person p ON p.tenant_id = g.tenant_id AND p.id = g.person_id AND p.status = 'active'
                          WHERE g.tenant_id = d.tenant_id AND g.department_id = d.id AND g.role = 'chair' AND g.ended_at IS NULL)
             AND EXISTS (SELECT FROM role_grant g JOIN person p ON p.tenant_id = g.tenant_id AND p.id = g.person_id AND p.status = 'active'
                          WHERE g.tenant_id = d.tenant_id AND g.department_id = d.id AND g.role = 'reviewer' AND g.ended_at IS NULL)) AS "isDepartmentStaffed",
           EXISTS (SELECT FROM policy_version p WHERE p.tenant_id = current_tenant() AND p.status = 'adopted') AS "isPolicyAdopted",
           draft.id AS "policyDraftId",
           coalesce((SELECT array_agg(c.person_id) FROM policy_contributor c WHERE c.tenant_id = draft.tenant_id AND c.policy_version_id = draft.id), '{}')
             || CASE WHEN draft.id IS NULL THEN '{}'::uuid[] ELSE ARRAY[draft.author_id] END AS "policyAuthorIds",
           EXISTS (SELECT FROM course c WHERE c.tenant_id = current_tenant()) AS "hasCourse",
           EXISTS (SELECT FROM micro_credential m WHERE m.status = 'active') AS "hasCertificate",
           CASE WHEN furthest.id IS NULL THEN NULL ELSE json_build_object('id', furthest.id, 'status', furthest.status, 'caseId',
             (SELECT c.id FROM review_case c WHERE c.tenant_id = furthest.tenant_id AND c.rule_version_id = furthest.id ORDER BY c.opened_at DESC LIMIT 1)) END AS mapping,
           CASE WHEN furthest.id IS NULL THEN '{}'::uuid[] ELSE ARRAY[furthest.author_id] END AS "mappingAuthorIds"
      FROM (SELECT WHERE NOT EXISTS (SELECT FROM rule_version v WHERE v.tenant_id = current_tenant() AND v.published_at IS NOT NULL)) AS nothing_yet
      LEFT JOIN LATERAL (SELECT p.* FROM policy_version p WHERE p.tenant_id = current_tenant() AND p.status = 'draft' ORDER BY p.version DESC LIMIT 1) draft ON true
      LEFT JOIN LATERAL (SELECT v.* FROM rule_version v WHERE v.tenant_id = current_tenant()
             AND v.status IN ('draft', 'returned', 'submitted', 'in_department', 'in_committee', 'in_dean', 'conditionally_approved', 'approved')
           ORDER BY array_position(ARRAY['approved', 'conditionally_approved', 'in_dean', 'in_committee', 'in_department', 'submitted', 'draft', 'returned'], v.status), v.updated_at DESC
           LIMIT 1) furthest ON true`;
  return rows[0] ?? null;
}
