import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { runNode } from './child';
import { buildIfStale } from './product/build';
import { inProject } from './project';
import { isTouched, keepRunAtSize, sizesOf } from './proof-scope';
import { toldToStop } from './told-to-stop';

// `npm run test:proof`: every tests/proof/<name>.proof.test.ts at the size of CI, two at a time, since most of their time is waiting for what
// they have ended to come back; all of them, red or not.
// `npm run test:proof -- headers fuzz-http` runs only those, `-- touched` at their size those that this change can touch and a slice of each
// other, `-- slices` a slice of each, which is a taste for whoever is at work; PROOF_SCALE=campaign makes them larger, PROOF_SEED repeats a run.
const scale = process.env['PROOF_SCALE'] ?? 'ci';
if (scale === 'slice') {
  console.error('A slice of each is `npm run test:proof -- slices`.');
  process.exit(2);
}
const folder = inProject('tests', 'proof');
const ending = '.proof.test.ts';
const results = inProject('test-results', 'proof');
const proofs = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length))
  .sort();

const sizes = ['touched', 'slices'] as const;
const given = process.argv.slice(2);
const wish = sizes.find((size) => given.includes(size)) ?? 'all';
const wanted = given.filter((name) => name !== wish);
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
const { atSize, asSlices } = sizesOf(named, wish, isTouched);
const green: string[] = [];
// What is quick to tell is told first.
if (asSlices.length > 0) await judge('slices', asSlices, 'slice', atSize.length > 0);
const toProve = [...atSize];
await Promise.all(
  [0, 1].map(async () => {
    for (let name = toProve.shift(); name !== undefined && !stopped; name = toProve.shift())
      if (await judge(name, [name], scale, named.length > 1)) green.push(name);
  }),
);
console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
if (process.env['PROOF_EVIDENCE'] === '1') keepRunAtSize(green);
process.exit(stopped ? 130 : total.failed === 0 && total.passed > 0 ? 0 : 1);

/** Runs these proofs in one run, the slices two at a time, and says how it went. */
async function judge(
  title: string,
  names: readonly string[],
  size: string,
  besides: boolean,
): Promise<boolean> {
  const file = path.join(results, `${title}.json`);
  rmSync(file, { force: true });
  // What it says is shown in one piece when another runs beside it.
  const logFile = besides ? path.join(results, `${title}.log`) : undefined;
  const heading = `\n── ${title === 'slices' ? `${title} of ${names.join(', ')}` : `${title} (${size})`} ──`;
  if (!besides) console.log(heading);
  const startedAt = performance.now();
  const failure = await prove(names, size, file, logFile).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (logFile !== undefined && existsSync(logFile))
    console.log(`${heading}\n${readFileSync(logFile, 'utf8').trimEnd()}`);
  const { passed, failed } = counted(file, failure);
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const what = title === 'slices' ? `slices of ${names.length}` : title;
  lines.push(
    `${failed === 0 ? 'green' : 'RED  '}  ${what.padEnd(24)} ${seconds.padStart(7)} s  ${passed} passed, ${failed} failed`,
  );
  return failed === 0;
}

function prove(
  names: readonly string[],
  size: string,
  report: string,
  logFile: string | undefined,
): Promise<void> {
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
    ...names.map((name) => `tests/proof/${name}${ending}`),
  ];
  return runNode(args, {
    env: { PROOF_SCALE: size, CROSSWALK_HOME: undefined, NEXT_TELEMETRY_DISABLED: '1' },
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
