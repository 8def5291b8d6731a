/**
 * Measures how well the catalog search orders what it finds: queries of every kind are made from real entries, always the same ones, and
 * each counts as answered where an entry that is right stands first, or among the first ten.
 *   npm run bench:relevance -- --data FILE [--each 400] [--seed 1] [--show KIND]
 * FILE has one entry a line, as JSON: id, title, provider, platform, skills, outcomes, description, language.
 */
import { anything } from '@/lib/search/search';
import { SearchIndex } from '@/lib/search/search-index';
import { createRandom } from './bench/random';
import { wilson } from './bench/statistics';
import { readListedEntries, toSearchDocument } from './bench/listed-entries';
import { kinds, makeQueries } from './bench/relevance-queries';
import { readOptions, runCommand, UsageError } from './command-line';

const usage = 'npm run bench:relevance -- --data FILE [--each 400] [--seed 1] [--show KIND]';
/** What is wanted of each kind and of all. @units share of queries */
const wanted = { kind: { first: 0.75, ten: 0.95 }, all: { first: 0.88, ten: 0.99 } };

await runCommand(async () => {
  const { values } = readOptions(
    usage,
    {
      data: { type: 'string' },
      each: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      show: { type: 'string' },
    },
    0,
  );
  if (values.data === undefined) throw new UsageError(usage);
  const entries = readListedEntries(values.data);
  const index = SearchIndex.of(entries.map(toSearchDocument));
  const queries = makeQueries(entries, Number(values.each), createRandom(Number(values.seed)));
  const titles = new Map(entries.map(({ id, title }) => [id, title]));
  const counts = new Map(kinds.map((kind) => [kind, { asked: 0, first: 0, ten: 0 }]));
  const started = performance.now();
  for (const { kind, words, right } of queries) {
    const { ids, reading, total } = index.find({ ...anything, words, size: 10 });
    const place = ids.findIndex((id) => right.has(id));
    const count = counts.get(kind) as { asked: number; first: number; ten: number };
    count.asked++;
    if (place === 0) count.first++;
    if (place >= 0) count.ten++;
    if (values.show === kind && place !== 0)
      console.log(
        `${place + 1 || '-'} of ${total} (${reading}) “${words}” wanted ${titles.get([...right][0] ?? '')}; first ${titles.get(ids[0] ?? '')}`,
      );
  }
  const spent = (performance.now() - started) / Math.max(1, queries.length);
  console.log(`${entries.length} entries, ${queries.length} queries, ${spent.toFixed(2)} ms each\n`);
  console.log('kind        queries  first  (95 %)        among ten  (95 %)');
  const all = { asked: 0, first: 0, ten: 0 };
  let isGood = true;
  for (const [kind, { asked, first, ten }] of counts) {
    if (asked === 0) continue;
    print(kind, asked, first, ten);
    isGood &&= first / asked >= wanted.kind.first && ten / asked >= wanted.kind.ten;
    all.asked += asked;
    all.first += first;
    all.ten += ten;
  }
  print('all', all.asked, all.first, all.ten);
  isGood &&= all.first / all.asked >= wanted.all.first && all.ten / all.asked >= wanted.all.ten;
  console.log(
    `\nwanted: first 88 %, among ten 99 %, no kind below 75 and 95: ${isGood ? 'reached' : 'not reached'}`,
  );
  return 0;
});

function print(name: string, asked: number, first: number, ten: number): void {
  console.log(
    `${name.padEnd(10)} ${String(asked).padStart(8)}  ${shareOf(first, asked)}  ${shareOf(ten, asked)}`,
  );
}

/** A share with its 95 % interval, in per cent. */
function shareOf(some: number, all: number): string {
  const { part, low, high } = wilson(some, all);
  const percent = (value: number) => (100 * value).toFixed(1);
  return `${percent(part).padStart(5)}  (${percent(low)} to ${percent(high)})`;
}
