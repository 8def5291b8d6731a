/**
 * Measures how long the list of mappings and the list of work take at an institution with a large rule book, in a database that is thrown away
 * afterwards: every use case as a page calls it, the median and the slowest of several rounds.
 *   npm run bench:list -- [--rules 100000] [--rounds 5]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StaffMember } from '@/lib/access/actor';
import { openDatabase } from '@/lib/db/client';
import { parseRuleQuery } from '@/lib/rule/list-query';
import { parseManyQuery } from '@/lib/rule/many-query';
import type { Context } from '@/lib/usecases/context';
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

const usage = 'npm run bench:list -- [--rules 100000] [--rounds 5]';
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
  const { values } = readOptions(usage, { rules: number('100000'), rounds: number('5') }, 0);
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
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
    await database.close();
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
});

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
