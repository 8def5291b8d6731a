import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { badSources, citedPaths, citedSources } from './docs-rules';
import { sourcesOf, walk } from './sources';

test('every path that a document or a comment cites is there', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...walk('docs').filter((file) => file.endsWith('.md')),
  ].filter((file) => existsSync(inProject(file)));
  const missing = documents.flatMap((file) => {
    const folder = path.posix.dirname(file);
    return citedPaths(readFileSync(inProject(file), 'utf8'))
      .filter(
        (cited) =>
          ![cited, path.posix.join(folder, cited)].some((candidate) => existsSync(inProject(candidate))),
      )
      .map((cited) => `${file}: ${cited}`);
  });
  expect(missing).toEqual([]);
});

test('every source that the code gives is there, and so is the place in it', () => {
  const sources = sourcesOf('app', 'components', 'lib', 'scripts', 'prisma', 'tests').filter(
    ({ file }) => !/^tests\/architecture\/(docs|guards)/.test(file),
  );
  const read = (file: string) => (existsSync(inProject(file)) ? readFileSync(inProject(file), 'utf8') : null);
  const cited = sources.flatMap(({ file, text }) => citedSources(text).map((source) => ({ file, source })));
  expect(cited.length).toBeGreaterThan(150);
  expect(
    cited.flatMap(({ file, source }) => badSources(source, read).map((problem) => `${file}: ${problem}`)),
  ).toEqual([]);
  const documents = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/\bdocs\/[\w./-]+?\.md\b/g)].map(([document]) => ({ file, document })),
  );
  expect(documents.filter(({ document }) => !existsSync(inProject(document)))).toEqual([]);
});

test('control: a file, a section, a heading and a step that are not there are found', () => {
  const read = (file: string) =>
    file === 'docs/a.md'
      ? '# A\n\n## 4 Rules\n\n### 4.8 Life\n\n## 8 Laws\n\n1. One.\n\n## Limits\n'
      : file === 'tests/a.json'
        ? '{"readme":{"case":1,"algorithm":["one"]}}'
        : null;
  expect(badSources('domain.md §4.8', read)).toEqual(['domain.md is not there']);
  expect(badSources('docs/a.md §4.8, §8.1', read)).toEqual([]);
  expect(badSources('docs/a.md §4.9, §8.2, §5', read)).toHaveLength(3);
  expect(badSources('docs/a.md, "Limits"', read)).toEqual([]);
  expect(badSources('docs/a.md, "Life"', read)).toHaveLength(1);
  expect(badSources('tests/a.json, algorithm 1 and 2; RFC 9457', read)).toEqual([
    'tests/a.json has no step 2',
  ]);
  expect(badSources('tests/a.json, "case.expected"', read)).toEqual([]);
});
