/** A generated rule book of one institution, always the same one, for measuring. */
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

export const benchIds = { tenant: randomUUID(), person: randomUUID() };

/** One certificate for four rules, and one for very many; one course in fifty has ended, one rule in twenty is overdue. */
export async function fillRuleBook(client: Client, rules: number, onOne: number): Promise<void> {
  // Nobody acts here: the guards are for those who do.
  await client.query("SET session_replication_role = 'replica'");
  const { tenant, person } = benchIds;
  await client.query(
    `INSERT INTO institution (id, slug, name, short_name, country, home_unit, time_zone) VALUES ($1, 'bench', 'Bench', 'Bench', 'NL', 'ECTS', 'UTC')`,
    [tenant],
  );
  await client.query(
    `INSERT INTO person (tenant_id, id, name, email) VALUES ($1, $2, 'Bench', 'bench@example.test')`,
    [tenant, person],
  );
  await client.query(`INSERT INTO department (tenant_id, code, name) VALUES ($1, 'D', 'Department')`, [
    tenant,
  ]);
  await client.query(
    `INSERT INTO course (tenant_id, id, code, title, credits) SELECT $1, gen_random_uuid(), 'C-' || n, 'Course ' || n, '6' FROM generate_series(0, 4999) n`,
    [tenant],
  );
  await client.query(
    `INSERT INTO course_version (tenant_id, course_id, title, credits, kind, status)
     SELECT tenant_id, id, title, '6', 'course', CASE WHEN substr(code, 3)::int % 50 = 0 THEN 'inactive' ELSE 'active' END FROM course`,
  );
  await client.query(
    `CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS rule, gen_random_uuid() AS version, CASE WHEN n < $2 THEN 0 ELSE n / 4 + 1 END AS entry FROM generate_series(0, $1 - 1) n`,
    [rules, onOne],
  );
  await client.query(
    `CREATE TEMP TABLE entries AS SELECT entry, gen_random_uuid() AS id FROM made GROUP BY entry`,
  );
  await client.query(
    `INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, title, provider, source)
     SELECT id, $1, 'e-' || entry, 'e-' || entry, 'Certificate ' || entry, 'Provider', 'https://example.test/' FROM entries`,
    [tenant],
  );
  await client.query(
    `INSERT INTO micro_credential_version (steward_tenant_id, micro_credential_id, label) SELECT $1, id, '1' FROM entries`,
    [tenant],
  );
  await client.query(
    `INSERT INTO equivalency_rule (tenant_id, id, code, title, department_id) SELECT $1, rule, 'r' || n, 'Rule ' || n, (SELECT id FROM department LIMIT 1) FROM made`,
    [tenant],
  );
  // Three steps of a scale with a gap between the second and the third, and one of the others beside them.
  await client.query(
    `INSERT INTO rule_version (tenant_id, id, rule_id, version, status, definition, basis, author_id, published_by_id, published_at, review_due_on)
     SELECT $1, version, rule, 1, 'published',
            jsonb_build_object('premise', jsonb_build_object('mc', e.id) || CASE n % 4 WHEN 0 THEN '{"minScore":"50","belowScore":"60"}'::jsonb WHEN 1 THEN '{"minScore":"60","belowScore":"70"}' WHEN 2 THEN '{"minScore":"80"}' ELSE '{"versions":["1"],"minScore":"90"}' END,
              'programs', jsonb_build_array('P-' || CASE WHEN m.entry = 0 THEN n / 4 ELSE 1 END),
              'outcomes', jsonb_build_array(jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('kind', 'course', 'target', 'C-' || n % 5000, 'credits', jsonb_build_object('amount', '6')))))),
            '{"kind":"ownReview"}', $2, $2, now() - interval '1 year', CASE WHEN n % 20 = 0 THEN current_date - 10 ELSE current_date + 400 END
       FROM made m JOIN entries e USING (entry)`,
    [tenant, person],
  );
  await client.query(
    `INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) SELECT $1, version, e.id FROM made JOIN entries e USING (entry)`,
    [tenant],
  );
  await client.query('ANALYZE');
}
