/**
 * Measures the catalog search on generated entries, always the same ones: how long the index takes to make, write and read, how much memory
 * it takes, and what a search with two filters and the counts of all facets costs. What it answers is compared with a plain look at every
 * entry.
 *   npm run bench:catalog -- 100000 [--queries 200] [--changes 200]
 */
import { saysLittle } from '@/lib/search/function-words';
import { anything, type Search } from '@/lib/search/search';
import { SearchIndex } from '@/lib/search/search-index';
import { textsOf } from '@/lib/search/document';
import { stemLanguage, stemOf } from '@/lib/search/stems';
import { termsOf } from '@/lib/search/terms';
import { EntryMaker } from './bench/generated-entries';
import { createRandom, pick } from './bench/random';
import { quantile } from './bench/statistics';
import { readOptions, runCommand } from './command-line';

const usage = 'npm run bench:catalog -- COUNT [--queries 200] [--changes 200]';
/** Entries that the plain look compares at most, and searches that it compares. */
const compared = { entries: 20_000, searches: 12 };
/** Spent on making entries. @units ms */
let generating = 0;

await runCommand(async () => {
  const { values, positionals } = readOptions(
    usage,
    { queries: { type: 'string', default: '200' }, changes: { type: 'string', default: '200' } },
    1,
  );
  const count = Number(positionals[0]);
  const maker = new EntryMaker(1);
  const searches = searchesOf(maker, Number(values.queries));

  const small = Math.min(count, compared.entries);
  const wrong = compareWithPlainLook(maker, small, searches);
  console.log(
    `compared with a plain look at ${small} entries: ${compared.searches} searches, ${wrong} differ`,
  );

  const before = memory();
  const index = madeAndReadBack(maker, count);
  print('memory', `${memory() - before} MB more than before`);

  for (const kind of ['head', 'middle', 'two words', 'tail', 'slip', 'nothing asked'] as const) {
    const some = searches.filter((one) => one.kind === kind);
    for (const { search } of some.slice(0, 20)) index.find(search);
    const times = some.map(({ search }) => timed(() => index.find(search)));
    const totals = times.map(({ value }) => value.total).sort((a, b) => a - b);
    print(
      kind,
      `${percentiles(times.map(({ cpu }) => cpu))} ms of CPU; ${totals[totals.length >> 1]} found at the median`,
    );
  }
  const changes = Array.from({ length: Number(values.changes) }, (_, at) =>
    timed(() => index.put([{ ...maker.entry(at * 7), title: `changed ${at}` }])),
  );
  print('one change', `${percentiles(changes.map(({ ms }) => ms))} ms`);
  const after = searches
    .filter(({ kind }) => kind === 'middle')
    .map(({ search }) => timed(() => index.find(search)).cpu);
  print('middle after', `${percentiles(after)} ms of CPU`);
  const hostile = hostileTexts().map((words) => timed(() => index.find({ ...anything, words })).ms);
  const worst = Math.max(...hostile);
  print(
    'hostile',
    `${worst.toFixed(0)} ms at most, of ${hostile.length}: ${hostileTexts()[hostile.indexOf(worst)]?.slice(0, 12)}`,
  );
  return wrong === 0 ? 0 : 1;
});

/** The index of so many entries as a start has it: read from the bytes that were written of it. */
function madeAndReadBack(maker: EntryMaker, count: number): SearchIndex {
  const built = timed(() => SearchIndex.of(entriesOf(maker, count)));
  console.log(`\n${count} entries`);
  print(
    'made',
    `${(built.cpu / 1_000).toFixed(1)} s of CPU, with ${(built.made / 1_000).toFixed(1)} s for generating them`,
  );
  const written = timed(() => built.value.write(''));
  print('written', `${written.ms.toFixed(0)} ms, ${(written.value.length / 2 ** 20).toFixed(0)} MB`);
  const read = timed(() => SearchIndex.read(written.value));
  if (read.value === null) throw new Error('What was written cannot be read.');
  print('read', `${read.ms.toFixed(0)} ms`);
  return read.value.index;
}

interface Asked {
  kind: 'head' | 'middle' | 'two words' | 'tail' | 'slip' | 'nothing asked';
  search: Search;
}

function searchesOf(maker: EntryMaker, each: number): Asked[] {
  const random = createRandom(99);
  const facetNames = Object.keys(maker.entry(0).facets);
  const between = (from: number, to: number) => maker.words[from + random(to - from)] as string;
  const search = (words: string): Search => ({
    ...anything,
    words,
    facets: {
      ...Object.fromEntries(facetNames.map((name) => [name, { of: [name], chosen: [] }])),
      level: { of: ['level'], chosen: [`Level ${random(4)}`, `Level ${4 + random(4)}`] },
      kind: { of: ['kind'], chosen: ['certificate', pick(random, ['course', 'exam'])] },
    },
  });
  const make: Record<Asked['kind'], () => string> = {
    head: () => between(0, 60),
    middle: () => between(400, 900),
    'two words': () => `${between(0, 200)} ${between(40, 900)}`,
    tail: () => between(8_000, 40_000),
    slip: () => slipped(between(100, 4_000), random(5)),
    'nothing asked': () => '',
  };
  return Object.entries(make).flatMap(([kind, words]) =>
    Array.from({ length: each / 4 }, () => ({ kind: kind as Asked['kind'], search: search(words()) })),
  );
}

function slipped(word: string, at: number): string {
  return word.slice(0, at + 1) + word.slice(at + 2);
}

/** How many searches another way of finding answers differently: each entry is looked at, word by word. */
function compareWithPlainLook(maker: EntryMaker, count: number, searches: readonly Asked[]): number {
  const index = SearchIndex.of(entriesOf(maker, count));
  const some = searches
    .filter(({ kind }) => kind !== 'slip')
    .filter((_, at, all) => at % Math.ceil(all.length / compared.searches) === 0);
  const expected = some.map(() => ({ total: 0, kinds: new Map<string, number>() }));
  for (const entry of entriesOf(maker, count)) {
    const terms = new Set(
      Object.values(textsOf(entry)).flatMap((texts) => texts.flatMap((text) => termsOf(text, true).inOrder)),
    );
    const language = stemLanguage(entry.language);
    const stems = new Set(language === null ? [] : [...terms].map((term) => stemOf(term, language)));
    some.forEach(({ search }, at) => {
      const words = search.words.split(' ').filter((word) => word !== '' && !saysLittle(word));
      const has = (word: string, place: number) =>
        terms.has(word) ||
        (language !== null && stems.has(stemOf(word, language) ?? '-')) ||
        (place === words.length - 1 && [...terms].some((term) => term.startsWith(word)));
      if (!words.every(has)) return;
      const meets = (facet: string) =>
        (search.facets[facet]?.chosen ?? []).length === 0 ||
        entry.facets[facet]?.some((value) => search.facets[facet]?.chosen.includes(value));
      const found = expected[at] as { total: number; kinds: Map<string, number> };
      if (meets('level') && meets('kind')) found.total++;
      if (meets('level'))
        for (const kind of entry.facets['kind'] ?? [])
          found.kinds.set(kind, (found.kinds.get(kind) ?? 0) + 1);
    });
  }
  return some.filter(({ search }, at) => {
    const { total, facets } = index.find(search);
    const { total: own, kinds } = expected[at] as { total: number; kinds: Map<string, number> };
    const isSame =
      total === own &&
      (facets['kind'] ?? []).every(({ value, count: told }) => (kinds.get(value) ?? 0) === told);
    if (!isSame) console.log(`“${search.words}”: ${total}, by a plain look ${own}`);
    return !isSame;
  }).length;
}

function* entriesOf(maker: EntryMaker, count: number) {
  for (let number = 0; number < count; number++) {
    const started = performance.now();
    const entry = maker.entry(number);
    generating += performance.now() - started;
    yield entry;
  }
}

function timed<T>(work: () => T): { value: T; ms: number; cpu: number; made: number } {
  const [made, started, cpu] = [generating, performance.now(), process.cpuUsage()];
  const value = work();
  const { user, system } = process.cpuUsage(cpu);
  return { value, ms: performance.now() - started, cpu: (user + system) / 1_000, made: generating - made };
}

function hostileTexts(): string[] {
  const planes = Array.from({ length: 17 }, (_, plane) =>
    Array.from({ length: 400 }, (_, at) =>
      String.fromCodePoint(Math.min(0x10ffff, plane * 0x10000 + 0x100 + at * 7)),
    ).join(' '),
  );
  return [
    'a '.repeat(10_000),
    'ab '.repeat(10_000),
    Array.from({ length: 10_000 }, (_, at) => `w${at}`).join(' '),
    '*'.repeat(10_000),
    'a* b* c* d* e* f* g* h* i* j* k*',
    '"'.repeat(10_000),
    '"s t" "a b" "c d" "e f"',
    '-'.repeat(10_000),
    'a-'.repeat(10_000),
    "l'".repeat(10_000),
    '中'.repeat(10_000),
    'x'.repeat(100_000),
    ...planes,
  ];
}

/** Held by what lives: lists of numbers and everything else. @units MB */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return Math.round((heapUsed + arrayBuffers) / 2 ** 20);
}

function percentiles(list: readonly number[]): string {
  return `p50 ${quantile(list, 0.5).toFixed(2)}, p95 ${quantile(list, 0.95).toFixed(2)}`;
}

function print(what: string, said: string): void {
  console.log(`${what.padEnd(14)} ${said}`);
}
