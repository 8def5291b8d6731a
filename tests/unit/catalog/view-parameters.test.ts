import { expect, test } from 'vitest';
import { parametersOf } from '@/lib/catalog/url-parameters';
import { parseViewParameters } from '@/lib/catalog/view-parameters';

test('a day and a unit that exist', () => {
  expect(parseViewParameters({ asOf: '2026-02-28', unit: 'US_SEM' })).toEqual({
    asOf: '2026-02-28',
    unit: 'US_SEM',
    problems: [],
  });
  expect(parseViewParameters({})).toEqual({ asOf: null, unit: null, problems: [] });
});

test.each([
  ['asOf', '2026-02-30', 'no-such-day'],
  ['asOf', '2026-02', 'day-left-out'],
  ['asOf', '0001-01-01', 'out-of-range'],
  ['asOf', 'yesterday', 'not-a-day'],
  ['unit', 'HOURS', 'not-known'],
  ['unit', '__proto__', 'not-known'],
])('%s cannot be %s: %s', (field, value, reason) => {
  expect(parseViewParameters({ [field]: value }).problems).toEqual([{ field, reason }]);
});

test('a repeated parameter comes as a list, and a hostile name stays a name', () => {
  const found = parametersOf(new URLSearchParams('a=1&a=2&a=3&b=4&__proto__=x'));
  expect(found['a']).toEqual(['1', '2', '3']);
  expect(found['b']).toBe('4');
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
