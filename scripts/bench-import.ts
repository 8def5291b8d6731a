/**
 * Imports generated files into a database of its own, which is thrown away afterwards, and prints rows a second and memory.
 *   npm run bench:import -- [rows, 100000 unless given] [--mappings N, as many as rows unless given] [--text, with descriptions and outcomes]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Role, StaffMember } from '@/lib/access/actor';
import { openDatabase } from '@/lib/db/client';
import type { ImportKind } from '@/lib/import/kind';
import { readApart } from '@/lib/reading/read-apart';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import type { Context } from '@/lib/usecases/context';
import { applyImport, startImport } from '@/lib/usecases/import/apply-import';
import { checkImport } from '@/lib/usecases/import/check-import';
import { publishImported } from '@/lib/usecases/import/publish-imported';
import { receiveImport } from '@/lib/usecases/import/receive-import';
import { viewImport } from '@/lib/usecases/import/view-import';
import { toUrl, withClient } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { buildFileReader } from './product/programs-apart';
import { childrenOf, computingOf } from './process-figures';
import { inProject } from './project';

const {
  values: wanted,
  positionals: [count = '100000'],
} = parseArgs({
  allowPositionals: true,
  options: { mappings: { type: 'string', default: '' }, text: { type: 'boolean', default: false } },
});
const rows = Number(count);
const mappings = wanted.mappings === '' ? rows : Number(wanted.mappings);
const courses = 2_000;
const subjects = ['Data science', 'Informatics', 'Management', 'Design', 'History', 'Physics'];
const word = (n: number) =>
  ['Foundations', 'Methods', 'Practice', 'Theory', 'Systems', 'Models', 'Analysis', 'Ethics'][n % 8] ?? '';
const sentence = (n: number) =>
  `Who has finished this explains ${word(n)} of topic ${n % 900} and uses ${word(n >> 3)} where ${word(n + 2)} fails.`;
/** A description of 300 to 400 characters and three outcomes. */
const text = (n: number) =>
  `,${[0, 1, 2, 3].map((k) => sentence(n + 7 * k)).join(' ')},${[4, 5, 6].map((k) => sentence(n + 7 * k)).join(';')}`;

/** Each kind's header and its n-th row. */
const files: Record<
  'courses' | 'micro_credentials' | 'equivalencies',
  { header: string; row: (n: number) => string; count: number }
> = {
  courses: {
    header: 'code,title,credits',
    row: (n) => `C-${n},${word(n)} of subject ${n},${3 + (n % 3)}`,
    count: courses,
  },
  micro_credentials: {
    header: `title,provider,platform,subject,level,url,skills,effort${wanted.text ? ',description,outcomes' : ''}`,
    row: (n) =>
      `${word(n)} and ${word(n >> 3)} of topic ${n},Provider ${n % 300},Platform ${n % 7},${subjects[n % 6]},Beginner,https://example.org/${n},${word(n + 1)}; ${word(n + 2)}; Topic ${n % 900},4 hours per week${wanted.text ? text(n) : ''}`,
    count: rows,
  },
  equivalencies: {
    header: 'institution,courses,targets',
    row: (n) => `College ${n % 400},X ${n} + Y ${n},C-${n % courses}`,
    count: mappings,
  },
};

const stage = {
  kind: 'department',
  mode: 'all',
  quorum: 'moreThanHalf',
  threshold: 'majorityCast',
  tie: 'notApproved',
  minReviewers: 1,
  recusedCount: false,
  dueDays: 15,
};

async function* generated({
  header,
  row,
  count,
}: {
  header: string;
  row: (n: number) => string;
  count: number;
}): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${header}\n`);
  for (let n = 0; n < count; n += 500) {
    yield Buffer.from(Array.from({ length: Math.min(500, count - n) }, (_, i) => `${row(n + i)}\n`).join(''));
  }
}

const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
// As the product reads files: by the program that a build makes.
process.env.CROSSWALK_FILE_READER = path.join(home, 'read-file.mjs');
await buildFileReader(process.env.CROSSWALK_FILE_READER);
const server = await openBundledServer(home, { wishedPort: 0 });
try {
  await provision(server);
  await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
  const tenantId = randomUUID();
  const people = { importer: randomUUID(), publisher: randomUUID() };
  await withClient(server.as('app_migrate'), async (client) => {
    await client.query(
      "insert into institution (id, slug, name, short_name, country, home_unit, time_zone) values ($1, 'bench', 'Bench', 'Bench', 'NL', 'ECTS', 'UTC')",
      [tenantId],
    );
    await client.query("select set_config('app.tenant_id', $1, false)", [tenantId]);
    for (const [name, id] of Object.entries(people)) {
      await client.query(
        "insert into person (tenant_id, id, name, email) values ($1, $2, $3::text, $3::text || '@example.test')",
        [tenantId, id, name],
      );
      await client.query("insert into role_grant (tenant_id, person_id, role) values ($1, $2, 'registrar')", [
        tenantId,
        id,
      ]);
    }
    // Nothing comes into force without a policy.
    await client.query(
      "insert into policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at) values ($1, 1, 'adopted', $2, $3, '2020-01-01', $4, $5, now())",
      [
        tenantId,
        {
          homeUnit: 'ECTS',
          resolution: 'best',
          rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.5' },
        },
        { stages: [stage], coverageThreshold: 80, reReviewMonths: 36 },
        people.importer,
        people.publisher,
      ],
    );
  });
  const database = openDatabase({ app: toUrl(server.as('app_rw')), public: toUrl(server.as('app_public')) });
  const contextOf = (personId: string): Context => {
    const actor: StaffMember = {
      kind: 'staff',
      userId: personId,
      tenantId,
      personId,
      name: 'Bench',
      isDemonstration: false,
      roles: [{ role: 'registrar' as Role, departmentId: null }],
    };
    return {
      actor,
      now: new Date().toISOString(),
      requestId: randomUUID(),
      newId: randomUUID,
      database,
      catalog: KeptCatalog.readEachTime(database),
      readApart,
    };
  };
  const ctx = contextOf(people.importer);
  for (const [kind, file] of Object.entries(files)) {
    const { batchId } = await receiveImport(ctx, {
      kind: kind as ImportKind,
      fileName: 'bench.csv',
      sha256: '0'.repeat(64),
      source: 'bench',
      onBadRows: 'stop',
      options: { format: 'columns', withText: wanted.text, takeDoubtful: false, matchColumns: false },
      content: null,
    });
    const open = () => generated(file);
    const version = async () => (await viewImport(ctx, { batchId, outcome: null, page: 1 })).batch.rowVersion;
    await measured(`${kind}, dry run`, file.count, () => checkImport(ctx, { batchId, open }));
    await startImport(ctx, { batchId, onBadRows: 'stop', expectedVersion: await version() });
    await measured(`${kind}, applied`, file.count, () => applyImport(ctx, { batchId, open }));
    if (kind === 'equivalencies')
      await measured('equivalencies, published', file.count, async () =>
        publishImported(contextOf(people.publisher), { batchId, expectedVersion: await version() }),
      );
  }
  await database.close();
} finally {
  await server.leave();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);

async function measured(what: string, count: number, work: () => Promise<unknown>): Promise<void> {
  const [startedAt, cpuBefore, databaseBefore] = [performance.now(), process.cpuUsage(), ofDatabase()];
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  console.log(
    `${what}: ${count} rows in ${seconds.toFixed(1)} s, ${Math.round(count / seconds)} rows/s; ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of this process's CPU, ${((ofDatabase() - databaseBefore) / 1000).toFixed(1)} s of PostgreSQL's; most memory so far ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
}

/** Computing of PostgreSQL's processes that run. @units milliseconds */
function ofDatabase(): number {
  const pid = server.cluster?.pid;
  return pid === undefined
    ? 0
    : [pid, ...childrenOf(pid)].reduce((sum, process) => sum + computingOf(process), 0);
}
