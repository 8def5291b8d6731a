import { expect, test } from 'vitest';
import { titlesApart } from '@/lib/catalog/titles-apart';

const rule = (id: string, ruleId: string, title: string) => ({ id, ruleId, code: `C-${ruleId}`, title });

test('rules that share a title are told apart by their codes, versions of one rule are not', () => {
  expect(
    titlesApart([rule('1', 'a', 'Biology'), rule('2', 'b', 'Biology'), rule('3', 'c', 'Chemistry')]),
  ).toEqual({
    1: 'Biology (C-a)',
    2: 'Biology (C-b)',
    3: 'Chemistry',
  });
  expect(titlesApart([rule('1', 'a', 'Biology'), rule('2', 'a', 'Biology')])).toEqual({
    1: 'Biology',
    2: 'Biology',
  });
});
