/**
 * Measures suggestions beside a mapping as a page asks for them, through the use case: an institution of its own with generated decisions
 * and courses, always the same ones, in a database that is thrown away afterwards. Prints how long reading what was decided takes, how
 * long a suggestion, how long the process that serves was held meanwhile, and with --learn how long learning takes.
 *   npm run bench:suggestions -- [--decisions 20000] [--courses 5000] [--asked 300] [--learn]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Client } from 'pg';
import { openDatabase } from '@/lib/db/client';
import { createSuggester } from '@/lib/jobs/suggester';
import { readApart } from '@/lib/reading/read-apart';
import type { Context } from '@/lib/usecases/context';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { viewSuggestions } from '@/lib/usecases/suggestion/view-suggestions';
import { EntryMaker } from './bench/generated-entries';
import { createRandom, pick, type Random } from './bench/random';
import { readOptions, runCommand } from './command-line';
import { toUrl, withClient } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { buildSuggester } from './product/programs-apart';
import { inProject } from './project';

const usage = 'npm run bench:suggestions -- [--decisions 20000] [--courses 5000] [--asked 300] [--learn]';
const print = (line: string) => process.stdout.write(`${line}\n`);
const ids = { tenant: randomUUID(), person: randomUUID() };

const insertDecisions = `
  WITH r AS MATERIALIZED (SELECT * FROM json_to_recordset($3) AS r(id uuid, certificate uuid, rule uuid, code text, title text, provider text, subject text,
                            skills json, outcomes text, target text, kind text, deny boolean, status text)),
       m AS (INSERT INTO micro_credential (id, steward_tenant_id, slug, natural_key, title, provider, subject, skills, source)
             SELECT certificate, $1::uuid, code, code, title, provider, subject, ARRAY(SELECT json_array_elements_text(skills)), 'https://example.test/' FROM r),
       v AS (INSERT INTO micro_credential_version (id, steward_tenant_id, micro_credential_id, label) SELECT certificate, $1::uuid, certificate, '1' FROM r),
       o AS (INSERT INTO learning_outcome (steward_tenant_id, version_id, position, text) SELECT $1::uuid, certificate, 1, outcomes FROM r),
       e AS (INSERT INTO equivalency_rule (tenant_id, id, code, title) SELECT $1::uuid, rule, code, title FROM r),
       s AS (INSERT INTO rule_source (tenant_id, rule_version_id, micro_credential_id) SELECT $1::uuid, id, certificate FROM r)
  INSERT INTO rule_version (tenant_id, id, rule_id, version, status, definition, basis, author_id, published_by_id, published_at)
  SELECT $1::uuid, id, rule, 1, status,
         jsonb_strip_nulls(jsonb_build_object('premise', jsonb_build_object('mc', certificate), 'deny', CASE WHEN deny THEN true END,
           'outcomes', jsonb_build_array(jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('kind', kind, 'target', target, 'credits', jsonb_build_object('amount', '6'))))))),
         '{"kind":"ownReview"}', $2::uuid, CASE WHEN status = 'published' THEN $2::uuid END, CASE WHEN status = 'published' THEN now() END
    FROM r`;

interface Sizes {
  decisions: number;
  courses: number;
  asked: number;
}

await runCommand(async () => {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = readOptions(
    usage,
    { decisions: number('20000'), courses: number('5000'), asked: number('300'), learn: { type: 'boolean' } },
    0,
  );
  const sizes = {
    decisions: Number(values.decisions),
    courses: Number(values.courses),
    asked: Number(values.asked),
  };
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    const drafts = await withClient(server.admin, (client) => fill(client, sizes));
    const program = path.join(home, 'suggester.mjs');
    await buildSuggester(program);
    const database = openDatabase({
      app: toUrl(server.as('app_rw')),
      public: toUrl(server.as('app_public')),
    });
    const suggester = createSuggester(database, { program: [program], answer: 60_000 });
    const ctx: Context = {
      actor: {
        kind: 'staff',
        userId: ids.person,
        tenantId: ids.tenant,
        personId: ids.person,
        name: 'Bench',
        isDemonstration: false,
        roles: [{ role: 'evaluator', departmentId: null }],
      },
      now: new Date().toISOString(),
      requestId: randomUUID(),
      newId: randomUUID,
      readApart,
      database,
      catalog: KeptCatalog.readEachTime(database),
      suggester,
    };
    print(`${sizes.decisions} decisions, ${sizes.courses} courses`);
    await held('reading what was decided', () => suggester.refresh(ids.tenant));
    const ask = async (draft: string) => {
      const from = performance.now();
      const found = await viewSuggestions(ctx, draft);
      if (found.state !== 'ready') throw new Error('Nothing was suggested in time.');
      return { took: performance.now() - from, count: found.suggested.length };
    };
    for (const draft of drafts.slice(0, 20)) await ask(draft);
    const answers = [];
    for (const draft of drafts) answers.push(await ask(draft));
    const times = answers.map(({ took }) => took).sort((one, other) => one - other);
    const at = (part: number) => (times[Math.floor(part * times.length)] ?? NaN).toFixed(1);
    print(
      `one suggestion through the use case: median ${at(0.5)} ms, 95th of 100 ${at(0.95)} ms; ${answers.filter(({ count }) => count > 0).length} of ${answers.length} had any`,
    );
    if (values.learn) await held('learning', () => suggester.learnEverywhere());
    suggester.stop();
    await database.close();
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
});

/** How long the work takes, and how long at most nothing else could run in this process meanwhile. */
async function held(what: string, work: () => Promise<void>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const spent = process.cpuUsage(cpu);
  delay.disable();
  print(
    `${what}: ${((performance.now() - from) / 1_000).toFixed(1)} s, of which ${((spent.user + spent.system) / 1e6).toFixed(2)} s of this process's CPU, held for ${(delay.max / 1e6).toFixed(0)} ms at most`,
  );
}

/** The institution, what it has decided, and drafts about certificates that are like some of it. Gives the drafts. */
async function fill(client: Client, { decisions, courses, asked }: Sizes): Promise<string[]> {
  const maker = new EntryMaker(1);
  const random = createRandom(1);
  // Nobody acts here: the guards are for those who do.
  await client.query("SET session_replication_role = 'replica'");
  await client.query(
    "INSERT INTO institution (id, slug, name, short_name, country, home_unit, time_zone) VALUES ($1, 'bench', 'Bench', 'Bench', 'NL', 'ECTS', 'UTC')",
    [ids.tenant],
  );
  await client.query(
    "INSERT INTO person (tenant_id, id, name, email) VALUES ($1, $2, 'Bench', 'bench@example.test')",
    [ids.tenant, ids.person],
  );
  await client.query("INSERT INTO role_grant (tenant_id, person_id, role) VALUES ($1, $2, 'evaluator')", [
    ids.tenant,
    ids.person,
  ]);
  const list = Array.from({ length: courses }, (_, at) => ({
    id: randomUUID(),
    code: `${pick(random, ['CS', 'MA', 'BIO', 'DP', 'EC'])}-${at + 100}`,
    title: maker.entry(at).title,
    kind: at % 40 === 0 ? 'elective' : 'course',
    about: maker.entry(at).outcomes.join(' '),
  }));
  for (const table of ['course', 'course_version'])
    await client.query(
      `INSERT INTO ${table} (tenant_id, id, ${table === 'course' ? 'code,' : 'course_id,'} title, credits, kind, status)
       SELECT $1, ${table === 'course' ? 'id, code' : 'gen_random_uuid(), id'}, title, '6', kind, 'active' FROM json_to_recordset($2) AS r(id uuid, code text, title text, kind text)`,
      [ids.tenant, JSON.stringify(list)],
    );
  await client.query(
    'INSERT INTO course_outcome (tenant_id, course_id, position, text) SELECT $1, id, 1, about FROM json_to_recordset($2) AS r(id uuid, about text)',
    [ids.tenant, JSON.stringify(list)],
  );
  const drafts: string[] = [];
  for (let from = 0; from < decisions + asked; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, decisions + asked - from) }, (_, at) => {
      const number = from + at;
      const course = list[random(list.length)]!;
      const isDraft = number >= decisions;
      const { outcomes, skills } = maker.entry(100_000 + number);
      const id = randomUUID();
      if (isDraft) drafts.push(id);
      return {
        id,
        certificate: randomUUID(),
        rule: randomUUID(),
        code: `r${number}`,
        title: titleLike(course.title, maker, random),
        provider: `Provider ${random(120)}`,
        subject: `Subject ${'ABCDEFGHIJKLMNOPQRST'[random(20)]}`,
        skills,
        outcomes: outcomes.join(' '),
        target: course.code,
        kind: course.kind,
        deny: number % 15 === 0,
        status: isDraft ? 'draft' : 'published',
      };
    });
    await client.query(insertDecisions, [ids.tenant, ids.person, JSON.stringify(rows)]);
  }
  await client.query('ANALYZE');
  return drafts;
}

/** Most words of a course's title and some of its own: decisions are about what is like the course. */
function titleLike(title: string, maker: EntryMaker, random: Random): string {
  const kept = title.split(' ').filter(() => random(4) > 0);
  return [...kept, maker.word(random), ...(random(2) ? [maker.word(random)] : [])].join(' ');
}
