/** Generated reviews that have ended, beside a generated rule book, always the same ones, for measuring. */
import type { Client } from 'pg';
import { benchIds } from './filled-rule-book';

/** Cases of two stages with three seats each over two years, five departments; one in five ends with a no, one in twenty is open. */
export async function fillReviews(client: Client, cases: number): Promise<void> {
  await client.query("SET session_replication_role = 'replica'");
  const { tenant } = benchIds;
  await client.query(
    `INSERT INTO department (tenant_id, code, name) SELECT $1, 'D' || n, 'Department ' || n FROM generate_series(1, 4) n`,
    [tenant],
  );
  await client.query(
    `INSERT INTO person (tenant_id, id, name, email) SELECT $1, gen_random_uuid(), 'Reviewer ' || n, 'reviewer' || n || '@example.test' FROM generate_series(1, 60) n`,
    [tenant],
  );
  await client.query(
    `CREATE TEMP TABLE reviewed AS
     SELECT row_number() OVER (ORDER BY v.id) AS n, v.id AS version, gen_random_uuid() AS review, now() - (random() * 700 + 40) * interval '1 day' AS opened
       FROM rule_version v WHERE v.tenant_id = $1 LIMIT $2`,
    [tenant, cases],
  );
  await client.query(
    `UPDATE rule_version v SET submitted_at = r.opened - interval '3 days' FROM reviewed r WHERE v.tenant_id = $1 AND v.id = r.version`,
    [tenant],
  );
  await client.query(
    `INSERT INTO review_case (tenant_id, id, rule_version_id, department_id, status, opened_at, closed_at)
     SELECT $1, review, version, (SELECT id FROM department WHERE tenant_id = $1 ORDER BY code OFFSET n % 5 LIMIT 1),
            CASE WHEN n % 20 = 0 THEN 'open' ELSE 'closed' END, opened, CASE WHEN n % 20 > 0 THEN opened + (10 + n % 25) * interval '1 day' END FROM reviewed`,
    [tenant],
  );
  await client.query(
    `INSERT INTO review_stage (tenant_id, case_id, position, kind, config, status, opened_at, due_on, closed_at, outcome)
     SELECT $1, review, p, CASE p WHEN 1 THEN 'department' ELSE 'committee' END, '{"minReviewers":2}', CASE WHEN n % 20 = 0 AND p = 2 THEN 'open' ELSE 'closed' END,
            opened + (p - 1) * interval '8 days', (opened + p * interval '15 days')::date, CASE WHEN n % 20 > 0 OR p = 1 THEN opened + p * (5 + n % 12) * interval '1 day' END, CASE WHEN n % 20 > 0 OR p = 1 THEN 'passed' END
       FROM reviewed, generate_series(1, 2) p`,
    [tenant],
  );
  await client.query(
    `INSERT INTO review_assignment (tenant_id, stage_id, person_id, assigned_by_id, assigned_at, conflict_declared)
     SELECT s.tenant_id, s.id, p.id, p.id, s.opened_at + interval '1 hour', false
       FROM (SELECT s.*, row_number() OVER (ORDER BY s.id) AS n FROM review_stage s WHERE s.tenant_id = $1) s
       JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM person WHERE tenant_id = $1) p ON p.n % 20 = s.n % 20`,
    [tenant],
  );
  await client.query(
    `INSERT INTO vote (tenant_id, stage_id, person_id, ordinal, choice, rationale, cast_at)
     SELECT a.tenant_id, a.stage_id, a.person_id, 1, 'approve', 'Seen.', least(s.closed_at, s.opened_at + random() * interval '20 days')
       FROM review_assignment a JOIN review_stage s ON s.tenant_id = a.tenant_id AND s.id = a.stage_id WHERE a.tenant_id = $1 AND s.closed_at IS NOT NULL`,
    [tenant],
  );
  await client.query(
    `INSERT INTO rubric_score (tenant_id, stage_id, person_id, criterion, score, rationale)
     SELECT a.tenant_id, a.stage_id, a.person_id, c, 2, '' FROM review_assignment a JOIN review_stage s ON s.tenant_id = a.tenant_id AND s.id = a.stage_id,
            unnest(ARRAY['level','workload','assessment','integrity','currency','quality','accessibility']) c WHERE a.tenant_id = $1 AND s.kind = 'department'`,
    [tenant],
  );
  await client.query('ANALYZE');
}
