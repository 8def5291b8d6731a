import { describe, expect, test } from 'vitest';
import { badFileName, badServerFile, bannedWords, decidesSomething, overLimit } from './layout-rules';
import { pureModules } from './pure-modules.mjs';
import { byPath, importsOf, reachedFrom, sourcesOf, walk } from './sources';

const product = sourcesOf('app', 'components', 'lib', 'scripts', 'prisma', 'proxy.ts', 'instrumentation.ts');
const everything = [...product, ...sourcesOf('tests')];

describe('layout', () => {
  test('every name uses the words of the glossary', () => {
    const found = product
      .filter(({ file }) => !file.startsWith('prisma/seed/data/'))
      .flatMap((source) => bannedWords(source).map((name) => `${source.file}: ${name}`));
    expect(found).toEqual([]);
  });

  test('every file name says what is inside', () => {
    const found = ['app', 'components', 'lib', 'scripts', 'prisma/seed', 'tests']
      .flatMap(walk)
      .flatMap((file) => (/\.tsx?$/.test(file) ? [[file, badFileName(file)]] : []));
    expect(found.filter(([, problem]) => problem !== null)).toEqual([]);
  });

  test('"use server" stands in actions.ts alone, and nothing else stands there', () => {
    expect(
      product.flatMap((source) =>
        [badServerFile(source)]
          .filter((problem) => problem !== null)
          .map((problem) => `${source.file} ${problem}`),
      ),
    ).toEqual([]);
  });

  test('no file is longer than one can hold in mind', () => {
    expect(
      everything.flatMap((source) =>
        [overLimit(source)]
          .filter((limit) => limit !== null)
          .map((limit) => `${source.file}: over ${limit} lines`),
      ),
    ).toEqual([]);
  });

  test('every pure file that decides something is reached by a unit test of its own module', () => {
    const sources = byPath(sourcesOf('lib'));
    const untested = pureModules.flatMap((name) => {
      const reached = reachedFrom(
        sources,
        sourcesOf(`tests/unit/${name}`).flatMap((unit) => importsOf(unit).map(({ to }) => to)),
      );
      return [...sources]
        .filter(
          ([file, source]) =>
            file.startsWith(`lib/${name}/`) && decidesSomething(source) && !reached.has(file),
        )
        .map(([file]) => file);
    });
    expect(untested).toEqual([]);
  });
});

const ofJobs = [
  'lib/usecases/institution/touched-rules',
  'lib/usecases/record/sign-waiting',
  'lib/usecases/request/settle-request',
  'lib/usecases/request/standings-here',
  'lib/usecases/review/mail-ground',
  'lib/usecases/review/send-clock-mail',
];

describe('use cases', () => {
  test('every verb that a page, an action or a job calls asks whether its actor may, or goes down the road that does', () => {
    const sources = byPath(sourcesOf('lib/usecases'));
    const callers = sourcesOf('app', 'lib/next', 'lib/jobs', 'lib/auth');
    const called = new Set(
      callers
        .flatMap((source) =>
          importsOf(source)
            .filter(({ typesOnly }) => !typesOnly)
            .map(({ to }) => to),
        )
        .filter((to) => /^lib\/usecases\/[^/]+\//.test(to)),
    );
    const unguarded = [...called].filter((file) => {
      // The jobs that tell of changes in the catalog, answer requests, sign, remind by the clock and send mail act for nobody.
      if (ofJobs.includes(file)) return false;
      const source = sources.get(file);
      const reached = reachedFrom(sources, [file]);
      return (
        source &&
        decidesSomething(source) &&
        !reached.has('lib/usecases/authorize') &&
        !reached.has('lib/usecases/command')
      );
    });
    expect(unguarded).toEqual([]);
  });
});
