/**
 * Measures how long it takes to tell what publishing a mapping would change, in a generated rule book of one institution that is thrown away
 * afterwards: a certificate with four mappings, and the one with very many.
 *   npm run bench:effect -- [--rules 100000] [--on-one 1000]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Database, openDatabase } from '@/lib/db/client';
import { listByIds } from '@/lib/db/rules-by-key';
import { withTenant } from '@/lib/db/tx';
import type { RuleVersion } from '@/lib/rule/rule-version';
import type { Acting } from '@/lib/usecases/context';
import { effectOfBooks } from '@/lib/usecases/rule/effect-of-books';
import { booksOfPublishing } from '@/lib/usecases/rule/test-rules';
import { benchIds, fillRuleBook } from './bench/filled-rule-book';
import { readOptions, runCommand } from './command-line';
import { toUrl, withClient } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { inProject } from './project';

const usage = 'npm run bench:effect -- [--rules 100000] [--on-one 1000]';
/** Something that reads as a policy: nothing of it is asked here. */
const review = {
  stages: [
    {
      ...{
        kind: 'department',
        mode: 'all',
        quorum: 'moreThanHalf',
        threshold: 'majorityCast',
        tie: 'notApproved',
      },
      ...{ minReviewers: 1, recusedCount: false, dueDays: 15 },
    },
  ],
  coverageThreshold: 80,
  reReviewMonths: 36,
};
const print = (line: string) => process.stdout.write(`${line}\n`);

await runCommand(async () => {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = readOptions(usage, { rules: number('100000'), 'on-one': number('1000') }, 0);
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    const drafts = await withClient(server.admin, async (client) => {
      await fillRuleBook(client, Number(values.rules), Number(values['on-one']));
      await client.query(
        `INSERT INTO policy_version (tenant_id, version, status, credit, review, effective_from, author_id, adopted_by_id, adopted_at)
         VALUES ($1, 1, 'adopted', '{"homeUnit":"ECTS"}', $3, '2020-01-01', $2, gen_random_uuid(), now())`,
        [benchIds.tenant, benchIds.person, JSON.stringify(review)],
      );
      const { rows } = await client.query<{ few: string; many: string }>(
        `SELECT (SELECT v.id FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id WHERE e.code = 'r' || $1) AS few,
                (SELECT v.id FROM rule_version v JOIN equivalency_rule e ON e.id = v.rule_id WHERE e.code = 'r0') AS many`,
        [Number(values.rules) - 1],
      );
      return rows[0];
    });
    const database = openDatabase({
      app: toUrl(server.as('app_rw')),
      public: toUrl(server.as('app_public')),
    });
    for (const [called, id] of Object.entries(drafts ?? {}))
      for (let round = 1; round <= 3; round++) print(`${called}: ${await measure(database, id)}`);
    await database.close();
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
});

/** A draft about the same certificate and course as that version, which asks for more. */
async function measure(database: Database, id: string): Promise<string> {
  const ctx = { database, now: new Date().toISOString(), actor: { tenantId: benchIds.tenant } } as Acting;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const from = performance.now();
  delay.enable();
  const books = await withTenant(database, { tenantId: benchIds.tenant }, async (tx) => {
    const [like] = await listByIds(tx, [id]);
    const draft = {
      ...(like as RuleVersion),
      id: randomUUID(),
      ruleId: randomUUID(),
      ruleCode: 'draft',
      status: 'draft' as const,
    };
    return booksOfPublishing(tx, ctx, [draft]);
  });
  const read = performance.now() - from;
  const effect = await effectOfBooks(books);
  delay.disable();
  return `${(performance.now() - from).toFixed(0)} ms, ${read.toFixed(0)} of them to read ${books.before.rules.length} rules; held for ${(delay.max / 1e6).toFixed(0)} ms at most; tried on ${effect?.tried.offer} and ${effect?.tried.pair}, ${effect?.leftOut} left out, ${JSON.stringify(effect?.counts)}`;
}
