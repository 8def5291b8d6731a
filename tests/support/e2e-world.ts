import { randomUUID } from 'node:crypto';
import { queryAsAdmin } from './e2e';

export interface Review {
  caseId: string;
  stageId: string;
  title: string;
  reviewers: { id: string; name: string; email: string }[];
  chairEmail: string;
}

const stageConfig = {
  kind: 'department',
  mode: 'quorumVote',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 2,
  recusedCount: false,
  dueDays: 15,
};

/** A review of its own in a department of an institution of the demonstration, with reviewers who have not said anything yet. */
export async function aReview(
  institution = 'northbridge-state',
  assigned = 2,
  { dueOn = '2020-01-10', ...config }: { tie?: 'chairDecides'; minutes?: true; dueOn?: string } = {},
): Promise<Review> {
  const [place] = await queryAsAdmin<{
    tenant_id: string;
    department_id: string;
    code: string;
    author: string;
    chair: string;
    chair_email: string;
  }>(
    `SELECT c.tenant_id, c.department_id, c.code, e.person_id AS author, h.person_id AS chair, p.email AS chair_email
       FROM course c JOIN institution i ON i.id = c.tenant_id AND i.is_demonstration
       JOIN role_grant e ON e.tenant_id = c.tenant_id AND e.role = 'evaluator' AND e.ended_at IS NULL
       JOIN role_grant h ON h.tenant_id = c.tenant_id AND h.role = 'chair' AND h.department_id = c.department_id AND h.ended_at IS NULL
       JOIN person p ON p.tenant_id = h.tenant_id AND p.id = h.person_id
      WHERE c.status = 'active' AND (SELECT count(*) FROM course_outcome o WHERE o.course_id = c.id) BETWEEN 3 AND 8
        AND (SELECT count(*) FROM role_grant r WHERE r.role = 'reviewer' AND r.department_id = c.department_id AND r.ended_at IS NULL AND r.person_id NOT IN (e.person_id, h.person_id)) >= 2
      ORDER BY i.slug <> $1, c.code LIMIT 1`,
    [institution],
  );
  if (!place) throw new Error('the demonstration data has no department with a chair and two reviewers');
  const { tenant_id, department_id, code, author, chair } = place;
  const reviewers = await queryAsAdmin<{ id: string; name: string; email: string }>(
    `SELECT p.id, p.name, p.email FROM role_grant r JOIN person p ON p.tenant_id = r.tenant_id AND p.id = r.person_id
      WHERE r.role = 'reviewer' AND r.department_id = $1 AND r.ended_at IS NULL AND p.id NOT IN ($2, $3) ORDER BY p.name LIMIT 2`,
    [department_id, author, chair],
  );
  const [mc] = await queryAsAdmin<{ id: string; title: string }>(
    `SELECT m.id, m.title FROM micro_credential m JOIN micro_credential_version v ON v.micro_credential_id = m.id
      WHERE m.kind = 'certificate' AND EXISTS (SELECT FROM learning_outcome o WHERE o.version_id = v.id) ORDER BY m.title LIMIT 1`,
  );
  const [ruleId, versionId, caseId, stageId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const title = `${mc?.title} (${caseId.slice(0, 8)})`;
  const definition = {
    premise: { mc: mc?.id },
    outcomes: [{ lines: [{ kind: 'course', target: code, credits: { amount: '3' } }] }],
  };
  const basis = {
    kind: 'ownReview',
    recommendationIds: [],
    changedBecause: '',
    otherwiseBecause: '',
    precedentRuleVersionIds: [],
    microCredentialVersionIds: [],
  };
  await queryAsAdmin(
    'insert into equivalency_rule (tenant_id, id, code, title, department_id) values ($1, $2, $3, $4, $5)',
    [tenant_id, ruleId, `e2e-${caseId.slice(0, 8)}`, title, department_id],
  );
  await queryAsAdmin(
    'insert into rule_version (tenant_id, id, rule_id, version, definition, basis, author_id) values ($1, $2, $3, 1, $4, $5, $6)',
    [tenant_id, versionId, ruleId, definition, basis, author],
  );
  const move = (status: string) =>
    queryAsAdmin('update rule_version set status = $2, row_version = row_version + 1 where id = $1', [
      versionId,
      status,
    ]);
  await move('submitted');
  await queryAsAdmin(
    'insert into review_case (tenant_id, id, rule_version_id, department_id) values ($1, $2, $3, $4)',
    [tenant_id, caseId, versionId, department_id],
  );
  await queryAsAdmin(
    "insert into review_stage (tenant_id, id, case_id, position, kind, config, chair_id, due_on) values ($1, $2, $3, 1, 'department', $4, $5, $6)",
    [tenant_id, stageId, caseId, { ...stageConfig, ...config }, chair, dueOn],
  );
  await move('in_department');
  for (const person of reviewers.slice(0, assigned))
    await queryAsAdmin(
      'insert into review_assignment (tenant_id, stage_id, person_id, assigned_by_id) values ($1, $2, $3, $4)',
      [tenant_id, stageId, person.id, chair],
    );
  return { caseId, stageId, title, reviewers, chairEmail: place.chair_email };
}

/** A decision taken over from an earlier system: approved, written and imported by the author, about a certificate of its own. */
export async function approved(
  title: string,
  by: string,
  skip: number,
): Promise<{ id: string; slug: string }> {
  const [ids] = await queryAsAdmin<{ tenant: string; person: string; certificate: string; slug: string }>(
    `SELECT p.tenant_id AS tenant, p.id AS person, m.id AS certificate, m.slug FROM person p,
       (SELECT m.id, m.slug FROM micro_credential m WHERE m.status = 'active' AND NOT EXISTS (SELECT FROM rule_source s WHERE s.micro_credential_id = m.id)
          AND NOT EXISTS (SELECT FROM micro_credential_component x WHERE m.id IN (x.whole_id, x.part_id)) ORDER BY m.title DESC OFFSET $2 LIMIT 1) m
      WHERE p.email = $1`,
    [by, skip],
  );
  if (!ids) throw new Error(`The demonstration data has nobody with the address ${by}.`);
  const [batch, rule, id] = [randomUUID(), randomUUID(), randomUUID()];
  await queryAsAdmin(
    `INSERT INTO import_batch (tenant_id, id, kind, file_name, sha256, on_bad_rows, status, created_by_id) VALUES ($1, $2, 'equivalencies', 'x.csv', '', 'stop', 'applied', $3)`,
    [ids.tenant, batch, ids.person],
  );
  await queryAsAdmin(`INSERT INTO equivalency_rule (tenant_id, id, code, title) VALUES ($1, $2, $3, $4)`, [
    ids.tenant,
    rule,
    `e2e-${rule.slice(0, 8)}`,
    title,
  ]);
  await queryAsAdmin(
    `INSERT INTO rule_version (tenant_id, id, rule_id, version, status, origin, import_batch_id, author_id, definition, basis) VALUES ($1, $2, $3, 1, 'approved', 'import', $4, $5, $6, '{"kind":"ownReview"}')`,
    [
      ids.tenant,
      id,
      rule,
      batch,
      ids.person,
      JSON.stringify({
        premise: { mc: ids.certificate },
        outcomes: [{ lines: [{ kind: 'block', target: 'Testing', credits: { amount: '2' } }] }],
      }),
    ],
  );
  await queryAsAdmin(
    `INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) VALUES ($1, $2, $3)`,
    [ids.tenant, id, ids.certificate],
  );
  return { id, slug: ids.slug };
}
