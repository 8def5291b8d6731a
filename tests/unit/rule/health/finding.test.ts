import { expect, it } from 'vitest';
import { fixOf, healthCodes, healthKinds, isHealthCode, kindOf } from '@/lib/rule/health/finding';

it('has something of every kind, and sorts what is found of two rules apart from what is wrong with one', () => {
  expect(new Set(healthCodes.map(kindOf))).toEqual(new Set(healthKinds));
  expect([kindOf('denied-elsewhere'), kindOf('score-overlap'), kindOf('score-gap')]).toEqual([
    'contradiction',
    'overlap',
    'gap',
  ]);
});

it('proposes to mend a fault where it is', () => {
  expect([fixOf('course-without-credit'), fixOf('score-gap'), fixOf('course-changed')]).toEqual([
    'correctCourse',
    'mapGap',
    'lookAtChange',
  ]);
});

it('knows what is not told of a rule in force', () => {
  expect(['course-inactive', 'zero-credit', 'toString'].map(isHealthCode)).toEqual([true, false, false]);
});
