import { expect, test } from 'vitest';
import { ImportCounts, judgedWith, rowsOf } from '@/lib/import/kind';

test('a batch with nothing counted yet, as the database makes it, can be read', () => {
  const counts = ImportCounts.parse({});
  expect(counts).toMatchObject({ options: { format: 'columns', withText: false }, new: 0, problem: '' });
  expect(rowsOf(counts)).toBe(0);
});

test('a row judged by itself twice counts once, and what was counted before its lines were kept still counts', () => {
  const once = ImportCounts.parse({ judgedAlone: 2, judgedLines: [2, 3] });
  expect(judgedWith(once, [3, 4])).toEqual({ judgedAlone: 3, judgedLines: [2, 3, 4] });
  expect(judgedWith(ImportCounts.parse({ judgedAlone: 7 }), [2, 2])).toEqual({
    judgedAlone: 8,
    judgedLines: [2],
  });
});
