import { expect, test } from 'vitest';
import { comparedSlugs } from '@/lib/catalog/compared-slugs';

test('the slugs of an address are compared in its order, each once, and what cannot be one is none', () => {
  expect(comparedSlugs({ compare: ['b', 'a', ' b ', '', 'x'.repeat(161)] })).toEqual(['b', 'a']);
  expect(comparedSlugs({ compare: 'a' })).toEqual(['a']);
  expect(comparedSlugs({ q: 'data' })).toEqual([]);
  expect(comparedSlugs({ compare: Array.from({ length: 300 }, (_, at) => `a-${at}`) })).toHaveLength(100);
});
