import { expect, test } from 'vitest';
import { readCourseCode } from '@/lib/suggest/course-number';
import { creditsOf, readExternal } from '@/lib/suggest/read-external';
import { course } from './fictional-decisions';

test.each([
  ['MATH 1010', { subject: 'MATH', number: '1010', level: 1, sequence: 0 }],
  ['phys-4A', { subject: 'PHYS', number: '4', level: 0, sequence: 1 }],
  ['MATH 001B', { subject: 'MATH', number: '1', level: 0, sequence: 2 }],
  ['CS/IS 139', { subject: 'CSIS', number: '139', level: 1, sequence: 0 }],
  ['03-121', { subject: '', number: '3', level: 0, sequence: 0 }],
  ['', { subject: '', number: '', level: 0, sequence: 0 }],
])('the code %j says %j', (code, said) => {
  expect(readCourseCode(code)).toEqual(said);
});

test.each([
  ['3', 3],
  ['4.000', 4],
  ['0.000 TO 4.000', 4],
  ['1-4', 4],
  ['', null],
  ['0', null],
  ['none', null],
])('credits written %j are %j', (written, credits) => {
  expect(creditsOf(written)).toBe(credits);
});

test('courses taken together are one: credits added, each once, in whatever order they come', () => {
  const one = course('PHY 101', 'Physics I', '3');
  const other = course('PHY 102', 'Physics II', '4');
  const read = readExternal([one, other, one]);
  expect(read).toEqual(readExternal([other, one]));
  expect(read).toMatchObject({ credits: 7, parts: 2, subjects: ['PHY'], level: 1 });
});

test('credits of which a part is not known are not known', () => {
  expect(readExternal([course('A 1', 'One', '3'), course('A 2', 'Two', '')]).credits).toBeNull();
});

test('a letter behind the number tells the place in a sequence where the title does not', () => {
  expect(readExternal([course('PHYS 4B', 'Physics for Scientists')]).sequence).toBe(2);
  expect(readExternal([course('PHYS 4B', 'Physics III')]).sequence).toBe(3);
});
