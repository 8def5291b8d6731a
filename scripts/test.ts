import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { findBrowser } from './browser';
import { runNode } from './child';
import { generateClient } from './database/generate';
import { buildIfStale } from './product/build';
import { inProject } from './project';
import { toldToStop } from './told-to-stop';

// `npm test`: everything, from the quickest to tell to the dearest, stopping at the first red.
// `npm test -- unit integration` runs only those steps.
type Counted = { passed: number; failed: number; skipped: number };
type Step = { name: string; run: () => Promise<void>; results?: string };

const results = inProject('test-results');
const program = (...parts: string[]) => inProject('node_modules', ...parts);
const resultsOf = (name: string) => path.join(results, `${name}.json`);

// The tests bring their own database, addresses and secrets; those of the operator's are none of their business.
const ofTheOperator =
  /^(DATABASE_URL|APP_DATABASE_URL|PUBLIC_DATABASE_URL|CROSSWALK_.*|NEXTAUTH_.*|NEXT_SERVER_ACTIONS_.*|ALLOWED_HOSTS|TRUSTED_PROXIES|SMTP_URL|MAIL_FROM|OIDC_.*|AUDIT_.*|PORT|NODE_ENV)$/;
for (const name of Object.keys(process.env)) if (ofTheOperator.test(name)) delete process.env[name];
Object.assign(process.env, {
  NEXT_TELEMETRY_DISABLED: '1',
  [process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR']: '1',
});

const vitest = (name: string, project: string, folder: string, env: Record<string, string> = {}): Step => ({
  name,
  results: resultsOf(name),
  run: () =>
    runNode(
      [
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
      { env },
    ),
});

const steps: Step[] = [
  {
    name: 'types',
    run: async () => {
      await generateClient();
      await runNode([program('next', 'dist', 'bin', 'next'), 'typegen']);
      await runNode([program('typescript', 'bin', 'tsc'), '--noEmit', '-p', '.']);
    },
  },
  { name: 'lint', run: () => runNode([program('eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0']) },
  {
    name: 'imports',
    run: () =>
      runNode([
        program('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
        '--config',
        'tests/architecture/dependency-rules.cjs',
        'app',
        'components',
        'lib',
        'scripts',
        'prisma',
        'tests',
        'proxy.ts',
        'instrumentation.ts',
        'next.config.ts',
      ]),
  },
  {
    name: 'schema',
    run: () =>
      runNode(['--import', 'tsx', 'scripts/db-check.ts'], {
        env: { CROSSWALK_HOME: inProject('.cache', 'check') },
      }),
  },
  vitest('architecture', 'unit', 'tests/architecture'),
  vitest('unit', 'unit', 'tests/unit'),
  vitest('integration', 'integration', 'tests/integration'),
  { name: 'build', run: async () => void (await buildIfStale(results, { checkTypes: false })) },
  // A taste of each proof; `npm run test:proof` runs them at their size.
  vitest('proof', 'proof', 'tests/proof', { PROOF_SCALE: 'slice' }),
  {
    name: 'end-to-end',
    results: resultsOf('e2e'),
    run: async () => {
      const browser = await findBrowser();
      console.log(`Browser: ${browser.name}`);
      await runNode(
        [program('@playwright', 'test', 'cli.js'), 'test', '--config', 'tests/playwright.config.ts'],
        { env: { E2E_BROWSER: JSON.stringify(browser) } },
      );
    },
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no step ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

void toldToStop().then((why) => {
  console.error(`\nStopped (${why}).`);
  process.exitCode = 130;
});
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const times: string[] = [];
const total: Counted = { passed: 0, failed: 0, skipped: 0 };
let red: string | null = null;
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n── ${step.name} ──`);
  const startedAt = performance.now();
  let failure = await step.run().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const counted = step.results && existsSync(step.results) ? count(step.results) : null;
  if (counted) for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counted[key];
  if (failure === null && counted && counted.skipped > 0)
    failure = `${counted.skipped} tests were skipped; every test runs, every time`;
  if (failure === null && step.results && (counted?.passed ?? 0) === 0) failure = 'no test ran';
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  times.push(
    `${failure === null ? 'green' : 'RED  '}  ${step.name.padEnd(12)} ${seconds.padStart(6)} s${counted ? `  ${counted.passed} passed` : ''}`,
  );
  if (failure !== null) {
    red = `Stopped at ${step.name}: ${failure}`;
    break;
  }
}
console.log(`\n${times.join('\n')}\n`);
if (red !== null) console.log(`${red}\n`);
// A red step without tests of its own (types, lint, build) is one failure.
console.log(`${total.passed} passed, ${red !== null && total.failed === 0 ? 1 : total.failed} failed`);
process.exit(red === null ? 0 : 1);

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
