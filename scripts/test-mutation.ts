/**
 * Plants one fault at a time into a copy of the product and runs the nearest tests on it: a suite that notices nothing is worth nothing.
 * Prints a table; exits with 1 when fewer than 95 % of the faults are caught, of the engine or of the rest. The working tree is only read.
 *   npm run test:mutation [-- parts of files or names of faults] [--part 2/4] [--benches 1]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer, Task } from '../tests/mutation/bench';
import { faults as engineFaults, type Fault } from '../tests/mutation/credit-faults';
import { nearestTests } from '../tests/mutation/nearest-tests';
import { faults as productFaults } from '../tests/mutation/product-faults';
import { migratedHome } from '../tests/support/prepared-home';
import { fastAndUnsafe } from '../tests/support/throw-away';
import { withClient } from './database/connection';
import { openBundledServer, type DatabaseServer } from './database/server';
import { inProject } from './project';
import { toldToStop } from './told-to-stop';

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
/** Of the engine the quick ones, then the thorough one; laws, budgets and sentences would only repeat what these find. */
const ofTheEngine: Planned['steps'] = [
  ['tests/unit/amount', 'tests/unit/kernel', 'tests/unit/credit/cases', 'tests/unit/credit/corners'],
  ['tests/unit/credit/select-best', 'tests/unit/credit/oracle'],
].map((tests) => ({ project: 'unit', tests }));

type Verdict = 'caught' | 'MISSED' | 'NOT PLANTED';
/** A test that takes longer never ends, which is noticing as well. @units milliseconds */
const longest = 180_000;

/** A copy of the product to plant faults into, with a database server and a Vitest that stay from one fault to the next. */
class Bench {
  private tests: ChildProcess | null = null;
  private changed: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly home: string,
    private readonly server: DatabaseServer,
  ) {}

  static async open(): Promise<Bench> {
    const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-mutation-'));
    for (const part of copied) cpSync(inProject(part), path.join(folder, part), { recursive: true });
    symlinkSync(inProject('node_modules'), path.join(folder, 'node_modules'), 'dir');
    const home = await migratedHome('mutation');
    return new Bench(folder, home, await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe }));
  }

  async close(): Promise<void> {
    this.endTests();
    await this.server.leave();
    for (const place of [this.folder, this.home])
      rmSync(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** The file as it is, or null. */
  read(file: string): string | null {
    const place = path.join(this.folder, file);
    return existsSync(place) ? readFileSync(place, 'utf8') : null;
  }

  write(file: string, source: string): void {
    const place = path.join(this.folder, file);
    writeFileSync(place, source);
    this.changed.push(place);
  }

  async ask(project: Task['project'], tests: readonly string[]): Promise<Answer> {
    this.tests ??= await this.startTests();
    const task: Task = { changed: this.changed.splice(0), project, tests };
    const answer = nextMessage<Answer>(this.tests, longest);
    this.tests.send(task);
    const told = await answer;
    if (told === null) this.endTests();
    if (project === 'integration') await this.dropTestDatabases();
    return told ?? { passed: false, noticedBy: `${tests[0]} never ended` };
  }

  private async startTests(): Promise<ChildProcess> {
    const { admin, database: template, secret } = this.server;
    const child = spawn(process.execPath, ['--import', 'tsx', 'tests/mutation/bench.ts'], {
      cwd: this.folder,
      env: {
        ...process.env,
        ...settings,
        TEST_DATABASE_SERVER: JSON.stringify({ admin, template, secret }),
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Of its own group, so that tests that never end go with it.
      detached: true,
    });
    if ((await nextMessage(child, longest)) === null) throw new Error('Vitest does not start.');
    return child;
  }

  private endTests(): void {
    const pid = this.tests?.pid;
    this.tests = null;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  private async dropTestDatabases(): Promise<void> {
    await withClient({ ...this.server.admin, database: 'postgres' }, async (client) => {
      const { rows } = await client.query<{ name: string }>(
        "select datname as name from pg_database where datname like 'test\\_%'",
      );
      for (const { name } of rows)
        await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`);
    });
  }
}

/** What the child says next; null when it has gone, or says nothing for so long. */
function nextMessage<Message>(child: ChildProcess, within: number): Promise<Message | null> {
  return new Promise((resolve) => {
    const end = (message: Message | null) => {
      clearTimeout(timer);
      child.off('message', end).off('exit', gone);
      resolve(message);
    };
    const gone = () => end(null);
    const timer = setTimeout(gone, within);
    child.once('message', end).once('exit', gone);
  });
}

interface Planned {
  fault: Fault;
  /** Tests to be asked one after the other, until one notices. */
  steps: Pick<Task, 'project' | 'tests'>[];
}

/** Unit tests in two lots, since starting takes longer than most of them do; then the others, each by itself. The nearest go first. */
function plan(
  fault: Fault,
  { unit, integration }: { unit: readonly string[]; integration: readonly string[] },
): Planned {
  const units = [unit.slice(0, 2), unit.slice(2)]
    .filter((tests) => tests.length > 0)
    .map((tests) => ({ project: 'unit' as const, tests }));
  return {
    fault,
    steps: [...units, ...integration.map((test) => ({ project: 'integration' as const, tests: [test] }))],
  };
}

/** What was run without any fault, and whether it passed. */
const soundness = new Map<string, boolean>();

async function judge(
  { fault, steps }: Planned,
  bench: Bench,
): Promise<{ verdict: Verdict; noticedBy: string }> {
  const source = bench.read(fault.file);
  if (source?.split(fault.find).length !== 2) return { verdict: 'NOT PLANTED', noticedBy: '' };
  for (const { project, tests } of steps) {
    bench.write(
      fault.file,
      source.replace(fault.find, () => fault.put),
    );
    const { passed, noticedBy, file } = await bench.ask(project, tests);
    bench.write(fault.file, source);
    if (passed) continue;
    // Only a test that passes without the fault has noticed it.
    const noticing = file === undefined ? tests : [file];
    if (!noticing.every((test) => soundness.has(test))) {
      const without = await bench.ask(project, noticing);
      for (const test of noticing) soundness.set(test, without.passed);
      if (!without.passed) console.error(`Fails without any fault, mend that first: ${without.noticedBy}`);
    }
    if (!noticing.every((test) => soundness.get(test))) continue;
    return { verdict: 'caught', noticedBy };
  }
  return { verdict: 'MISSED', noticedBy: '' };
}

/** Every n-th fault, from the k-th on, so that each part has some of all files. */
function partOf<One>(all: readonly One[], part: string): One[] {
  const [k = 1, n = 1] = part.split('/').map(Number);
  return all.filter((_, index) => index % n === k - 1);
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      part: { type: 'string', default: '1/1' },
      benches: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    },
  });
  const isNamed = ({ file, name }: Fault) =>
    positionals.length === 0 || positionals.some((part) => `${file} ${name}`.includes(part));
  const wanted = (faults: readonly Fault[]) => partOf(faults.filter(isNamed), values.part);
  const lists = [
    ['of the engine', wanted(engineFaults)],
    ['of the rest', wanted(productFaults)],
  ] as const;
  const nearest = nearestTests();
  const waiting = lists.flatMap(([, faults]) =>
    faults.map((fault) =>
      engineFaults.includes(fault) ? { fault, steps: ofTheEngine } : plan(fault, nearest(fault.file)),
    ),
  );
  const verdicts = new Map<Fault, Verdict>();
  const width = Math.max(...waiting.map(({ fault }) => fault.file.length));
  const startedAt = performance.now();
  // Who stops it gets what is known so far, and leaves no server behind.
  void toldToStop().then(() => waiting.splice(0));
  const benches = await Promise.all(Array.from({ length: Number(values.benches) }, () => Bench.open()));
  try {
    await Promise.all(
      benches.map(async (bench) => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          const { verdict, noticedBy } = await judge(one, bench);
          verdicts.set(one.fault, verdict);
          console.log(
            `${verdict.padEnd(11)}  ${one.fault.file.padEnd(width)}  ${one.fault.name}${noticedBy && `  ← ${noticedBy}`}`,
          );
        }
      }),
    );
  } finally {
    await Promise.all(benches.map((bench) => bench.close()));
  }
  let isEnough = [...soundness.values()].every(Boolean);
  for (const [what, wanted] of lists) {
    const judged = wanted.filter((fault) => verdicts.has(fault));
    if (judged.length === 0) continue;
    const caught = judged.filter((fault) => verdicts.get(fault) === 'caught').length;
    isEnough &&= caught >= needed * judged.length;
    console.log(
      `\n${caught} of ${judged.length} faults ${what} caught (${((100 * caught) / judged.length).toFixed(1)} %; ${100 * needed} % needed)`,
    );
    if (judged.length < wanted.length)
      console.log(`${wanted.length - judged.length} more were not planted before it was stopped.`);
  }
  console.log(`It took ${((performance.now() - startedAt) / 60_000).toFixed(1)} min.`);
  return isEnough ? 0 : 1;
}

process.exit(await run());
