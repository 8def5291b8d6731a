/**
 * Measures what pages and answers cost where the catalog is as large as a country's: fills a throw-away database with generated entries and
 * rules in force, always the same ones, starts the built product on it and asks.
 *   npm run bench:pages -- 100000 [--institutions 50] [--rounds 40]
 * Beside each page that has a floor stands what the same elements cost in a bare page of the framework, asked in turn; then what a first
 * visit costs a slow telephone.
 */
import http from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { childrenOf, computingOf, residentMegabytes } from './process-figures';
import { drawnOf, startBareNext } from './bench/bare-next';
import { fillCatalog, type Filled } from './bench/filled-catalog';
import { measureFirstViews } from './bench/first-view';
import { createRandom, pick } from './bench/random';
import { quantile } from './bench/statistics';
import { readOptions, runCommand } from './command-line';
import { freePort } from './database/cluster';
import { toUrl } from './database/connection';
import { applyMigrations } from './database/migrate';
import { openBundledServer, provision } from './database/server';
import { appEnvironment } from './product/app-environment';
import { startApp } from './product/app-process';
import { buildIfStale } from './product/build';
import { inProject } from './project';

const usage = 'npm run bench:pages -- COUNT [--institutions 50] [--rounds 40]';

/** Each request comes from another network, so that none is turned away for asking much. */
let addresses = 0;

/** What asks for nothing: what is left is what every request pays before a page begins. */
const leastAnswer = 'least answer';

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
        // What entries earn is read in the background, and would be counted as a cost of whatever is asked meanwhile.
        while ((await get(port, '/api/v1/catalog?sort=credit')).status !== 200) await pause(1_000);
        console.log(`amounts read after ${seconds(startedAt)} s`);
        await measure(port, app.pid, server.cluster?.pid ?? 0, filled, Number(values.rounds));
        if (start === 'second start') {
          await compare(port, app.pid, toUrl(server.admin), filled, Number(values.rounds));
          await visit(port, filled);
        }
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
    'part of sitemap': () => '/sitemap/1',
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

/** Pages and answers of ours beside the framework's least, which draws the same elements and answers with the same values. */
async function compare(
  port: number,
  app: number,
  database: string,
  filled: Filled,
  rounds: number,
): Promise<void> {
  const random = createRandom(11);
  const some = (of: () => string) => Array.from({ length: 12 }, of);
  const slugs = some(() => pick(random, filled.slugs));
  const kinds: Record<string, { paths: string[]; most: number }> = {
    certificate: { paths: slugs.map((slug) => `/catalog/${slug}`), most: 1.5 },
    list: {
      paths: some(() => `/catalog?q=${filled.words[40 + random(2_000)] ?? ''}`),
      most: 1.5,
    },
    institution: { paths: some(() => `/institutions/${pick(random, filled.institutions)}`), most: Infinity },
    start: { paths: ['/'], most: Infinity },
    'certificate JSON': { paths: slugs.map((slug) => `/api/v1/catalog/${slug}`), most: 1.3 },
    [leastAnswer]: { paths: ['/api/v1'], most: Infinity },
  };
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS bare_row (key text PRIMARY KEY, said jsonb NOT NULL)');
  const barePort = await freePort();
  const bare = await startBareNext(barePort, database);
  try {
    for (const [kind, { paths, most }] of Object.entries(kinds)) {
      const isPage = !paths[0]?.startsWith('/api/');
      for (const [at, path] of paths.entries()) {
        const { text } = await get(port, path);
        const said = JSON.stringify(isPage ? drawnOf(text) : JSON.parse(text));
        await client.query('INSERT INTO bare_row VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET said = $2', [
          `${kind}-${at}`,
          said,
        ]);
      }
      const ours: number[] = [];
      const theirs: number[] = [];
      const bytes: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
      for (let round = -5; round < rounds; round++) {
        const at = (round + 5) % paths.length;
        const sides = [
          { pid: app, port, path: paths[at] ?? '/', costs: ours, sizes: bytes.ours },
          {
            pid: bare.pid,
            port: barePort,
            path:
              kind === leastAnswer
                ? '/least'
                : `/${isPage ? 'page' : 'row'}/${encodeURIComponent(`${kind}-${at}`)}`,
            costs: theirs,
            sizes: bytes.theirs,
          },
        ];
        for (const side of sides) {
          const before = computingOf(side.pid);
          const answer = await get(side.port, side.path);
          if (answer.status !== 200) throw new Error(`${side.path} answered ${answer.status}`);
          if (round < 0) continue;
          side.costs.push(computingOf(side.pid) - before);
          side.sizes.push(answer.bytes);
        }
      }
      const [own, least] = [quantile(ours, 0.5), quantile(theirs, 0.5)];
      const kilobytes = (list: number[]) => (quantile(list, 0.5) / 1_000).toFixed(1);
      const ratio = own / least;
      console.log(
        `${kind.padEnd(20)} ${own.toFixed(1).padStart(6)} ms, bare ${least.toFixed(1).padStart(6)} ms: ${ratio.toFixed(2)}×${ratio > most ? ` MORE THAN ${most}` : ''}; compressed ${kilobytes(bytes.ours)} kB, bare ${kilobytes(bytes.theirs)} kB`,
      );
    }
  } finally {
    await bare.stop();
    await client.end();
  }
}

async function visit(port: number, filled: Filled): Promise<void> {
  const slug = filled.slugs[7] ?? '';
  const institution = filled.institutions[0] ?? '';
  const views = await measureFirstViews(
    `http://127.0.0.1:${port}`,
    {
      start: '/',
      list: '/catalog',
      certificate: `/catalog/${slug}`,
      institutions: '/institutions',
      institution: `/institutions/${institution}`,
      estimate: `/estimate?institution=${institution}&mc1=${slug}`,
      help: '/help',
    },
    3,
  );
  for (const [name, { largestPaint, blocking, shift, requests, kilobytes }] of Object.entries(views))
    console.log(
      `first view, ${name.padEnd(14)} largest paint ${(largestPaint / 1_000).toFixed(2)} s, blocking ${blocking.toFixed(0)} ms, shift ${shift.toFixed(3)}, ${requests} requests, ${kilobytes.toFixed(0)} kB`,
    );
}

function databaseOf(postmaster: number): number {
  return childrenOf(postmaster).reduce((sum, pid) => sum + computingOf(pid), 0);
}

/** Asks as a browser does, which reads compressed answers. */
function get(
  port: number,
  address: string,
): Promise<{ status: number; took: number; bytes: number; text: string }> {
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
            'accept-encoding': 'gzip',
            'x-forwarded-for': `10.${addresses % 200}.${(addresses >> 8) % 200}.1`,
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response
            .on('data', (some: Buffer) => parts.push(some))
            .on('end', () => {
              const took = performance.now() - startedAt;
              const whole = Buffer.concat(parts);
              const isPacked = response.headers['content-encoding'] === 'gzip';
              resolve({
                status: response.statusCode ?? 0,
                took,
                bytes: whole.length,
                text: (isPacked ? gunzipSync(whole) : whole).toString(),
              });
            })
            .on('error', reject);
        },
      )
      .on('error', reject);
  });
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
