import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { citedPaths } from './docs-rules';
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

test('every document that the code gives as its source is there', () => {
  const cited = sourcesOf('app', 'components', 'lib', 'scripts', 'tests').flatMap(({ file, text }) =>
    [...text.matchAll(/\bdocs\/[\w./-]+?\.md\b/g)].map(([document]) => ({ file, document })),
  );
  expect(cited.filter(({ document }) => !existsSync(inProject(document)))).toEqual([]);
});
