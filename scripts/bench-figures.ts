/**
 * Measures how long the page of figures takes at an institution with a large rule book and many reviews behind it, in a database that is
 * thrown away afterwards: the use case as the page calls it, the median and the slowest of several rounds.
 *   npm run bench:figures -- [--rules 100000] [--reviews 20000] [--rounds 5]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@/lib/db/client';
import type { Context } from '@/lib/usecases/context';
import { viewFigures } from '@/lib/usecases/figures/view-figures';
import { KeptQuarters } from '@/lib/usecases/kept-quarters';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { fillReviews } from './bench/filled-reviews';
import { benchIds as ids, fillRuleBook } from './bench/filled-rule-book';
import { readOptions, runCommand } from './command-line';
import { toUrl, withClient } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { inProject } from './project';

const usage = 'npm run bench:figures -- [--rules 100000] [--reviews 20000] [--rounds 5]';
const print = (line: string) => process.stdout.write(`${line}\n`);

await runCommand(async () => {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = readOptions(
    usage,
    { rules: number('100000'), reviews: number('20000'), rounds: number('5') },
    0,
  );
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    await withClient(server.admin, async (client) => {
      await fillRuleBook(client, Number(values.rules), 1_000);
      await client.query(`INSERT INTO role_grant (tenant_id, person_id, role) VALUES ($1, $2, 'registrar')`, [
        ids.tenant,
        ids.person,
      ]);
      await fillReviews(client, Number(values.reviews));
    });
    const database = openDatabase({
      app: toUrl(server.as('app_rw')),
      public: toUrl(server.as('app_public')),
    });
    const ctx: Context = {
      actor: {
        kind: 'staff',
        userId: randomUUID(),
        tenantId: ids.tenant,
        personId: ids.person,
        name: 'Bench',
        isDemonstration: false,
        roles: [],
      },
      now: new Date().toISOString(),
      requestId: randomUUID(),
      newId: randomUUID,
      database,
      figures: new KeptQuarters(),
      catalog: KeptCatalog.readEachTime(database),
      readApart: () => {
        throw new Error('Nothing is imported here.');
      },
    };
    for (const [what, params] of [
      ['two years, all departments', {}],
      ['one quarter', { from: '2026-Q3', to: '2026-Q3' }],
    ] as const) {
      const taken: number[] = [];
      for (let round = 0; round < Number(values.rounds); round++) {
        const [begun, cpu] = [performance.now(), process.cpuUsage()];
        const { tables } = await viewFigures(ctx, params);
        taken.push(performance.now() - begun);
        const { user, system } = process.cpuUsage(cpu);
        print(
          `${what}: ${Math.round(performance.now() - begun)} ms, ${Math.round((user + system) / 1000)} ms of this process, ${tables.resources.all.whole?.n ?? 0} decided`,
        );
      }
      const sorted = taken.sort((a, b) => a - b);
      print(
        `${what}: median ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms, slowest ${Math.round(sorted.at(-1) ?? 0)} ms`,
      );
    }
    await database.close();
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
});
