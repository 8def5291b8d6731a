import { expect, test } from 'vitest';
import type { Difference } from '@/lib/catalog/compare-books';
import { differences } from '@/lib/catalog/compare-books';
import { type Effect, inOrderOfLoss, inSight } from '@/lib/catalog/effect';
import { effectHref, parseEffectQuery } from '@/lib/catalog/effect-query';

const row = (difference: Difference) => ({ difference }) as Effect['rows'][number];

test('what is lost is read first, and every difference has its place', () => {
  expect([...inOrderOfLoss].sort()).toEqual([...differences].sort());
  expect(inOrderOfLoss.slice(0, 2)).toEqual(['nothing', 'less']);
});

test('in brief only those stand for whom something changes', () => {
  const effect = { rows: [row('less'), row('more'), row('unsaid'), row('same')], leftOut: 3 } as Effect;
  expect(inSight(effect, 2)).toEqual({ rows: [row('less'), row('more')], leftOut: 3 });
  expect(inSight(effect, 9)?.rows).toHaveLength(3);
  expect(inSight(null, 2)).toBeNull();
});

test('the address of a list says what is shown, and nothing that is unknown', () => {
  const asked = { show: 'less' as const, page: 2, mark: '0123456789abcdef' };
  expect(effectHref('/x', asked)).toBe('/x?show=less&at=2&mark=0123456789abcdef');
  expect(parseEffectQuery({ show: 'less', at: '2', mark: '0123456789abcdef' })).toEqual(asked);
  expect(parseEffectQuery({ show: 'all', at: '0', mark: '<b>' })).toEqual({
    show: null,
    page: 1,
    mark: null,
  });
  expect(parseEffectQuery({ show: ['more'], at: 'x' })).toEqual({ show: 'more', page: 1, mark: null });
  expect(effectHref('/x', { show: null, page: 1, mark: null })).toBe('/x');
  expect(effectHref('/x?page=2', { show: 'same', page: 1, mark: null })).toBe('/x?page=2&show=same');
});
