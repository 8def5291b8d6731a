import { expect, test } from 'vitest';
import { formerKeyOf, inOneOrder, learnedOf, type Source, sourceKeyOf } from '@/lib/import/decision-source';

const course = (code: string): Source => ({
  key: `now ${code}`,
  formerKey: `then ${code}`,
  institution: 'College',
  code,
  title: null,
});
const entry = (named: string): Source => ({ named, provider: null });

test('what was learned is one text, whatever the order of alternatives and of what is held together', () => {
  const one = [[course('B'), course('A')], [entry('data')]];
  const other = [[entry('data')], [course('A'), course('B')]];
  expect(learnedOf(one, sourceKeyOf)).toBe('now A+now B or slug:data');
  expect(learnedOf(other, sourceKeyOf)).toBe(learnedOf(one, sourceKeyOf));
  expect(learnedOf(one, formerKeyOf)).toBe('slug:data or then A+then B');
});

test('what is named twice counts once, together and as an alternative', () => {
  expect(
    inOneOrder([
      [entry('b'), entry('a'), entry('b')],
      [entry('a'), entry('b')],
    ]),
  ).toEqual([[entry('a'), entry('b')]]);
});
