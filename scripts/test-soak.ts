/**
 * Mixed use of the built product for hours: visitors, students, staff, imports, mail and what runs beside them. Memory, connections, open
 * files, answers and disk are looked at all the time; ends with 1 when one of them grows after the warm-up, or when something was not
 * answered. The figures are kept under evidence/.
 *   npm run test:soak [-- --minutes 360]
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../tests/proof/overload/crowd';
import { keptMemoryAt } from '../tests/proof/soak/kept-memory';
import { mixedUse } from '../tests/proof/soak/mixed-use';
import { allowance, type Measure, type Sample, trendOf, warmUpOf } from '../tests/proof/soak/slope';
import { commitOfSources, kindOfMachine } from '../tests/proof/support/bench';
import { openDemonstration } from '../tests/proof/support/demonstration';
import { residentMegabytes } from './process-figures';
import { startMailCatcher } from '../tests/support/mail-catcher';
import { freePort } from './database/cluster';
import { readOptions, runCommand, UsageError } from './command-line';
import { buildIfStale } from './product/build';
import { inProject } from './project';
import { toldToStop } from './told-to-stop';

const usage = 'npm run test:soak [-- --minutes 360]';
/** Of requests, the share that may be told to come back or fail: somebody else uses this machine as well. */
const mostFailed = 0.001;

await runCommand(async () => {
  const { minutes } = readOptions(usage, { minutes: { type: 'string', default: '360' } }, 0).values;
  const length = Number(minutes) * 60;
  if (!(length >= 60)) throw new UsageError(`At least a minute is needed.\n\n${usage}`);
  await buildIfStale(inProject('test-results'), { checkTypes: false });
  const mail = await startMailCatcher();
  const inspected = await freePort();
  const product = await openDemonstration({
    NODE_OPTIONS: `--inspect=127.0.0.1:${inspected}`,
    TRUSTED_PROXIES: '1',
    SMTP_URL: mail.url,
    MAIL_FROM: 'Crosswalk <soak@example.test>',
  });
  let stopped = false;
  void toldToStop().then(() => (stopped = true));
  const memory = await keptMemoryAt(inspected);
  const use = mixedUse(product, product.port);
  const startedAt = performance.now();
  const samples: Sample[] = [];
  const elapsed = () => (performance.now() - startedAt) / 1_000;
  const databaseKb = async () =>
    Number(
      (
        await product.admin.query<{ size: string }>(
          'select pg_database_size(current_database()) / 1024 as size',
        )
      ).rows[0]?.size,
    );
  const before = { kb: await databaseKb(), writes: 0 };
  const every = Math.min(60, Math.max(10, length / 80));
  try {
    while (elapsed() < length && !stopped) {
      await pause(every * 1_000);
      // Whoever ends this ends the product as well.
      if (stopped) break;
      const { visitor, staff, write } = use.taken();
      mail.mails.length = 0;
      if (elapsed() < warmUpOf(length))
        Object.assign(before, { kb: await databaseKb(), writes: use.counts.write });
      const written = use.counts.write - before.writes;
      const sample: Sample = {
        at: Math.round(elapsed()),
        figures: {
          keptMb: await memory.ask(),
          residentMb: residentMegabytes(product.pid),
          openFiles: readdirSync(`/proc/${product.pid}/fd`).length,
          connections: await connections(),
          processes: childrenOf(product.pid),
          visitorMs: quantile(visitor, 0.95),
          staffMs: quantile(staff, 0.95),
          writeMs: quantile(write, 0.95),
          logMb: sizeOf(path.join(product.home, 'log')) / 1e6,
          kbAWrite: written === 0 ? 0 : ((await databaseKb()) - before.kb) / written,
        },
      };
      samples.push(sample);
      console.log(`${String(sample.at).padStart(6)} s  ${said(sample)}`);
    }
  } finally {
    await use.stop();
    memory.close();
    await product.stop();
    await mail.close();
  }
  const seconds = samples.at(-1)?.at ?? 0;
  const trends = Object.fromEntries(
    (Object.keys(allowance) as Measure[]).map((measure) => {
      const { from, to, grows } = trendOf(measure, samples, length);
      return [measure, { from: rounded(from), to: rounded(to), grows }];
    }),
  );
  const asked = use.counts.visitor + use.counts.staff + use.counts.write;
  const growing = Object.keys(trends).filter((measure) => trends[measure]?.grows);
  const tooManyFailed = use.failures.length > Math.max(1, asked * mostFailed);
  const isWhole = !stopped && seconds >= length * 0.95;
  const file = inProject('evidence', `soak-${Math.round(seconds / 60)}-minutes.json`);
  const kept = {
    proof: 'soak',
    commit: commitOfSources(),
    machine: kindOfMachine(),
    endedAt: new Date().toISOString(),
    minutes: Math.round(seconds / 6) / 10,
    isWhole,
    counts: use.counts,
    failures: use.failures,
    warmUpSeconds: warmUpOf(length),
    trends,
    samples: thinned(samples),
  };
  writeFileSync(file, `${JSON.stringify(kept, null, 1)}\n`);
  console.log(
    `\nPROOF ${JSON.stringify({ proof: 'soak', minutes: kept.minutes, ...use.counts, failed: use.failures.length, trends })}`,
  );
  for (const measure of growing)
    console.error(`GROWS  ${measure}: ${trends[measure]?.from} to ${trends[measure]?.to}`);
  for (const failure of use.failures) console.error(`FAILED  ${failure}`);
  if (!isWhole) console.error('It was ended before its time and shows nothing of the rest.');
  return growing.length === 0 && !tooManyFailed && isWhole ? 0 : 1;

  async function connections(): Promise<number> {
    const { rows } = await product.admin.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where usename in ('app_rw', 'app_public')",
    );
    return rows[0]?.n ?? 0;
  }
});

function said({ figures }: Sample): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${rounded(value)}`)
    .join('  ');
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Some two hundred of them, which show the course as well as all. */
function thinned(samples: readonly Sample[]): Sample[] {
  const step = Math.ceil(samples.length / 200);
  return samples
    .filter((_, n) => n % step === 0)
    .map(({ at, figures }) => ({
      at,
      figures: Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [name, rounded(value)]),
      ) as Sample['figures'],
    }));
}

/** Programs that the product has started: readers of files, suggesters. */
function childrenOf(pid: number): number {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).length;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const place = path.join(folder, entry.name);
    return (
      sum + (entry.isDirectory() ? sizeOf(place) : (statSync(place, { throwIfNoEntry: false })?.size ?? 0))
    );
  }, 0);
}
