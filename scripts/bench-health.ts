/**
 * Measures how long it takes to look through the rule book of one institution, in a database that is thrown away afterwards: generated rules,
 * always the same ones, of which one certificate has very many. Prints how long it takes, how long the process that serves was held
 * meanwhile, what it keeps, and how long it takes to tell that nothing has changed.
 *   npm run bench:health -- [--rules 100000] [--on-one 1000]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openDatabase } from '@/lib/db/client';
import { kindOf } from '@/lib/rule/health/finding';
import { examineBook, markNow } from '@/lib/usecases/rule/examine-book';
import { benchIds as ids, fillRuleBook } from './bench/filled-rule-book';
import { readOptions, runCommand } from './command-line';
import { toUrl, withClient } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { inProject } from './project';

const usage = 'npm run bench:health -- [--rules 100000] [--on-one 1000]';
const print = (line: string) => process.stdout.write(`${line}\n`);

await runCommand(async () => {
  const number = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = readOptions(usage, { rules: number('100000'), 'on-one': number('1000') }, 0);
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    await withClient(server.admin, (client) =>
      fillRuleBook(client, Number(values.rules), Number(values['on-one'])),
    );
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
