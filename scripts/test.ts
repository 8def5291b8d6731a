import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { findBrowser } from './browser';
import { runNode } from './child';
import { generateClient } from './database/generate';
import { keepTemporaryFilesInMemory } from './files-in-memory';
import { fingerprint } from './fingerprint';
import { buildIfStale } from './product/build';
import { inProject } from './project';
import { toldToStop } from './told-to-stop';

// `npm test`: everything but the proofs (`npm run test:proof`), two steps at a time, stopping after the first red: most wait half of their time, for the database, a browser or
// a process that starts. `npm test -- unit integration` runs only those.
type Counted = { passed: number; failed: number; skipped: number };
/** A step writes to a log file when others run beside it: what it says is shown in one piece when it ends. */
type How = { logFile?: string; signal: AbortSignal };
type Step = { name: string; run: (how: How) => Promise<void>; results?: string; after?: string };
type Ended = { name: string; seconds: number; counted: Counted | null; failure: string | null };

const results = inProject('test-results');
const program = (...parts: string[]) => inProject('node_modules', ...parts);
const resultsOf = (name: string) => path.join(results, `${name}.json`);
const cache = inProject('.cache');

// The tests bring their own database, addresses and secrets; those of the operator's are none of their business.
const ofTheOperator =
  /^(DATABASE_URL|APP_DATABASE_URL|PUBLIC_DATABASE_URL|CROSSWALK_.*|NEXTAUTH_.*|NEXT_SERVER_ACTIONS_.*|ALLOWED_HOSTS|TRUSTED_PROXIES|SMTP_URL|MAIL_FROM|OIDC_.*|AUDIT_.*|PORT|NODE_ENV)$/;
for (const name of Object.keys(process.env)) if (ofTheOperator.test(name)) delete process.env[name];
Object.assign(process.env, {
  NEXT_TELEMETRY_DISABLED: '1',
  [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1',
});

const vitest = (name: string, project: string, folder: string): Step => ({
  name,
  results: resultsOf(name),
  run: (how) =>
    runNode(
      [
        // Tests make much that is forgotten at once: with more room for it, it is looked through less often.
        '--max-semi-space-size=64',
        program('vitest', 'vitest.mjs'),
        'run',
        '--config',
        'tests/vitest.config.ts',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${resultsOf(name)}`,
        folder,
      ],
      how,
    ),
});

/**
 * In the order in which they begin, whenever one of the two before has ended: the build and what is quick to tell, then the two that take
 * longest, and beside the longer of them, which would wait alone for its database at the end, what needs nothing but a processor.
 */
const steps: Step[] = [
  {
    name: 'build',
    run: async () => {
      await buildIfStale(results, { checkTypes: false });
    },
  },
  vitest('architecture', 'unit', 'tests/architecture'),
  {
    name: 'lint',
    run: (how) => {
      // A cache knows the configuration, not the code of our own rules: it counts for exactly these.
      const rules = fingerprint([
        'eslint.config.mjs',
        'tests/architecture/require-docstring.mjs',
        'tests/architecture/pure-modules.mjs',
        'package-lock.json',
      ]);
      const known = path.join(cache, 'lint', rules.slice(0, 16));
      return runNode(
        [
          program('eslint', 'bin', 'eslint.js'),
          '.',
          '--max-warnings',
          '0',
          '--cache',
          '--cache-strategy',
          'content',
          '--cache-location',
          known,
        ],
        how,
      );
    },
  },
  {
    name: 'types',
    // Pages are checked against the routes, which the build writes anew.
    after: 'build',
    run: async (how) => {
      await runNode([program('next', 'dist', 'bin', 'next'), 'typegen'], how);
      // The compiler itself, not the one that its users read programs with, asks the same in a quarter of the time. One thread of it
      // works a third less than several do, and another step runs beside it.
      await runNode(
        [
          program('typescript-native', 'bin', 'tsc'),
          '--noEmit',
          '-p',
          '.',
          '--singleThreaded',
          '--incremental',
          '--tsBuildInfoFile',
          path.join(cache, 'types-native.tsbuildinfo'),
        ],
        how,
      );
    },
  },
  {
    name: 'imports',
    run: (how) =>
      runNode(
        [
          program('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
          '--config',
          'tests/architecture/dependency-rules.cjs',
          // Whether a file is reached is asked of one entry after the other in this order: of those that reach most first.
          'scripts',
          'prisma',
          'proxy.ts',
          'instrumentation.ts',
          'next.config.ts',
          'app',
          'components',
          'lib',
          'tests',
        ],
        how,
      ),
  },
  {
    name: 'format',
    run: (how) =>
      runNode(
        [
          program('prettier', 'bin', 'prettier.cjs'),
          '--check',
          '.',
          '--log-level',
          'warn',
          '--cache',
          '--cache-strategy',
          'content',
          '--cache-location',
          path.join(cache, 'format'),
        ],
        how,
      ),
  },
  {
    name: 'schema',
    run: (how) =>
      runNode(['--import', 'tsx', 'scripts/db-check.ts'], {
        env: { CROSSWALK_HOME: path.join(cache, 'check') },
        ...how,
      }),
  },
  vitest('integration', 'integration*', 'tests/integration'),
  {
    name: 'end-to-end',
    after: 'build',
    results: resultsOf('e2e'),
    run: async (how) => {
      const browser = await findBrowser();
      await runNode(
        [program('@playwright', 'test', 'cli.js'), 'test', '--config', 'tests/playwright.config.ts'],
        { env: { E2E_BROWSER: JSON.stringify(browser) }, ...how },
      );
    },
  },
  vitest('unit', 'unit', 'tests/unit'),
];

const wanted = process.argv.slice(2);
const names = steps.map(({ name }) => name);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exit(2);
}

void toldToStop().then((why) => {
  console.error(`\nStopped (${why}).`);
  process.exitCode = 130;
});
const removeTemporaryFiles = keepTemporaryFilesInMemory();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const startedAt = performance.now();
const ended: Ended[] = [];
const red = new AbortController();
// Types, imports and tests all look at the database client.
await generateClient();
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const waiting = [...chosen];
const begun = new Map<string, Promise<void>>();
await Promise.all([takeOneAfterTheOther(), takeOneAfterTheOther()]);

console.log();
for (const { name, seconds, counted, failure } of ended)
  console.log(
    `${failure === null ? 'green' : 'RED  '}  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s${counted ? `  ${counted.passed} passed` : ''}`,
  );
console.log(`       together     ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s\n`);
for (const { name, failure } of ended) if (failure !== null) console.log(`Stopped at ${name}: ${failure}\n`);
const sum = (key: keyof Counted) => ended.reduce((total, { counted }) => total + (counted?.[key] ?? 0), 0);
// A red step without tests of its own (types, lint, build) is one failure.
console.log(
  `${sum('passed')} passed, ${red.signal.aborted ? Math.max(sum('failed'), 1) : sum('failed')} failed`,
);
removeTemporaryFiles();
process.exit(red.signal.aborted ? 1 : 0);

async function takeOneAfterTheOther(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const run = carryOut(step);
    begun.set(step.name, run);
    await run;
  }
}

async function carryOut(step: Step): Promise<void> {
  await begun.get(step.after ?? '');
  if (red.signal.aborted) return;
  if (chosen.length === 1) console.log(`\n── ${step.name} ──`);
  const outcome = await judge(step, chosen.length > 1);
  // What another's red cut short has said nothing.
  if (red.signal.aborted) return;
  ended.push(outcome);
  if (outcome.failure !== null) red.abort();
}

async function judge(step: Step, beside: boolean): Promise<Ended> {
  const logFile = beside ? path.join(results, `${step.name}.log`) : undefined;
  const from = performance.now();
  const how = { signal: red.signal, ...(logFile !== undefined && { logFile }) };
  let failure = await step.run(how).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (logFile !== undefined && !red.signal.aborted) {
    console.log(`\n── ${step.name} ──`);
    if (existsSync(logFile)) console.log(readFileSync(logFile, 'utf8').trimEnd());
    // The log stands above, whole.
    failure = failure?.split('. Its log (')[0] ?? null;
  }
  const counted = step.results && existsSync(step.results) ? count(step.results) : null;
  if (failure === null && counted && counted.skipped > 0)
    failure = `${counted.skipped} tests were skipped; every test runs, every time`;
  if (failure === null && step.results && (counted?.passed ?? 0) === 0) failure = 'no test ran';
  return { name: step.name, seconds: (performance.now() - from) / 1000, counted, failure };
}

function count(file: string): Counted {
  const text: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const vitestReport = z
    .object({
      numPassedTests: z.number(),
      numFailedTests: z.number(),
      numPendingTests: z.number(),
      numTodoTests: z.number(),
    })
    .safeParse(text);
  if (vitestReport.success) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = vitestReport.data;
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  }
  const { stats } = z
    .object({
      stats: z.object({
        expected: z.number(),
        unexpected: z.number(),
        flaky: z.number(),
        skipped: z.number(),
      }),
    })
    .parse(text);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}
