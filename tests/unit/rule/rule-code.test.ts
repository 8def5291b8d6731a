import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextRuleCode } from '@/lib/rule/rule-code';

test('a new mapping gets the next number of the series that the institution uses most', () => {
  expect(nextRuleCode(['RPL-001', 'RPL-020', 'NB-500', 'introduction-to-biology'])).toBe('RPL-021');
  expect(nextRuleCode(['NB-7', 'NB-8'])).toBe('NB-009');
  expect(nextRuleCode(['ZW-0999'])).toBe('ZW-1000');
  expect(nextRuleCode(['B-001', 'A-001'])).toBe('A-002');
});

test('where there is no series one begins', () => {
  expect(nextRuleCode([])).toBe('MAP-001');
  expect(nextRuleCode(['introduction-to-biology', 'map-7', 'A-1234567890'])).toBe('MAP-001');
});

test('the code is short, of capitals and a number, and nobody has it', () => {
  const code = fc.oneof(
    fc.tuple(fc.constantFrom('RPL', 'NB', 'MAP'), fc.nat(9_999_999)).map(([a, n]) => `${a}-${n}`),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(code, { maxLength: 30 }), (taken) => {
      const next = nextRuleCode(taken);
      expect(taken).not.toContain(next);
      expect(next).toMatch(/^[A-Z][A-Z0-9]{0,9}-\d{3,8}$/);
    }),
  );
});
