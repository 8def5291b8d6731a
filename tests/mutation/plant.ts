import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withClient } from '@/scripts/database/connection';
import { openBundledServer, type DatabaseServer } from '@/scripts/database/server';
import { inProject } from '@/scripts/project';
import { migratedHome } from '../support/prepared-home';
import { fastAndUnsafe } from '../support/throw-away';
import type { Answer, Task } from './bench';
import type { Fault } from './credit-faults';

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
/** Fixed, so that two runs agree. */
const settings = { CREDIT_RUNS: '250', CREDIT_SEED: '20261124', CREDIT_FAST: '1' };
export type Verdict = 'caught' | 'MISSED' | 'NOT PLANTED';
/** A test that takes longer never ends, which is noticing as well. @units milliseconds */
const longest = 180_000;

/** A copy of the product to plant faults into, with a database server and a Vitest that stay from one fault to the next. */
export class PlantingBench {
  private tests: ChildProcess | null = null;
  private changed: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly home: string,
    private readonly server: DatabaseServer,
  ) {}

  static async open(): Promise<PlantingBench> {
    const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-mutation-'));
    for (const part of copied) cpSync(inProject(part), path.join(folder, part), { recursive: true });
    symlinkSync(inProject('node_modules'), path.join(folder, 'node_modules'), 'dir');
    const home = await migratedHome('mutation');
    return new PlantingBench(
      folder,
      home,
      await openBundledServer(home, { wishedPort: 0, settings: fastAndUnsafe }),
    );
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

export interface Planned {
  fault: Fault;
  /** Tests to be asked one after the other, until one notices. */
  steps: Pick<Task, 'project' | 'tests'>[];
}

/** Unit tests in two lots, since starting takes longer than most of them do; then the others, each by itself. The nearest go first. */
export function plan(
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
export const soundness = new Map<string, boolean>();

export async function judge(
  { fault, steps }: Planned,
  bench: PlantingBench,
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
