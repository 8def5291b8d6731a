/**
 * Mixed use of the built product for hours: visitors, students, staff, imports, mail and what runs beside them. Memory, connections, open
 * files, answers and disk are looked at all the time; ends with 1 when one of them grows after the warm-up, or when something was not
 * answered. The figures are kept under evidence/ from the first look on, so that a soak that is broken off leaves what it has measured;
 * what takes less than an hour is no evidence of hours, and kept under test-results/.
 *   npm run test:soak [-- --minutes 360]
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../tests/proof/overload/crowd';
import { keptMemoryAt } from '../tests/proof/soak/kept-memory';
import { mixedUse } from '../tests/proof/soak/mixed-use';
import { openRecord } from '../tests/proof/soak/record';
import { type Sample, type Trend, warmUpOf } from '../tests/proof/soak/slope';
import { verdictOf } from '../tests/proof/soak/verdict';
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

await runCommand(async () => {
  const { minutes } = readOptions(usage, { minutes: { type: 'string', default: '360' } }, 0).values;
  const length = Number(minutes) * 60;
  if (!(length >= 60)) throw new UsageError(`At least a minute is needed.\n\n${usage}`);
  await buildIfStale(inProject('test-results'), { checkTypes: false });
  const record = openRecord(inProject(length >= 3_600 ? 'evidence' : 'test-results'));
  const commit = commitOfSources();
  const mail = await startMailCatcher();
  const inspected = await freePort();
  const product = await openDemonstration({
    NODE_OPTIONS: `--inspect=127.0.0.1:${inspected}`,
    TRUSTED_PROXIES: '1',
    SMTP_URL: mail.url,
    MAIL_FROM: 'Crosswalk <soak@example.test>',
  });
  let endedBy: string | null = null;
  const told = toldToStop().then((why) => (endedBy = why));
  const memory = await keptMemoryAt(inspected);
  const use = mixedUse(product, product.port);
  const startedAt = performance.now();
  const samples: Sample[] = [];
  // Of all that this machine does: what others do on it makes answers slow as well.
  let busiest = 0;
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
  const look = async () => {
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
    busiest = Math.max(busiest, rounded(loadavg()[0] ?? 0));
    console.log(`${String(sample.at).padStart(6)} s  ${said(sample)}`);
    keep();
  };
  const judge = () =>
    verdictOf({
      length,
      samples,
      answered: use.counts.visitor + use.counts.staff + use.counts.write,
      failed: use.counts.failed,
    });
  const keep = () => {
    const { seconds, isWhole, trends } = judge();
    record.keep({
      proof: 'soak',
      commit,
      machine: kindOfMachine(),
      busiest,
      lookedAt: new Date().toISOString(),
      minutes: Math.round(seconds / 6) / 10,
      minutesWished: length / 60,
      isWhole,
      endedBy,
      counts: use.counts,
      failures: use.failures,
      warmUpSeconds: warmUpOf(length),
      trends: inFigures(trends),
      samples: thinned(samples),
    });
  };
  try {
    while (elapsed() < length && endedBy === null) {
      // Whoever ends this ends the product as well.
      await Promise.race([pause(every * 1_000, undefined, { ref: false }), told]);
      if (endedBy === null) await look();
    }
  } catch (error) {
    // A product that has ended is no reason to lose what was seen of it.
    endedBy ??= error instanceof Error ? error.message : String(error);
  } finally {
    await use.stop();
    memory.close();
    await product.stop();
    await mail.close();
  }
  const verdict = judge();
  if (samples.length > 0) keep();
  const file = record.finish();
  const figures = { minutes: Math.round(verdict.seconds / 6) / 10, ...use.counts, busiest };
  console.log(`\nPROOF ${JSON.stringify({ proof: 'soak', ...figures, trends: inFigures(verdict.trends) })}`);
  if (file !== null) console.log(`Kept in ${path.relative(inProject(), file)}.`);
  for (const measure of verdict.growing) {
    const { from = 0, to = 0 } = verdict.trends[measure] ?? {};
    console.error(`GROWS  ${measure}: ${rounded(from)} to ${rounded(to)}`);
  }
  for (const failure of use.failures) console.error(`FAILED  ${failure}`);
  if (!verdict.isWhole)
    console.error(`It was ended before its time (${endedBy}) and shows nothing of the rest.`);
  return verdict.isGreen ? 0 : 1;

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

function inFigures(trends: Readonly<Record<string, Trend>>): Record<string, Trend> {
  return Object.fromEntries(
    Object.entries(trends).map(([measure, { from, to, grows }]) => [
      measure,
      { from: rounded(from), to: rounded(to), grows },
    ]),
  );
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
