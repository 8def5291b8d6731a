import { expect, test } from 'vitest';
import type { Line } from '@/lib/credit/input';
import { isLargeRule } from '@/lib/review/rule-size';

const policy = { homeUnit: 'ECTS' as const };
const line = (amount: string, unit?: 'US_SEM' | 'HOURS'): Line => ({
  kind: 'course',
  target: 'INF-101',
  credits: { amount, ...(unit && { unit }) },
});
const large = (threshold: string | null, ...alternatives: Line[][]) =>
  isLargeRule(
    { outcomes: alternatives.map((lines) => ({ lines })) },
    threshold,
    policy,
    new Map([
      ['INF-102', '12'],
      ['INF-103', null],
    ]),
  );

test('the lines of one alternative add up; the largest alternative counts', () => {
  expect(large('12', [line('6'), line('5.9')])).toBe(false);
  expect(large('12', [line('6'), line('6')])).toBe(true);
  expect(large('12', [line('1')], [line('12')])).toBe(true);
  expect(large('12', [line('8')], [line('8')])).toBe(false);
});

test('amounts are exact and converted by the direct pair', () => {
  expect(large('8', [line('8/3'), line('8/3'), line('8/3')])).toBe(true);
  expect(large('6', [line('3', 'US_SEM')])).toBe(true);
  expect(large('6', [line('2.99', 'US_SEM')])).toBe(false);
});

test('the credit of the course counts as in the catalog', () => {
  expect(large('12', [{ kind: 'course', target: 'INF-102', credits: { catalog: true } }])).toBe(true);
  expect(large('13', [{ kind: 'course', target: 'INF-102', credits: { catalog: true } }])).toBe(false);
});

test('what cannot be counted beforehand is large', () => {
  expect(large('99', [{ kind: 'elective', target: 'any', credits: { fromSource: true } }])).toBe(true);
  expect(large('99', [line('1', 'HOURS')])).toBe(true);
  expect(large('99', [{ kind: 'course', target: 'INF-103', credits: { catalog: true } }])).toBe(true);
  expect(
    large('99', [{ kind: 'elective', target: 'any', credits: { fromSource: true, max: { amount: '6' } } }]),
  ).toBe(false);
});

test('no threshold means every rule; a denial and a waiver give nothing', () => {
  expect(large(null, [line('1')])).toBe(true);
  expect(isLargeRule({ outcomes: [], deny: true }, '1', policy, new Map())).toBe(false);
  expect(large('1', [{ kind: 'waiver', target: 'Maths', credits: { amount: '6' } }])).toBe(false);
});
