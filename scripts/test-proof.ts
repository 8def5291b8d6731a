import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { runNode } from './child';
import { buildIfStale } from './product/build';
import { inProject } from './project';
import { isTouched, keepRunAtSize } from './proof-scope';
import { toldToStop } from './told-to-stop';

// `npm run test:proof`: every tests/proof/<name>.proof.test.ts at the size of CI, two at a time, since most of their time is waiting for what
// they have ended to come back; all of them, red or not.
// `npm run test:proof -- headers fuzz-http` runs only those, `-- touched` only those that this change can touch; PROOF_SCALE=slice or campaign makes them smaller or larger, PROOF_SEED repeats a run.
const scale = process.env['PROOF_SCALE'] ?? 'ci';
const folder = inProject('tests', 'proof');
const ending = '.proof.test.ts';
const results = inProject('test-results', 'proof');
const proofs = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort();

const given = process.argv.slice(2);
const onlyTouched = given.includes('touched');
const wanted = given.filter((name) => name !== 'touched');
const unknown = wanted.filter((name) => !proofs.includes(name));
if (unknown.length > 0) {
  console.error(`There is no proof ${unknown.join(', ')}; there are ${proofs.join(', ')}.`);
  process.exit(2);
}

let stopped = false;
void toldToStop().then((why) => {
  stopped = true;
  console.error(`\nStopped (${why}).`);
});

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

mkdirSync(results, { recursive: true });
await buildIfStale(results, { checkTypes: false });

const lines: string[] = [];
const total = { passed: 0, failed: 0 };
const named = wanted.length > 0 ? proofs.filter((proof) => wanted.includes(proof)) : proofs;
const green: string[] = [];
const toProve: string[] = [];
for (const name of named)
  if (!onlyTouched || isTouched(name)) toProve.push(name);
  else
    lines.push(`       ${name.padEnd(24)}            as when it last ran at its size: its slice is enough`);
const besides = toProve.length > 1;
await Promise.all(
  [0, 1].map(async () => {
    for (let name = toProve.shift(); name !== undefined && !stopped; name = toProve.shift())
      await judge(name);
  }),
);
console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
if (process.env['PROOF_EVIDENCE'] === '1' && scale !== 'slice') keepRunAtSize(green);
const nothingToDo = onlyTouched && lines.length === named.length && total.passed + total.failed === 0;
process.exit(stopped ? 130 : total.failed === 0 && (total.passed > 0 || nothingToDo) ? 0 : 1);

async function judge(name: string): Promise<void> {
  const file = path.join(results, `${name}.json`);
  rmSync(file, { force: true });
  // What it says is shown in one piece when another runs beside it.
  const logFile = besides ? path.join(results, `${name}.log`) : undefined;
  if (!besides) console.log(`\n── ${name} (${scale}) ──`);
  const startedAt = performance.now();
  const failure = await prove(name, file, logFile).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (logFile !== undefined && existsSync(logFile))
    console.log(`\n── ${name} (${scale}) ──\n${readFileSync(logFile, 'utf8').trimEnd()}`);
  const { passed, failed } = counted(file, failure);
  total.passed += passed;
  total.failed += failed;
  if (failed === 0) green.push(name);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  lines.push(
    `${failed === 0 ? 'green' : 'RED  '}  ${name.padEnd(24)} ${seconds.padStart(7)} s  ${passed} passed, ${failed} failed`,
  );
}

function prove(name: string, report: string, logFile: string | undefined): Promise<void> {
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  // Whole names, so that `stop` does not run `stop-during-writes` as well.
  const args = [
    vitest,
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--project',
    'proof',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    `tests/proof/${name}${ending}`,
  ];
  return runNode(args, {
    env: { PROOF_SCALE: scale, CROSSWALK_HOME: undefined, NEXT_TELEMETRY_DISABLED: '1' },
    ...(logFile !== undefined && { logFile }),
  });
}

/** What a run said of itself; one that broke before it could say anything, or left tests out, is a failure. */
function counted(report: string, failure: string | null): { passed: number; failed: number } {
  const said = Report.safeParse(readJson(report));
  if (!said.success) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = said.data;
  const leftOut = numPendingTests + numTodoTests;
  return { passed, failed: failed + leftOut || (failure !== null || passed === 0 ? 1 : 0) };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
