/**
 * Measures what an estimate with ten certificates takes among very many published rules, in a database that is thrown away afterwards:
 * computing of this process and of PostgreSQL, without the search and the page around it.
 *   npm run bench:estimate -- [--entries 100000] [--rules-each 10] [--rounds 100]
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { visitor } from '@/lib/access/actor';
import { nothingStated, statedHolding } from '@/lib/catalog/estimate-query';
import { openDatabase } from '@/lib/db/client';
import { readApart } from '@/lib/reading/read-apart';
import { estimateCredit } from '@/lib/usecases/catalog/estimate-credit';
import { KeptCatalog } from '@/lib/usecases/kept-catalog';
import { fillCatalog } from './bench/filled-catalog';
import { createRandom, pick } from './bench/random';
import { readOptions, runCommand } from './command-line';
import { toUrl } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { childrenOf, computingOf } from './process-figures';
import { inProject } from './project';

const usage = 'npm run bench:estimate -- [--entries 100000] [--rules-each 10] [--rounds 100]';
const print = (line: string) => process.stdout.write(`${line}\n`);

await runCommand(async () => {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = readOptions(
    usage,
    { entries: number('100000'), 'rules-each': number('10'), rounds: number('100') },
    0,
  );
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    const { slugs, institutions } = await fillCatalog(server, {
      entries: Number(values.entries),
      rulesEach: Number(values['rules-each']),
      institutions: 50,
    });
    const database = openDatabase({
      app: toUrl(server.as('app_rw')),
      public: toUrl(server.as('app_public')),
    });
    const ctx = {
      actor: visitor,
      now: new Date().toISOString(),
      requestId: randomUUID(),
      newId: randomUUID,
      database,
      catalog: KeptCatalog.readEachTime(database),
      readApart,
    };
    const computing = () => {
      const pid = server.cluster?.pid ?? 0;
      return [pid, ...childrenOf(pid)].reduce((sum, one) => sum + computingOf(one), 0);
    };
    for (const [what, isNextAsked] of [
      ['the estimate alone', false],
      ['with the next best certificates', true],
    ] as const) {
      const random = createRandom(5);
      const estimate = () =>
        estimateCredit(
          ctx,
          {
            ...nothingStated,
            institution: pick(random, institutions),
            holdings: Array.from({ length: 10 }, () => statedHolding(pick(random, slugs))),
          },
          { isNextAsked },
        );
      for (let round = 0; round < 10; round++) await estimate();
      const [cpu, before, from] = [process.cpuUsage(), computing(), performance.now()];
      for (let round = 0; round < Number(values.rounds); round++) await estimate();
      const each = (milliseconds: number) => (milliseconds / Number(values.rounds)).toFixed(1);
      const { user, system } = process.cpuUsage(cpu);
      print(
        `${what}: ${each((user + system) / 1_000)} ms of this process's CPU, ${each(computing() - before)} ms of PostgreSQL's, ${each(performance.now() - from)} ms in all`,
      );
    }
    await database.close();
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
});
