import { expect, test } from 'vitest';
import { otherOutcomes } from '@/lib/catalog/other-outcomes';
import type { Line } from '@/lib/credit/input';

const line = (target: string): Line => ({ kind: 'course', target, credits: { catalog: true } });
const [one, two, three] = [line('CO 1'), line('CO 2'), line('CO 3')];
const rule = { outcomes: [{ lines: [one, two] }, { lines: [three] }, { lines: [] }] };

test('what is left to choose is every outcome but the one that was given, in whole or in part', () => {
  expect(otherOutcomes(rule, [one, two])).toEqual([[three]]);
  expect(otherOutcomes(rule, [two])).toEqual([[three]]);
  expect(otherOutcomes(rule, [three])).toEqual([[one, two]]);
});

test('where nothing was given, or all of it, nothing is left', () => {
  expect(otherOutcomes(rule, [])).toEqual([]);
  expect(otherOutcomes({ outcomes: [{ lines: [one] }] }, [one])).toEqual([]);
  expect(otherOutcomes({ outcomes: [{ lines: [one] }, { lines: [one] }] }, [one])).toEqual([[one]]);
});
