import { byPath, importsOf, sourcesOf, type Source } from '../architecture/sources';

// Which tests are asked about a fault: those that are named like its file, then those that reach it in the fewest steps; of these the
// ones whose names share a word with it, and that reach the fewest other files, since they are about it the most. In turn with them
// those that speak of the same things, and not from afar: a helper that runs a whole feature makes every test of the feature equally
// near by imports, and only what a test says tells which of them is about this file. What reads the demonstration comes last, since it
// takes the longest.

export interface NearestTests {
  unit: string[];
  integration: string[];
}

/** @units files of each kind, at most; of those with a database fewer, since each takes seconds */
const most = { unit: 9, integration: 7 };

/** Finds the tests nearest to a file of the product, by the names and the words of both and the imports between them. */
export function nearestTests(): (file: string) => NearestTests {
  const sources = byPath(sourcesOf('lib', 'components', 'messages', 'tests', 'scripts', 'prisma'));
  const imports = new Map(
    [...sources].map(([file, source]) => [file, [...importedBy(source), ...programOf(file)]]),
  );
  const tests = [...sources.keys()].filter((file) => /^tests\/(unit|integration)\/.*\.test$/.test(file));
  const steps = new Map(tests.map((test) => [test, stepsFrom(test, imports)]));
  const reach = (test: string) => steps.get(test)?.size ?? 0;
  const isOfDemonstration = (test: string) =>
    [...(steps.get(test)?.keys() ?? [])].some((file) => file.startsWith('prisma/seed'));
  const likeness = likenessTo(new Map(tests.map((test) => [test, wordsOf(sources.get(test))])));
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
    const likenessOf = likeness(wordsOf(sources.get(path)));
    const like = (test: string) => likenessOf(test) / (1 + (steps.get(test)?.get(path) ?? Infinity));
    const of = (kind: keyof typeof most) => {
      const ofKind = near.filter((test) => test.startsWith(`tests/${kind}/`));
      const alike = ofKind
        .filter((test) => !isOfDemonstration(test))
        .sort((a, b) => like(b) - like(a) || (a < b ? -1 : 1));
      const inTurn = new Set(ofKind.flatMap((test, index) => [test, alike[index] ?? test]));
      return [...inTurn].slice(0, most[kind]).map((test) => sources.get(test)?.file ?? test);
    };
    return { unit: of('unit'), integration: of('integration') };
  };
}

/** Names, reasons and words of some length, as they stand in a file. */
function wordsOf(source: Source | undefined): ReadonlySet<string> {
  return new Set(source?.text.match(/[a-z][\w/-]{3,}/gi) ?? []);
}

/** How much a test says of what a file says: a word that few tests have counts most. */
function likenessTo(
  said: ReadonlyMap<string, ReadonlySet<string>>,
): (words: ReadonlySet<string>) => (test: string) => number {
  const tests = new Map<string, number>();
  for (const words of said.values()) for (const word of words) tests.set(word, (tests.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(said.size / (tests.get(word) ?? said.size));
  return (words) => {
    const likeness = new Map(
      [...said].map(([test, its]) => [
        test,
        [...words].reduce((sum, word) => sum + (its.has(word) ? weight(word) : 0), 0),
      ]),
    );
    return (test) => likeness.get(test) ?? 0;
  };
}

function importedBy(source: Source): string[] {
  return importsOf(source)
    .filter(({ typesOnly }) => !typesOnly)
    .map(({ to }) => to);
}

/** What is done apart is done by the program of its folder, which nobody imports. */
function programOf(file: string): string[] {
  const [, folder] = /^(.*)\/[^/]+-apart$/.exec(file) ?? [];
  return folder === undefined ? [] : [`${folder}/program`];
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
