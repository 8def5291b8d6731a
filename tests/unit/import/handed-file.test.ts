import { expect, test } from 'vitest';
import { fileProblem, mostKept } from '@/lib/import/handed-file';

test.each([
  [null, { name: 'a.csv', size: 1 }],
  [null, { name: 'a.csv', size: mostKept }],
  ['import/no-file', { name: '', size: 0 }],
  ['import/empty-file', { name: 'a.csv', size: 0 }],
  ['import/too-large', { name: 'a.csv', size: mostKept + 1 }],
])('%s for %o', (problem, file) => expect(fileProblem(file)).toBe(problem));
