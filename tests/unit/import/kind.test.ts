import { expect, test } from 'vitest';
import { ImportCounts, rowsOf } from '@/lib/import/kind';

test('a batch with nothing counted yet, as the database makes it, can be read', () => {
  const counts = ImportCounts.parse({});
  expect(counts).toMatchObject({ options: { format: 'columns', withText: false }, new: 0, problem: '' });
  expect(rowsOf(counts)).toBe(0);
});
