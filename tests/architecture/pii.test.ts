import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { walk } from './sources';
import { undeclaredModels } from './privacy-rules';

test('every model says what personal data it holds and how long', () => {
  const found = walk('prisma/schema')
    .filter((file) => file.endsWith('.prisma'))
    .flatMap((file) => undeclaredModels(readFileSync(inProject(file), 'utf8')));
  expect(found).toEqual([]);
});
