/**
 * Measures how long the list of mappings and the list of work take at an institution with a large rule book, in a database that is thrown away
 * afterwards: every use case as a page calls it, the median and the slowest of several rounds.
 *   npm run bench:list -- [--rules 100000] [--reviews 2000] [--rounds 5]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import type { StaffMember } from '@/lib/access/actor';
import { openDatabase } from '@/lib/db/client';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { parseManyQuery } from '@/lib/rule/many-query';
import type { Context } from '@/lib/usecases/context';
import { listMyCases } from '@/lib/usecases/review/list-my-cases';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { listRules } from '@/lib/usecases/rule/list-rules';
import { listWork } from '@/lib/usecases/rule/list-work';
import { previewMany } from '@/lib/usecases/rule/preview-many';
import { benchIds as ids, fillRuleBook } from './bench/filled-rule-book';
import { readOptions, runCommand } from './command-line';
import { toUrl, withClient } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { inProject } from './project';

const usage = 'npm run bench:list -- [--rules 100000] [--reviews 2000] [--rounds 5]';
const print = (line: string) => process.stdout.write(`${line}\n`);

const lists: [string, Record<string, string>][] = [
  ['the first page', {}],
  ['the last page', { page: '4000' }],
  ['by title', { sort: 'title' }],
  ['by review day, overdue', { due: 'overdue', sort: 'due' }],
  ['a word of few', { words: 'certificate 20007' }],
  ['a word of all', { words: 'rule' }],
  ['words of none', { words: 'underwater basketry' }],
  ['a course', { words: 'C-4711' }],
  ['a note', { words: 'seen in march 77' }],
  ['words and a state', { words: 'rule', state: 'force' }],
];

await runCommand(async () => {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = readOptions(
    usage,
    { rules: number('100000'), reviews: number('2000'), rounds: number('5') },
    0,
  );
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
  let chairId = '';
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    await withClient(server.admin, async (client) => {
      await fillRuleBook(client, Number(values.rules), 1_000);
      for (const role of ['registrar', 'reviewer'])
        await client.query(
          `INSERT INTO role_grant (tenant_id, person_id, role, department_id)
           SELECT $1, $2, $3, CASE WHEN $3 = 'reviewer' THEN (SELECT id FROM department LIMIT 1) END`,
          [ids.tenant, ids.person, role],
        );
      chairId = await openReviews(client, Number(values.reviews));
      await client.query('ANALYZE');
    });
    const database = openDatabase({
      app: toUrl(server.as('app_rw')),
      public: toUrl(server.as('app_public')),
    });
    const actor: StaffMember = {
      kind: 'staff',
      userId: randomUUID(),
      tenantId: ids.tenant,
      personId: ids.person,
      name: 'Bench',
      isDemonstration: false,
      roles: [],
    };
    const ctx: Context = {
      actor,
      now: new Date().toISOString(),
      requestId: randomUUID(),
      newId: randomUUID,
      database,
      catalog: KeptCatalog.readEachTime(database),
      readApart: () => {
        throw new Error('Nothing is read here.');
      },
    };
    const rounds = Number(values.rounds);
    for (const [name, asked] of lists)
      await measure(name, rounds, async () => (await listRules(ctx, parseRuleQuery(asked))).total);
    await measure('what is due, to be reaffirmed', rounds, async () => {
      return (await previewMany(ctx, parseManyQuery({ act: 'reaffirm' }))).total;
    });
    await measure('what waits', rounds, async () => (await listWork(ctx)).total);
    const others = async (page: number) => (await listWork(ctx, { tab: 'others', page })).others.total;
    await measure('what waits for others', rounds, () => others(1));
    await measure('its last page', rounds, () => others(Math.ceil(Number(values.reviews) / 25)));
    await measure(
      'all open reviews',
      rounds,
      async () => (await listMyCases(ctx, { tab: 'all', page: 1 })).counts.all,
    );
    const chair = { ...ctx, actor: { ...actor, personId: chairId } };
    await measure(
      'what waits for the chair of every review',
      rounds,
      async () => (await listWork(chair)).total,
    );
    await database.close();
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
});

/** Opens reviews of as many mappings, each led by one chair and with one seat that has not voted; tells who the chair is. */
async function openReviews(client: pg.Client, count: number): Promise<string> {
  const [chair, reviewer] = [randomUUID(), randomUUID()];
  for (const [id, role] of [
    [chair, 'chair'],
    [reviewer, 'reviewer'],
  ] as const) {
    await client.query(`INSERT INTO person (tenant_id, id, name, email) VALUES ($1, $2, $3, $4)`, [
      ids.tenant,
      id,
      `Bench ${role}`,
      `${role}@example.test`,
    ]);
    await client.query(
      `INSERT INTO role_grant (tenant_id, person_id, role, department_id) VALUES ($1, $2, $3, (SELECT id FROM department LIMIT 1))`,
      [ids.tenant, id, role],
    );
  }
  await client.query("SET session_replication_role = 'replica'");
  await client.query(
    `WITH chosen AS (UPDATE rule_version SET status = 'in_department', row_version = row_version + 1
        WHERE id IN (SELECT id FROM rule_version WHERE tenant_id = $1 LIMIT $2) RETURNING id),
      opened AS (INSERT INTO review_case (tenant_id, rule_version_id, department_id)
        SELECT $1, id, (SELECT id FROM department LIMIT 1) FROM chosen RETURNING id),
      stages AS (INSERT INTO review_stage (tenant_id, case_id, position, kind, config, chair_id, due_on)
        SELECT $1, id, 1, 'department', '{"kind":"department","mode":"single","quorum":1,"threshold":"majorityCast","tie":"notApproved","minReviewers":1,"recusedCount":false,"dueDays":15}', $3::uuid, current_date + (random() * 30)::int
          FROM opened RETURNING id)
     INSERT INTO review_assignment (tenant_id, stage_id, person_id, conflict_declared, assigned_by_id) SELECT $1, id, $4::uuid, false, $3::uuid FROM stages`,
    [ids.tenant, count, chair, reviewer],
  );
  await client.query("SET session_replication_role = 'origin'");
  return chair;
}

async function measure(name: string, rounds: number, ask: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const from = performance.now();
    found = await ask();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const [middle, last] = [times[Math.floor(times.length / 2)] ?? 0, times.at(-1) ?? 0];
  print(`${name}: ${found} found, ${middle.toFixed(0)} ms, ${last.toFixed(0)} ms at most`);
}
