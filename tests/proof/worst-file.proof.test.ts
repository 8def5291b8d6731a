import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { parseNotes } from '@/lib/import/note';
import { requireInModule } from '@/scripts/product/programs-apart';
import { inProject, projectRoot } from '@/scripts/project';
import imports from '@/messages/en/imports.json';
import { type Asked, ask, quantile } from './overload/crowd';
import { killHard } from './support/bench';
import { Caller } from './support/call';
import { changedCopy } from './support/changed-copy';
import { openDemonstration } from './support/demonstration';
import { conclude } from './support/evidence';
import { pick, scale } from './support/scale';
import { worst, type WorstFile } from './worst-file/files';

// Registrars hand in the worst files that there are, more of them than the product has connections to its database, while others ask
// whether it lives, read a public page and work. Nobody waits for the files, and each of them ends in words. The same product that
// reads them in the process that serves fails at this.
const slice: readonly WorstFile[] = [
  worst.wide,
  worst.cells,
  worst.deep,
  worst.bomb,
  worst.workbookOf(20_000),
  worst.rows(20_000),
];
const all: readonly WorstFile[] = [...slice, worst.rows(100_000), worst.silent, worst.blank];
const files = { slice, ci: all, campaign: [...all, worst.tooManyRows] }[scale];
/** So many of the file that takes longest at once: more than the application has connections. Not all of them are waited for. */
const flood = pick({ slice: 0, ci: 12, campaign: 12 });
/** At the 95th percentile, in milliseconds; and the share of all that may be told to come back. A slice shares its two cores with other tests. */
const most = {
  live: pick({ slice: 3_000, ci: 1_000, campaign: 1_000 }),
  other: pick({ slice: 10_000, ci: 4_000, campaign: 4_000 }),
  unserved: pick({ slice: 0.1, ci: 0.05, campaign: 0.05 }),
};
/** Whoever else uses these cores counts for as much as just before: an answer may also take so many times as long as it did then. */
const mostTimesAlone = 10;
/** @units milliseconds */
const time = {
  between: 100,
  alone: 3_000,
  control: 15_000,
  ended: pick({ slice: 60_000, ci: 300_000, campaign: 900_000 }),
};

const product = await openDemonstration({ TRUSTED_PROXIES: '1' });
const folder = mkdtempSync(path.join(tmpdir(), 'crosswalk-worst-file-'));
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

const registrars = product.people.filter(({ roles }) => roles.includes('registrar'));
const [first, ...others] = registrars.filter(
  ({ tenantId }, n, all) => all.findIndex((one) => one.tenantId === tenantId) === n,
);
const colleague = others[0];
const watched = {
  live: { address: '/api/health/live', from: '127.0.0.1' },
  page: { address: `/catalog/${product.things['slug']?.[0] ?? ''}`, from: '192.0.2.7' },
  staff: { address: '/registrar/rules', from: '192.0.2.8', cookie: colleague?.cookie ?? '' },
} as const;
type Watched = keyof typeof watched;

/** Each is asked so often, whether the one before was answered or not: a moment in which nobody is answered weighs by its length. */
function keepAsking(port: number): { stop: () => Promise<Seen> } {
  const sent: Record<Watched, Promise<Asked>[]> = { live: [], page: [], staff: [] };
  const leaving = new AbortController();
  let [over, n] = [false, 0];
  const asking = (async () => {
    for (; !over; n += 1) {
      for (const name of ['live', 'page', 'staff'] as const) {
        if (name !== 'live' && n % 5 !== 0) continue;
        const { address, ...by } = watched[name];
        sent[name].push(ask({ port }, address, { ...by, signal: leaving.signal }));
      }
      await pause(time.between);
    }
  })();
  return {
    stop: async () => {
      over = true;
      await asking;
      // Whoever is not answered by then has waited long enough to count.
      setTimeout(() => leaving.abort(), most.other).unref();
      const [live, page, staff] = await Promise.all(
        [sent.live, sent.page, sent.staff].map((all) => Promise.all(all)),
      );
      return { live: live ?? [], page: page ?? [], staff: staff ?? [] };
    },
  };
}

async function handIn(caller: Caller, cookie: string, { kind, content, name }: WorstFile): Promise<string> {
  const file = { fileName: `${name}.csv`, type: 'text/csv', content };
  const leadsTo = await caller.act('receiveImportAction', cookie, { kind, file, onBadRows: 'skip' });
  return /imports\/([0-9a-f-]{36})/.exec(String(leadsTo))?.[1] ?? '';
}

async function batch(id: string): Promise<{ status: string; problem: string }> {
  const { rows } = await product.admin.query<{ status: string; problem: string }>(
    `select status, coalesce(counts->>'problem', '') as problem from import_batch where id = $1`,
    [id],
  );
  return rows[0] ?? { status: 'none', problem: '' };
}

/** Until nobody works on a file any more. */
async function ended(ids: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await Promise.all(ids.map(batch))).map(({ status }) => status), {
      timeout: time.ended,
      interval: 500,
    })
    .not.toContain('checking');
}

const p95 = (answers: readonly Asked[]) =>
  quantile(
    answers.map(({ took }) => took),
    0.95,
  );
type Seen = Record<Watched, Asked[]>;
const askedIn = (seen: Seen) => Object.values(seen).flat().length;
const unserved = (seen: Seen) =>
  Object.values(seen)
    .flat()
    .filter(({ status }) => status !== 200).length;
const broken = (seen: Seen, alone: Seen): string[] => [
  ...(p95(seen.live) >= Math.max(most.live, p95(alone.live) * mostTimesAlone)
    ? ['whether it lives is not answered in time']
    : []),
  ...(['page', 'staff'] as const).flatMap((name) =>
    p95(seen[name]) >= Math.max(most.other, p95(alone[name]) * mostTimesAlone)
      ? [`${name}: waits for the files`]
      : [],
  ),
  ...(unserved(seen) > most.unserved * askedIn(seen) ? ['somebody is not served'] : []),
];
async function watchAlone(port: number): Promise<Seen> {
  // Once to be warm.
  for (const { address, ...by } of Object.values(watched)) await ask({ port }, address, by);
  const asking = keepAsking(port);
  await pause(time.alone);
  return asking.stop();
}
const figuresOf = (seen: Seen, alone: Seen) => ({
  asked: askedIn(seen),
  notServed: unserved(seen),
  liveAlone: p95(alone.live),
  liveP95: p95(seen.live),
  pageAlone: p95(alone.page),
  pageP95: p95(seen.page),
  staffAlone: p95(alone.staff),
  staffP95: p95(seen.staff),
});

test('while the worst files are read nobody waits for them, and each ends in words', async () => {
  const caller = new Caller(product.address);
  const alone = await watchAlone(product.port);
  const asking = keepAsking(product.port);
  const given: { file: WorstFile; id: string }[] = [];
  for (const file of files) given.push({ file, id: await handIn(caller, first?.cookie ?? '', file) });
  const flooding = [];
  for (let n = 0; n < flood; n += 1) flooding.push(await handIn(caller, first?.cookie ?? '', worst.blank));
  await ended([...given.map(({ id }) => id), ...flooding.slice(0, 2)]);
  const seen = await asking.stop();
  conclude('worst-file', { files: given.length, flood, ...figuresOf(seen, alone) });
  const states = await Promise.all(
    given.map(async ({ file, id }) => {
      const { status, problem } = await batch(id);
      const reason = parseNotes(problem)[0]?.code;
      return { name: file.name, status, ...(reason && { reason }) };
    }),
  );
  expect(states).toEqual(given.map(({ file }) => ({ name: file.name, ...file.ends })));
  for (const { file, id } of given.filter((one) => one.file.ends.reason !== undefined)) {
    const page = await fetch(`${product.address}/registrar/imports/${id}`, {
      headers: { cookie: first?.cookie ?? '' },
    });
    expect(await page.text(), file.name).toContain(wordsOf(file.ends.reason ?? ''));
  }
  expect(broken(seen, alone)).toEqual([]);
  caller.close();
});

/** How the page begins to say it. */
function wordsOf(reason: string): string {
  const said = (imports.notes as Record<string, string>)[reason.replace('/', '-')] ?? '';
  return said.split('{')[0] ?? '';
}

test('control: read in the process that serves, one file makes everybody wait', async () => {
  const program = changedCopy(
    path.join(folder, 'reads-here'),
    /\(0,\w+\.spawn\)\(\w+\.execPath,\[`--max-old-space-size=\$\{/g,
    'globalThis.readHere(null,[`${',
  );
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [inProject('tests', 'proof', 'worst-file', 'read-here.ts')],
    outfile: path.join(path.dirname(program), 'read-here.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: requireInModule },
    logLevel: 'warning',
  });
  writeFileSync(program, `import './read-here.mjs';\n${readFileSync(program, 'utf8')}`);
  const beside = await product.startBeside(program);
  const caller = new Caller(`http://127.0.0.1:${beside.port}`);
  try {
    const alone = await watchAlone(beside.port);
    const asking = keepAsking(beside.port);
    // What it is answered comes when the file has been read.
    void handIn(caller, first?.cookie ?? '', worst.blank).catch(() => '');
    await pause(time.control);
    const seen = await asking.stop();
    const found = broken(seen, alone);
    conclude('worst-file-control', { ...figuresOf(seen, alone), broken: found.join('; ') });
    expect(found).toContain('whether it lives is not answered in time');
  } finally {
    caller.close();
    killHard(beside.pid);
    await beside.stop();
  }
});
