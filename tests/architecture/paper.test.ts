import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { walk } from './sources';

// A sheet of A4 is as narrow as a small tablet: what is laid out for narrow screens must say that it is for screens, or tables are
// taken apart on paper.

/** Rules for what is narrow that hold on paper as well. */
const narrowOnPaper = (text: string): string[] =>
  [...text.matchAll(/@media\s+([^{]*max-width[^{]*)\{/g)].flatMap(([, queries = '']) =>
    queries
      .split(',')
      .map((query) => query.trim())
      .filter((query) => query.includes('max-width') && !query.startsWith('screen')),
  );

test('what is laid out for narrow screens is not on paper', () => {
  const found = walk('app')
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) => narrowOnPaper(readFileSync(inProject(file), 'utf8')));
  expect(found).toEqual([]);
});

test('control: one that holds on paper is found', () => {
  expect(narrowOnPaper('@media (max-width: 40rem) { a { color: red; } }')).toHaveLength(1);
  expect(narrowOnPaper('@media screen, (max-width: 40rem) { a { color: red; } }')).toHaveLength(1);
  expect(narrowOnPaper('@media screen and (max-width: 40rem) { a { color: red; } }')).toEqual([]);
  expect(narrowOnPaper('@media print, screen and (max-width: 40rem) { a { color: red; } }')).toEqual([]);
});
