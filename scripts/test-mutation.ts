/**
 * Plants one fault at a time into a copy of the engine and runs the engine's tests on it: a suite that notices nothing is worth nothing.
 * Prints a table; exits with 1 when fewer than 95 % of the faults are caught. The working tree is only read.
 *   npm run test:mutation [-- part of a file or fault name]
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { faults, type Fault } from '../tests/mutation/credit-faults';
import { projectRoot } from './project';

const copied = [
  'package.json',
  'tsconfig.json',
  'tests/vitest.config.ts',
  'tests/support/server-only.ts',
  'tests/fixtures/credit-cases.json',
  'lib/kernel',
  'lib/amount',
  'lib/credit',
  'tests/unit/amount',
  'tests/unit/credit',
  'tests/unit/kernel/civil-date.test.ts',
];
const needed = 0.95;
/** Fixed, so that two runs agree. */
const settings = { CREDIT_RUNS: '250', CREDIT_SEED: '20261124', CREDIT_FAST: '1' };
/** The quick and the thorough ones; laws, budgets and sentences would only repeat what these find. */
const suites = [
  'tests/unit/amount',
  'tests/unit/kernel',
  'tests/unit/credit/cases',
  'tests/unit/credit/corners',
  'tests/unit/credit/select-best',
  'tests/unit/credit/oracle',
];

type Verdict = 'caught' | 'MISSED' | 'NOT PLANTED';

function createCopy(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-mutation-'));
  for (const part of copied)
    cpSync(path.join(projectRoot, part), path.join(folder, part), { recursive: true });
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  return folder;
}

/** Whether the tests pass. A run that never ends has noticed the fault too. */
function passes(folder: string): Promise<boolean> {
  const vitest = path.join(folder, 'node_modules/vitest/vitest.mjs');
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      ...suites,
      '--config',
      'tests/vitest.config.ts',
      '--project',
      'unit',
      '--bail',
      '1',
      '--pool',
      'threads',
      '--no-isolate',
      '--no-file-parallelism',
      '--silent=true',
    ],
    {
      cwd: folder,
      env: { ...process.env, ...settings },
      stdio: 'ignore',
      timeout: 300_000,
    },
  );
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)));
}

async function judge(fault: Fault, folder: string): Promise<Verdict> {
  const file = path.join(folder, fault.file);
  const source = readFileSync(file, 'utf8');
  if (source.split(fault.find).length !== 2) return 'NOT PLANTED';
  writeFileSync(
    file,
    source.replace(fault.find, () => fault.put),
  );
  const passed = await passes(folder);
  writeFileSync(file, source);
  return passed ? 'MISSED' : 'caught';
}

async function run(): Promise<number> {
  const [filter = ''] = process.argv.slice(2);
  const queue = faults.filter(({ file, name }) => `${file} ${name}`.includes(filter));
  const verdicts = new Map<Fault, Verdict>();
  const waiting = [...queue];
  const width = Math.max(...queue.map(({ file }) => file.length));
  const folders = Array.from({ length: Math.max(1, Math.min(2, availableParallelism())) }, createCopy);
  try {
    if (!(await passes(folders[0] ?? ''))) {
      console.error('The suite fails without any fault; mend that first.');
      return 1;
    }
    await Promise.all(
      folders.map(async (folder) => {
        for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
          const verdict = await judge(fault, folder);
          verdicts.set(fault, verdict);
          console.log(`${verdict.padEnd(11)}  ${fault.file.padEnd(width)}  ${fault.name}`);
        }
      }),
    );
  } finally {
    folders.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  }
  const caught = [...verdicts.values()].filter((verdict) => verdict === 'caught').length;
  console.log(
    `\n${caught} of ${queue.length} faults caught (${((100 * caught) / queue.length).toFixed(1)} %; ${100 * needed} % needed)`,
  );
  return caught >= needed * queue.length ? 0 : 1;
}

process.exitCode = await run();
