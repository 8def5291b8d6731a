/**
 * Measures what pages and answers cost where the catalog is as large as a country's: fills a throw-away database with generated entries and
 * rules in force, always the same ones, starts the built product on it and asks.
 *   npm run bench:pages -- 100000 [--institutions 50] [--rounds 40]
 */
import http from 'node:http';
import path from 'node:path';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { childrenOf, computingOf, residentMegabytes } from './process-figures';
import { fillCatalog, type Filled } from './bench/filled-catalog';
import { createRandom, pick } from './bench/random';
import { quantile } from './bench/statistics';
import { readOptions, runCommand } from './command-line';
import { freePort } from './database/cluster';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { appEnvironment } from './product/app-environment';
import { startApp } from './product/app-process';
import { buildIfStale } from './product/build';
import { inProject } from './project';

const usage = 'npm run bench:pages -- COUNT [--institutions 50] [--rounds 40]';

/** Each request comes from another network, so that none is turned away for asking much. */
let addresses = 0;

await runCommand(async () => {
  const { values, positionals } = readOptions(
    usage,
    {
      institutions: { type: 'string', default: '50' },
      rounds: { type: 'string', default: '40' },
    },
    1,
  );
  const home = mkdtempSync(path.join(tmpdir(), 'crosswalk-bench-'));
  chmodSync(home, 0o755); // for the users to whom root hands database and application
  const server = await openBundledServer(home, { wishedPort: 0 });
  try {
    await provision(server);
    await applyMigrations(server.as('app_migrate'), server.admin, inProject('prisma', 'migrations'));
    await buildIfStale(path.join(home, 'log'), { checkTypes: false });
    const began = performance.now();
    const filled = await fillCatalog(server, {
      entries: Number(positionals[0]),
      rulesEach: 3,
      institutions: Number(values.institutions),
    });
    console.log(`filled in ${seconds(began)} s`);
    const port = await freePort();
    const environment = {
      ...appEnvironment(server, { home, host: '127.0.0.1', port, demonstration: false }),
      TRUSTED_PROXIES: '1',
    };
    for (const start of ['first start', 'second start']) {
      const startedAt = performance.now();
      const app = await startApp(environment, path.join(home, 'log', 'app.log'));
      try {
        console.log(`\n${start}: ready after ${seconds(startedAt)} s`);
        const lives: number[] = [];
        let read = false;
        const first = get(port, '/api/v1/catalog?q=').then(({ status }) => {
          read = true;
          return status;
        });
        while (!read) lives.push((await get(port, '/api/health/live')).took);
        const status = await first;
        console.log(
          `catalog read after ${seconds(startedAt)} s (${status}); live meanwhile at most ${Math.max(...lives).toFixed(0)} ms; ${residentMegabytes(app.pid)} MB; ${(computingOf(app.pid) / 1000).toFixed(1)} s of CPU`,
        );
        await measure(port, app.pid, server.cluster?.pid ?? 0, filled, Number(values.rounds));
        console.log(`${residentMegabytes(app.pid)} MB afterwards`);
      } finally {
        await app.stop();
      }
    }
    return 0;
  } finally {
    await server.leave();
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

async function measure(
  port: number,
  app: number,
  postmaster: number,
  filled: Filled,
  rounds: number,
): Promise<void> {
  const random = createRandom(5);
  const slug = () => pick(random, filled.slugs);
  const word = () => filled.words[40 + random(2_000)] ?? '';
  const institution = () => pick(random, filled.institutions);
  const kinds: Record<string, () => string> = {
    live: () => '/api/health/live',
    home: () => '/',
    list: () => '/catalog',
    search: () => `/catalog?q=${word()}`,
    'search two filters': () => `/catalog?q=${word()}&kind=certificate&level=beginner`,
    'search at one': () => `/catalog?q=${word()}&institution=${institution()}`,
    'search API': () => `/api/v1/catalog?q=${word()}&kind=certificate&level=beginner`,
    'search API, again': () => '/api/v1/catalog?q=data&kind=certificate',
    certificate: () => `/catalog/${slug()}`,
    'certificate JSON': () => `/api/v1/catalog/${slug()}`,
    institutions: () => '/institutions',
    institution: () => `/institutions/${institution()}`,
    'estimate, ten': () =>
      `/estimate?institution=${institution()}&${Array.from({ length: 10 }, (_, at) => `mc${at + 1}=${slug()}`).join('&')}`,
    sitemap: () => '/sitemap.xml',
  };
  for (const [kind, address] of Object.entries(kinds)) {
    const times: { ms: number; app: number; database: number; bytes: number }[] = [];
    let wrong = 0;
    for (let round = -2; round < rounds; round++) {
      const before = [computingOf(app), databaseOf(postmaster)] as const;
      const { status, took, bytes } = await get(port, address());
      if (status !== 200) wrong++;
      if (round >= 0)
        times.push({
          ms: took,
          app: computingOf(app) - before[0],
          database: databaseOf(postmaster) - before[1],
          bytes,
        });
      if (took > 5_000) break;
    }
    const middle = (of: (one: (typeof times)[number]) => number, share = 0.5) =>
      quantile(times.map(of), share);
    console.log(
      `${kind.padEnd(20)} ${middle((one) => one.app)
        .toFixed(1)
        .padStart(7)} ms app ${middle((one) => one.database)
        .toFixed(1)
        .padStart(
          7,
        )} ms database; took ${middle((one) => one.ms).toFixed(0)} p95 ${middle((one) => one.ms, 0.95).toFixed(0)} ms; ${(middle((one) => one.bytes) / 1000).toFixed(0)} kB${wrong > 0 ? `; ${wrong} NOT 200` : ''}`,
    );
  }
}

function databaseOf(postmaster: number): number {
  return childrenOf(postmaster).reduce((sum, pid) => sum + computingOf(pid), 0);
}

function get(port: number, address: string): Promise<{ status: number; took: number; bytes: number }> {
  const startedAt = performance.now();
  addresses++;
  return new Promise((resolve, reject) => {
    http
      .get(
        {
          host: '127.0.0.1',
          port,
          path: address,
          agent: false,
          headers: {
            accept: 'text/html',
            'x-forwarded-for': `10.${addresses % 200}.${(addresses >> 8) % 200}.1`,
          },
        },
        (response) => {
          let bytes = 0;
          response
            .on('data', (some: Buffer) => (bytes += some.length))
            .on('end', () =>
              resolve({ status: response.statusCode ?? 0, took: performance.now() - startedAt, bytes }),
            )
            .on('error', reject);
        },
      )
      .on('error', reject);
  });
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
