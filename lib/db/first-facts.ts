import type { FirstFacts } from '@/lib/institution/first-steps';
import type { Tx } from './tx';

/** Who has a part in the draft of the policy and in the mapping, and so has none in a later step. */
interface PeopleInIt {
  policyAuthorIds: string[];
  mappingAuthorIds: string[];
}

/** How far the institution has come, with the people in it; null once something was published. */
export async function findFirstFacts(tx: Tx): Promise<(FirstFacts & PeopleInIt) | null> {
  const rows = await tx.$queryRaw<(FirstFacts & PeopleInIt)[]>`
    SELECT EXISTS (SELECT FROM department d WHERE d.tenant_id = current_tenant() AND NOT d.is_archived
             AND EXISTS (SELECT FROM role_grant leads JOIN person chair ON chair.tenant_id = leads.tenant_id AND chair.id = leads.person_id AND chair.status = 'active'
                           JOIN role_grant sits ON sits.tenant_id = leads.tenant_id AND sits.department_id = leads.department_id AND sits.role = 'reviewer' AND sits.ended_at IS NULL
                           JOIN person other ON other.tenant_id = sits.tenant_id AND other.id = sits.person_id AND other.status = 'active'
                          WHERE leads.tenant_id = d.tenant_id AND leads.department_id = d.id AND leads.role = 'chair' AND leads.ended_at IS NULL
                            AND other.id <> chair.id
                            AND NOT EXISTS (SELECT FROM records_of_same_people(chair.tenant_id, ARRAY[chair.id]) same WHERE same.id = other.id))) AS "isDepartmentStaffed",
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
