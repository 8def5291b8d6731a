/**
 * Measures how long it takes to look through the rule book of one institution, in a database that is thrown away afterwards: generated rules,
 * always the same ones, of which one certificate has very many. Prints how long it takes, how long the process that serves was held
 * meanwhile, what it keeps, and how long it takes to tell that nothing has changed.
 *   npm run bench:health -- [--rules 100000] [--on-one 1000]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Client } from 'pg';
import { openDatabase } from '@/lib/db/client';
import { kindOf } from '@/lib/rule/health/finding';
import { examineBook, markNow } from '@/lib/usecases/rule/examine-book';
import { readOptions, runCommand } from './command-line';
import { toUrl, withClient } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { inProject } from './project';

const usage = 'npm run bench:health -- [--rules 100000] [--on-one 1000]';
const print = (line: string) => process.stdout.write(`${line}\n`);
const ids = { tenant: randomUUID(), person: randomUUID() };

await runCommand(async () => {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = readOptions(usage, { rules: number('100000'), 'on-one': number('1000') }, 0);
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    await withClient(server.admin, (client) => fill(client, Number(values.rules), Number(values['on-one'])));
    const database = openDatabase({
      app: toUrl(server.as('app_rw')),
      public: toUrl(server.as('app_public')),
    });
    const now = new Date().toISOString();
    for (const round of ['first', 'again']) {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      const [from, cpu] = [performance.now(), process.cpuUsage()];
      delay.enable();
      const { rules, findings } = await examineBook(database, ids.tenant, now);
      const [took, spent] = [performance.now() - from, process.cpuUsage(cpu)];
      delay.disable();
      const counts = new Map<string, number>();
      for (const { code } of findings) counts.set(kindOf(code), (counts.get(kindOf(code)) ?? 0) + 1);
      print(
        `${round}: ${rules} rules in ${(took / 1_000).toFixed(1)} s, ${((spent.user + spent.system) / 1e6).toFixed(1)} s of this process's CPU; held for ${(delay.max / 1e6).toFixed(0)} ms at most, 99 of 100 for ${(delay.percentile(99) / 1e6).toFixed(0)} ms; ${findings.length} findings, ${(Buffer.byteLength(JSON.stringify(findings)) / 1e6).toFixed(1)} MB as text (${[...counts].map((one) => one.join(' ')).join(', ')}); ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`,
      );
    }
    const from = performance.now();
    for (let round = 0; round < 10; round++) await markNow(database, ids.tenant, now);
    print(`telling whether anything changed: ${((performance.now() - from) / 10).toFixed(0)} ms`);
    await database.close();
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
});

/** One certificate for four rules, and one for very many; one course in fifty has ended, one rule in twenty is overdue. */
async function fill(client: Client, rules: number, onOne: number): Promise<void> {
  // Nobody acts here: the guards are for those who do.
  await client.query("SET session_replication_role = 'replica'");
  const { tenant, person } = ids;
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
