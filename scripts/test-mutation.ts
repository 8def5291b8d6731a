/**
 * Plants one fault at a time into a copy of the product and runs the nearest tests on it: a suite that notices nothing is worth nothing.
 * Prints a table; exits with 1 when fewer than 95 % of the faults are caught, of the engine or of the rest. The working tree is only read.
 *   npm run test:mutation [-- part of a file or fault name]
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { faults as engineFaults, type Fault } from '../tests/mutation/credit-faults';
import { nearestTests } from '../tests/mutation/nearest-tests';
import { faults as productFaults } from '../tests/mutation/product-faults';
import { migratedHome } from '../tests/support/prepared-home';
import { fastAndUnsafe } from '../tests/support/throw-away';
import { withClient } from './database/connection';
import { openBundledServer, type DatabaseServer } from './database/server';
import { inProject } from './project';

const copied = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'proxy.ts',
  'instrumentation.ts',
  'next.config.ts',
  'app',
  'components',
  'lib',
  'messages',
  'prisma',
  'scripts',
  'tests',
];
const needed = 0.95;
/** Fixed, so that two runs agree. */
const settings = { CREDIT_RUNS: '250', CREDIT_SEED: '20261124', CREDIT_FAST: '1' };
/** Of the engine the quick and the thorough ones; laws, budgets and sentences would only repeat what these find. */
const ofTheEngine = [
  'tests/unit/amount',
  'tests/unit/kernel',
  'tests/unit/credit/cases',
  'tests/unit/credit/corners',
  'tests/unit/credit/select-best',
  'tests/unit/credit/oracle',
];

type Verdict = 'caught' | 'MISSED' | 'NOT PLANTED';
interface Bench {
  folder: string;
  home: string;
  server: DatabaseServer;
}

async function openBench(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-mutation-'));
  for (const part of copied) cpSync(inProject(part), path.join(folder, part), { recursive: true });
  symlinkSync(inProject('node_modules'), path.join(folder, 'node_modules'), 'dir');
  // One server for all faults: starting it again for each would take longer than asking.
  const home = await migratedHome('mutation');
  return { folder, home, server: await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe }) };
}

async function closeBench({ folder, home, server }: Bench): Promise<void> {
  await server.leave();
  for (const place of [folder, home])
    rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Whether those tests pass. A run that never ends has noticed the fault too. */
async function passes(
  { folder, server }: Bench,
  project: 'unit' | 'integration',
  tests: readonly string[],
  shown = false,
): Promise<boolean> {
  if (tests.length === 0) return true;
  const isQuick = project === 'unit' ? ['--pool', 'threads', '--no-isolate'] : [];
  const child = spawn(
    process.execPath,
    [
      path.join(folder, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...tests,
      '--config',
      'tests/vitest.config.ts',
      '--project',
      project,
      '--bail',
      '1',
      ...isQuick,
      '--no-file-parallelism',
      '--silent=true',
    ],
    {
      cwd: folder,
      env: {
        ...process.env,
        ...settings,
        TEST_DATABASE_SERVER: JSON.stringify({
          admin: server.admin,
          template: server.database,
          secret: server.secret,
        }),
      },
      stdio: shown ? 'inherit' : 'ignore',
      timeout: 300_000,
    },
  );
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (project === 'integration') await dropTestDatabases(server);
  return code === 0;
}

async function dropTestDatabases({ admin }: DatabaseServer): Promise<void> {
  await withClient({ ...admin, database: 'postgres' }, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select datname as name from pg_database where datname like 'test\\_%'",
    );
    for (const { name } of rows)
      await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
  });
}

interface Planned {
  fault: Fault;
  unit: readonly string[];
  integration: readonly string[];
}

async function judge({ fault, unit, integration }: Planned, bench: Bench): Promise<Verdict> {
  const file = path.join(bench.folder, fault.file);
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (source.split(fault.find).length !== 2) return 'NOT PLANTED';
  writeFileSync(
    file,
    source.replace(fault.find, () => fault.put),
  );
  const passed = (await passes(bench, 'unit', unit)) && (await passes(bench, 'integration', integration));
  writeFileSync(file, source);
  return passed ? 'MISSED' : 'caught';
}

async function run(): Promise<number> {
  const [filter = ''] = process.argv.slice(2);
  const isWanted = ({ file, name }: Fault) => `${file} ${name}`.includes(filter);
  const nearest = nearestTests();
  const planned: Planned[] = [
    ...productFaults.filter(isWanted).map((fault) => ({ fault, ...nearest(fault.file) })),
    ...engineFaults.filter(isWanted).map((fault) => ({ fault, unit: ofTheEngine, integration: [] })),
  ];
  const verdicts = new Map<Fault, Verdict>();
  const width = Math.max(...planned.map(({ fault }) => fault.file.length));
  const count = Math.max(1, Math.min(2, availableParallelism()));
  const benches = await Promise.all(Array.from({ length: count }, openBench));
  try {
    const [first] = benches;
    const all = (kind: 'unit' | 'integration') => [...new Set(planned.flatMap((one) => one[kind]))].sort();
    if (
      first &&
      !(
        (await passes(first, 'unit', all('unit'), true)) &&
        (await passes(first, 'integration', all('integration'), true))
      )
    ) {
      console.error('The tests fail without any fault; mend that first.');
      return 1;
    }
    const waiting = [...planned];
    await Promise.all(
      benches.map(async (bench) => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          const verdict = await judge(one, bench);
          verdicts.set(one.fault, verdict);
          console.log(`${verdict.padEnd(11)}  ${one.fault.file.padEnd(width)}  ${one.fault.name}`);
        }
      }),
    );
  } finally {
    await Promise.all(benches.map(closeBench));
  }
  const parts = [
    ['of the engine', engineFaults],
    ['of the rest', productFaults],
  ] as const;
  let isEnough = true;
  for (const [what, list] of parts) {
    const planted = list.filter(isWanted);
    if (planted.length === 0) continue;
    const caught = planted.filter((fault) => verdicts.get(fault) === 'caught').length;
    isEnough &&= caught >= needed * planted.length;
    console.log(
      `\n${caught} of ${planted.length} faults ${what} caught (${((100 * caught) / planted.length).toFixed(1)} %; ${100 * needed} % needed)`,
    );
  }
  return isEnough ? 0 : 1;
}

process.exitCode = await run();
