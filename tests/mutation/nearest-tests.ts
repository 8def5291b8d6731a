import { byPath, importsOf, sourcesOf, type Source } from '../architecture/sources';

// Which tests are asked about a fault: those that are named like its file, then those that reach it in the fewest steps; of these the
// ones whose names share a word with it, and that reach the fewest other files, since they are about it the most. What reads
// the demonstration comes last, since it takes the longest.

export interface NearestTests {
  unit: string[];
  integration: string[];
}

/** @units files of each kind, at most; of those with a database fewer, since each takes seconds */
const most = { unit: 9, integration: 4 };

/** Finds the tests nearest to a file of the product, by the names of both and the imports between them. */
export function nearestTests(): (file: string) => NearestTests {
  const sources = byPath(sourcesOf('lib', 'components', 'messages', 'tests', 'scripts', 'prisma'));
  const imports = new Map([...sources].map(([file, source]) => [file, importedBy(source)]));
  const tests = [...sources.keys()].filter((file) => /^tests\/(unit|integration)\/.*\.test$/.test(file));
  const steps = new Map(tests.map((test) => [test, stepsFrom(test, imports)]));
  const reach = (test: string) => steps.get(test)?.size ?? 0;
  const isOfDemonstration = (test: string) =>
    [...(steps.get(test)?.keys() ?? [])].some((file) => file.startsWith('prisma/seed'));
  return (file) => {
    const path = file.replace(/\.tsx?$/, '');
    const name = path.slice(path.lastIndexOf('/') + 1);
    const rank = (test: string) =>
      (test.endsWith(`/${name}.test`) ? 0 : 10) +
      (isOfDemonstration(test) ? 10 : 0) +
      (steps.get(test)?.get(path) ?? Infinity);
    const words = name.split('-');
    const shared = (test: string) =>
      words.filter((word) =>
        test
          .slice(test.lastIndexOf('/') + 1, -'.test'.length)
          .split('-')
          .includes(word),
      ).length;
    const near = tests
      .filter((test) => rank(test) < Infinity)
      .sort((a, b) => rank(a) - rank(b) || shared(b) - shared(a) || reach(a) - reach(b) || (a < b ? -1 : 1));
    const of = (kind: keyof typeof most) =>
      near
        .filter((test) => test.startsWith(`tests/${kind}/`))
        .slice(0, most[kind])
        .map((test) => sources.get(test)?.file ?? test);
    return { unit: of('unit'), integration: of('integration') };
  };
}

function importedBy(source: Source): string[] {
  return importsOf(source)
    .filter(({ typesOnly }) => !typesOnly)
    .map(({ to }) => to);
}

function stepsFrom(start: string, imports: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const steps = new Map([[start, 0]]);
  const waiting = [start];
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
    for (const to of imports.get(file) ?? [])
      if (!steps.has(to)) {
        steps.set(to, (steps.get(file) ?? 0) + 1);
        waiting.push(to);
      }
  return steps;
}
