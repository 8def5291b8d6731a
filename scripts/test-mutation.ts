/**
 * Plants one fault at a time into a copy of the product and runs the nearest tests on it: a suite that notices nothing is worth nothing.
 * Prints a table; exits with 1 when fewer than 95 % of the faults are caught, of the engine or of the rest. The working tree is only read.
 *   npm run test:mutation [-- parts of files or names of faults] [--part 2/4] [--benches 1]
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { faults as engineFaults, type Fault } from '../tests/mutation/credit-faults';
import { nearestTests } from '../tests/mutation/nearest-tests';
import { judge, plan, type Planned, PlantingBench, soundness, type Verdict } from '../tests/mutation/plant';
import { faults as productFaults } from '../tests/mutation/product-faults';
import { keepTemporaryFilesInMemory } from './files-in-memory';
import { toldToStop } from './told-to-stop';

const needed = 0.95;
/** Of the engine the quick ones, then the thorough one; laws, budgets and sentences would only repeat what these find. */
const ofTheEngine: Planned['steps'] = [
  ['tests/unit/amount', 'tests/unit/kernel', 'tests/unit/credit/cases', 'tests/unit/credit/corners'],
  ['tests/unit/credit/select-best', 'tests/unit/credit/oracle'],
].map((tests) => ({ project: 'unit', tests }));

/** Every n-th fault, from the k-th on, so that each part has some of all files. */
function partOf<One>(all: readonly One[], part: string): One[] {
  const [k = 1, n = 1] = part.split('/').map(Number);
  return all.filter((_, index) => index % n === k - 1);
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      part: { type: 'string', default: '1/1' },
      benches: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    },
  });
  const isNamed = ({ file, name }: Fault) =>
    positionals.length === 0 || positionals.some((part) => `${file} ${name}`.includes(part));
  const wanted = (faults: readonly Fault[]) => partOf(faults.filter(isNamed), values.part);
  const lists = [
    ['of the engine', wanted(engineFaults)],
    ['of the rest', wanted(productFaults)],
  ] as const;
  const nearest = nearestTests();
  const waiting = lists.flatMap(([, faults]) =>
    faults.map((fault) =>
      engineFaults.includes(fault) ? { fault, steps: ofTheEngine } : plan(fault, nearest(fault.file)),
    ),
  );
  const verdicts = new Map<Fault, Verdict>();
  const width = Math.max(...waiting.map(({ fault }) => fault.file.length));
  const startedAt = performance.now();
  // Who stops it gets what is known so far, and leaves no server behind.
  void toldToStop().then(() => waiting.splice(0));
  const removeTemporaryFiles = keepTemporaryFilesInMemory();
  const benches = await Promise.all(
    Array.from({ length: Number(values.benches) }, () => PlantingBench.open()),
  );
  try {
    await Promise.all(
      benches.map(async (bench) => {
        for (let one = waiting.shift(); one; one = waiting.shift()) {
          const { verdict, noticedBy } = await judge(one, bench);
          verdicts.set(one.fault, verdict);
          console.log(
            `${verdict.padEnd(11)}  ${one.fault.file.padEnd(width)}  ${one.fault.name}${noticedBy && `  ← ${noticedBy}`}`,
          );
        }
      }),
    );
  } finally {
    await Promise.all(benches.map((bench) => bench.close()));
    removeTemporaryFiles();
  }
  let isEnough = [...soundness.values()].every(Boolean);
  for (const [what, wanted] of lists) {
    const judged = wanted.filter((fault) => verdicts.has(fault));
    if (judged.length === 0) continue;
    const caught = judged.filter((fault) => verdicts.get(fault) === 'caught').length;
    isEnough &&= caught >= needed * judged.length;
    console.log(
      `\n${caught} of ${judged.length} faults ${what} caught (${((100 * caught) / judged.length).toFixed(1)} %; ${100 * needed} % needed)`,
    );
    if (judged.length < wanted.length)
      console.log(`${wanted.length - judged.length} more were not planted before it was stopped.`);
  }
  console.log(`It took ${((performance.now() - startedAt) / 60_000).toFixed(1)} min.`);
  return isEnough ? 0 : 1;
}

process.exit(await run());
