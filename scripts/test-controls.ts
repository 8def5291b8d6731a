/**
 * Takes one guard away at a time and asks whether the proofs of authorization notice: each line of the policy, each row-level
 * policy, each trigger, each constraint, each part of a function that acts as the owner, each right and setting, each column that the public
 * has not; each header and each part of a policy, each flag of a cookie, each budget, each check of the start. Everything happens in a throw-away database and in copies.
 * Prints a table; exits with 1 when one removal goes unnoticed.
 *   npm run test:controls [-- policy database constraints rights http build headers cookies budgets start]
 */
import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { Fault } from '../tests/mutation/credit-faults';
import { guardFaults } from '../tests/mutation/edge-faults';
import { headerFaults, testsOfHeaders } from '../tests/mutation/header-faults';
import { nearestTests } from '../tests/mutation/nearest-tests';
import { judge, plan, PlantingBench } from '../tests/mutation/plant';
import { cellsOf, type Cell } from '../tests/proof/matrix/cells';
import { Browser } from '../tests/proof/matrix/http';
import { endpoints } from '../tests/proof/matrix/inventory';
import { Accounts, partiesOf } from '../tests/proof/matrix/parties';
import { linesInBuild, plantInCopy } from '../tests/proof/matrix/planted-build';
import { listConstraints, nameOf, tryConstraint } from '../tests/proof/matrix/constraint-probes';
import { weakenedDoors, wrongAnswers } from '../tests/proof/matrix/door-probes';
import { plantedGuards, seenOverHttp } from '../tests/proof/matrix/planted-database';
import { plantedPolicies, withPlanted } from '../tests/proof/matrix/planted-policy';
import { readProject } from '../tests/proof/matrix/read-project';
import { plantedRights, rightsDiffer } from '../tests/proof/matrix/rights';
import { type Bench, runCells, runWrites } from '../tests/proof/matrix/run';
import type { SqlPools } from '../tests/proof/matrix/sql-layer';
import type { World } from '../tests/proof/matrix/row';
import { buildTenants } from '../tests/proof/matrix/world';
import { startTestApp } from '../tests/support/app';
import { migratedHome } from '../tests/support/prepared-home';
import { fastAndUnsafe, throwAwayHome } from '../tests/support/throw-away';
import { type Connection, toUrl } from './database/connection';
import { openBundledServer } from './database/server';
import { buildIfStale } from './product/build';
import { inProject } from './project';
import { accessMatrix } from './tables/access';

const kinds = [
  'policy',
  'database',
  'constraints',
  'rights',
  'http',
  'build',
  'headers',
  'cookies',
  'budgets',
  'start',
] as const;
type Kind = (typeof kinds)[number];
const faultsOf: Partial<Record<Kind, () => readonly Fault[]>> = {
  headers: headerFaults,
  cookies: () => guardFaults.cookies,
  budgets: () => guardFaults.budgets,
  start: () => guardFaults.start,
};
const given = process.argv.slice(2);
const wanted = kinds.filter((kind) => given.length === 0 || given.includes(kind));
const unknown = given.filter((name) => !kinds.some((kind) => kind === name));
if (unknown.length > 0) {
  console.error(`There is nothing called ${unknown.join(', ')}; there are ${kinds.join(', ')}.`);
  process.exit(2);
}

/** Each takes seconds, so it is said as it goes. */
const slow: ReadonlySet<Kind> = new Set(['http', 'build', 'headers', 'cookies', 'budgets', 'start']);
const tally = new Map<Kind, { removed: number; missed: string[] }>(
  wanted.map((kind) => [kind, { removed: 0, missed: [] }]),
);
function note(kind: Kind, name: string, isCaught: boolean): void {
  const row = tally.get(kind);
  if (!row) return;
  row.removed += 1;
  if (!isCaught) row.missed.push(name);
  if (!isCaught || slow.has(kind))
    console.log(`${isCaught ? 'caught' : 'MISSED'}  ${kind.padEnd(8)}  ${name}`);
}

if (wanted.includes('policy')) {
  const listed = readProject('tests', 'fixtures', 'access-matrix.txt');
  if (accessMatrix() !== listed)
    throw new Error(
      'The policy is not what tests/fixtures/access-matrix.txt says even before anything is taken away.',
    );
  for (const [index, planted] of plantedPolicies().entries())
    note('policy', planted.name, accessMatrix(await withPlanted(planted, index)) !== listed);
}
if (wanted.some((kind) => kind === 'database' || kind === 'constraints' || kind === 'rights'))
  await inADatabase();
if (wanted.some((kind) => kind === 'http' || kind === 'build')) await onAnInstallation();
if (wanted.some((kind) => kind in faultsOf)) await inTheCode();

console.log('\nremoved  caught');
let missed = 0;
for (const [kind, { removed, missed: names }] of tally) {
  console.log(`${String(removed).padStart(7)}  ${String(removed - names.length).padStart(6)}  ${kind}`);
  missed += names.length;
}
console.log(
  `PROOF ${JSON.stringify({ proof: 'controls', ...Object.fromEntries([...tally].map(([kind, { removed }]) => [kind, removed])), missed })}`,
);
process.exit(missed === 0 ? 0 : 1);

/** Taken out of a copy of the code, of which the tests that are about it are asked. */
async function inTheCode(): Promise<void> {
  const bench = await PlantingBench.open();
  const nearest = nearestTests();
  try {
    for (const kind of wanted)
      for (const fault of faultsOf[kind]?.() ?? []) {
        const tests = kind === 'headers' ? testsOfHeaders : nearest(fault.file);
        const { verdict } = await judge(plan(fault, tests), bench);
        if (verdict === 'NOT PLANTED')
          throw new Error(`There is no one place in ${fault.file} for "${fault.name}".`);
        note(kind, `${fault.file}: ${fault.name}`, verdict === 'caught');
      }
  } finally {
    await bench.close();
  }
}

/** What PostgreSQL alone is asked, on a migrated database of its own. */
async function inADatabase(): Promise<void> {
  const home = await migratedHome('controls');
  const server = await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe });
  const pool = (connection: Connection) => new pg.Pool({ connectionString: toUrl(connection), max: 4 });
  const pools: SqlPools = {
    admin: pool(server.admin),
    app: pool(server.as('app_rw')),
    everybody: pool(server.as('app_public')),
  };
  try {
    const world = await buildTenants(pools.admin);
    if (wanted.includes('database')) await amongGuards(pools, world);
    if (wanted.includes('constraints')) await amongConstraints(pools.admin, world);
    if (wanted.includes('rights')) await amongRights(pools.admin);
  } finally {
    await Promise.all(Object.values(pools).map((one: pg.Pool) => one.end()));
    await server.leave();
    rmSync(home, { recursive: true, force: true });
  }
}

async function onAnInstallation(): Promise<void> {
  await buildIfStale(inProject('test-results'), { checkTypes: false });
  const app = await startTestApp({ demonstration: false, settings: { TRUSTED_PROXIES: '1' } });
  const admin = new pg.Pool({ connectionString: app.adminUrl, max: 4 });
  try {
    const world = await buildTenants(admin);
    const parties = partiesOf(world);
    const accounts = new Accounts(admin);
    for (const party of parties) await accounts.open(party);
    const bench: Bench = { browser: new Browser(app.address), accounts, pool: admin, world };
    // Of the calls that write only downloads, which put on record that they were made: an action would change what the next one is asked about.
    const cells = cellsOf(world, parties, endpoints()).filter(
      ({ writes, endpoint }) => !writes || endpoint.kind === 'route',
    );
    const about = (endpoint: string): Cell[] => cells.filter(({ row }) => row.endpoint === endpoint);
    if (wanted.includes('http')) await overHttp(bench, about);
    if (wanted.includes('build')) await inTheBuild(app.startAnother, bench, about);
    bench.browser.close();
  } finally {
    await admin.end();
    await app.stop();
  }
}

async function amongGuards(pools: SqlPools, world: World): Promise<void> {
  for (const planted of await plantedGuards(pools, world)) {
    if (await planted.notices())
      throw new Error(`${planted.name}: something is noticed even before anything is taken away.`);
    await pools.admin.query(planted.plant);
    note('database', planted.name, await planted.notices());
    await pools.admin.query(planted.undo);
    if (await planted.notices()) throw new Error(`${planted.name} could not be put back.`);
  }
}

/** Each alone is first seen to refuse, then taken away in the transaction that tries it. */
async function amongConstraints(admin: pg.Pool, world: World): Promise<void> {
  for (const constraint of await listConstraints(admin)) {
    const problem = await tryConstraint(admin, constraint);
    if (problem !== null) throw new Error(`Before anything was taken away: ${problem}`);
    note(
      'constraints',
      nameOf(constraint),
      (await tryConstraint(admin, constraint, { removed: true })) !== null,
    );
  }
  const [problem] = await wrongAnswers(admin, world);
  if (problem !== undefined) throw new Error(`Before anything was taken away: ${problem}`);
  for (const weakened of weakenedDoors)
    note(
      'constraints',
      `"${weakened.part.trim()}" in ${weakened.door}`,
      (await wrongAnswers(admin, world, weakened)).length > 0,
    );
}

async function amongRights(admin: pg.Pool): Promise<void> {
  const differs = () => rightsDiffer(admin);
  if (await differs())
    throw new Error(
      'The rights are not what tests/fixtures/database-rights.txt says even before one is changed.',
    );
  for (const { name, plant, undo } of await plantedRights(admin)) {
    await admin.query(plant);
    note('rights', name, await differs());
    await admin.query(undo);
    if (await differs()) throw new Error(`${name} could not be put back.`);
  }
}

async function overHttp(bench: Bench, about: (endpoint: string) => Cell[]): Promise<void> {
  for (const { tables, endpoint } of seenOverHttp) {
    const cells = about(endpoint);
    await expectQuiet(bench, endpoint, cells);
    for (const table of tables)
      await bench.pool.query(`ALTER POLICY tenant ON "${table}" USING (true) WITH CHECK (true)`);
    note(
      'http',
      `policy tenant on ${tables.join(' and ')}, asked at ${endpoint}`,
      (await problemsAt(bench, cells)).length > 0,
    );
    for (const table of tables)
      await bench.pool.query(
        `ALTER POLICY tenant ON "${table}" USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant())`,
      );
  }
}

async function inTheBuild(
  startAnother: (program: string) => Promise<{ address: string; stop: () => Promise<void> }>,
  bench: Bench,
  about: (endpoint: string) => Cell[],
): Promise<void> {
  const folder = throwAwayHome('planted');
  try {
    for (const { permission, endpoint } of linesInBuild) {
      const cells = about(endpoint);
      await expectQuiet(bench, endpoint, cells);
      const copy = await startAnother(plantInCopy(path.join(folder, 'product'), permission));
      const browser = new Browser(copy.address);
      note(
        'build',
        `line ${permission}, asked at ${endpoint}`,
        (await problemsAt({ ...bench, browser }, cells)).length > 0,
      );
      browser.close();
      await copy.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function problemsAt(bench: Bench, cells: readonly Cell[]): Promise<string[]> {
  const found = await runCells(
    bench,
    cells.filter(({ writes }) => !writes),
    1,
  );
  return found.length > 0
    ? found
    : runWrites(
        bench,
        cells.filter(({ writes }) => writes),
      );
}

/** A control says something only when nothing is wrong before anything is taken away. */
async function expectQuiet(bench: Bench, endpoint: string, cells: readonly Cell[]): Promise<void> {
  if (cells.length === 0) throw new Error(`There is nothing to ask at ${endpoint}.`);
  const [problem] = await problemsAt(bench, cells.slice(0, 60));
  if (problem !== undefined) throw new Error(`Before anything was taken away: ${problem}`);
}
