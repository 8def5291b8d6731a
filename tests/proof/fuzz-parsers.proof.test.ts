import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { refuse } from '@/lib/kernel/refusal';
import { conclude } from './support/evidence';
import { pick } from './support/scale';
import { huntFiles } from './fuzz/files';
import { huntWorkbooks, workbookShapes } from './fuzz/workbooks';
import { hunt, type Hunted, type Target } from './fuzz/hunt';
import { mutatedText } from './fuzz/mutate';
import { forms, longTexts, shapes } from './fuzz/shapes';
import { targets } from './fuzz/targets';
import { growthOf, steepest } from './fuzz/growth';
import { chanceOf } from './support/chance';

const inputs = pick({
  slice: 20_000,
  ci: 2_000_000,
  campaign: Number(process.env['PROOF_INPUTS'] ?? 100_000_000),
});
/** Whole files cost a hundred times what a text costs. */
const files = Math.round(inputs * 0.01);
/** What all parsers together may leave behind once it is collected, and what they may take in between. @units megabytes */
const mostKept = 80;
const mostTaken = 500;

test('no parser throws, hangs or keeps memory, whatever it is given', async () => {
  const weights = targets.reduce((sum, { weight }) => sum + weight, 0);
  const all: Record<string, Hunted> = {};
  const heldBefore = heldAfterCollecting();
  const startedAt = process.memoryUsage().rss;
  let most = startedAt;
  for (const target of targets) {
    all[target.name] = hunt(target, Math.ceil(((inputs - files) * target.weight) / weights));
    most = Math.max(most, process.memoryUsage().rss);
  }
  all['import files'] = await huntFiles(Math.ceil(files / 2));
  all['workbooks'] = await huntWorkbooks(Math.ceil(files / 2));
  most = Math.max(most, process.memoryUsage().rss);
  const kept = (heldAfterCollecting() - heldBefore) / 1_048_576;

  const runs = Object.entries(all);
  const sum = (of: (run: Hunted) => number) => runs.reduce((total, [, run]) => total + of(run), 0);
  const [slowestName, slowest] = runs.reduce((worst, one) =>
    one[1].slowest > worst[1].slowest ? one : worst,
  );
  conclude('fuzz-parsers', {
    parsers: runs.length,
    inputs: sum((run) => run.inputs),
    taken: sum((run) => run.taken),
    refused: sum((run) => run.refused),
    found: sum((run) => run.found.length),
    slowest: `${slowestName} ${slowest.slowest.toFixed(1)} ms`,
    memoryGrownMegabytes: Math.round((most - startedAt) / 1_048_576),
    memoryKeptMegabytes: Math.round(kept),
  });
  expect(runs.flatMap(([, run]) => run.found)).toEqual([]);
  // A fuzzer that only ever knocks at the door, or that nothing turns away, proves little.
  // A few hundred inputs may all miss by chance, so only well-fed parsers are asked.
  expect(runs.filter(([, run]) => run.inputs >= 5_000 && run.taken === 0).map(([name]) => name)).toEqual([]);
  expect(sum((run) => run.refused)).toBeGreaterThan(inputs / 10);
  expect((most - startedAt) / 1_048_576).toBeLessThan(mostTaken);
  // How much is taken in between is the collector's to choose; what nobody lets go is the parsers'.
  expect(kept).toBeLessThan(mostKept);
});

/** What is held on the heap and outside of it once what nobody reaches is gone. @units bytes */
function heldAfterCollecting(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('twice as much of anything takes no parser more than about twice as long', async () => {
  const all = [...shapes, ...workbookShapes, ...forms, ...longTexts(targets, chanceOf('growth'))];
  // A smaller run asks some of them, other ones with another seed.
  const step = pick({ slice: 40, ci: 4, campaign: 1 });
  const first = Math.floor(chanceOf('shapes')() * step);
  const some = all.filter((_, n) => n % step === first);
  const grown = [];
  for (const shape of some) grown.push(await growthOf(shape));
  const [worst] = [...grown].sort((a, b) => b.power - a.power);
  conclude('fuzz-growth', {
    shapes: grown.length,
    steepest: `${worst?.name ?? ''} ${worst?.power.toFixed(2) ?? ''}`,
    mostMilliseconds: Math.round(Math.max(...grown.map(({ most }) => most))),
  });
  expect(grown.length).toBeGreaterThan(0);
  expect(grown.filter(({ power }) => power > steepest)).toEqual([]);
});

test('control: a parser that looks at all before for each sign is found', async () => {
  const grown = await growthOf({
    name: 'planted',
    make: (parts) => 'a,'.repeat(parts),
    run: (input) => {
      let seen = 0;
      for (let at = 0; at < (input as string).length; at += 1) seen += (input as string).indexOf(';', at);
      return seen;
    },
  });
  expect(grown.power).toBeGreaterThan(steepest);
});

const planted = (run: (input: string) => boolean): Target => ({
  name: 'planted',
  weight: 1,
  input: (chance) => mutatedText(chance, ['2026-11-25']),
  run: (input) => run(input as string),
});

test('control: a parser that throws something else than a refusal is found', () => {
  const { found } = hunt(
    planted((input) =>
      input.includes('"') ? (JSON.parse(input) as boolean) : refuse('invalid_input', 'date/not-a-day'),
    ),
    5_000,
  );
  expect(found.length).toBeGreaterThan(0);
});

test('control: a parser that takes longer than a second for some input is found', () => {
  const busy = (input: string) => {
    const startedAt = process.cpuUsage();
    const used = () => process.cpuUsage(startedAt);
    while (input === 'slow' && used().user + used().system < 1_050_000) continue;
    return true;
  };
  let n = 0;
  const { found } = hunt({ ...planted(busy), input: () => ((n += 1) === 40 ? 'slow' : 'quick') }, 60);
  expect(found.map(({ what }) => what.slice(0, 4))).toContain('took');
}, 120_000);

test('control: a wrong answer is found', () => {
  const wrong = targets.find(({ name }) => name === 'return paths') as Target;
  const open: Target = {
    ...wrong,
    run: (input) => {
      if (!String(input).startsWith('/')) throw new Error('leads away');
      return true;
    },
  };
  expect(hunt(open, 2_000).found.length).toBeGreaterThan(0);
});

test('control: a reader of files that throws its own error is found', async () => {
  const { found } = await huntFiles(200, async function* (bytes) {
    for await (const chunk of bytes)
      yield { line: 1, row: JSON.parse(Buffer.from(chunk).toString()) as Record<string, unknown> };
  });
  expect(found.length).toBeGreaterThan(0);
});
