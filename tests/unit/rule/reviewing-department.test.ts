import { expect, test } from 'vitest';
import { reviewingDepartment } from '@/lib/rule/reviewing-department';

test.each([
  ['the department of its course, whatever the draft names', ['inf'], 'law', 'inf'],
  ['the department of all its courses', ['inf', null, 'inf'], null, 'inf'],
  ['of courses of several departments, the one that it names', ['inf', 'law'], 'law', 'law'],
  ['of several of which it names none, nobody yet', ['inf', 'law'], 'bio', null],
  ['without a course of a department, the one that it names', [null], 'bio', 'bio'],
  ['without any, nobody yet', [], null, null],
] as const)('%s', (_, courses, named, expected) => {
  expect(reviewingDepartment(courses, named)).toBe(expected);
});
