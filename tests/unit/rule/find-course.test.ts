import { describe, expect, test } from 'vitest';
import { courseOfCode, coursesLike } from '@/lib/rule/find-course';

const courses = [
  { code: 'CS 250', title: 'Database Systems' },
  { code: 'STAT 340', title: 'Data Visualization' },
  { code: 'STAT 210', title: 'Introduction to Data Analysis' },
  { code: 'SPAN 101', title: 'Español básico' },
];
const found = (typed: string, most = 8) => coursesLike(courses, typed, most).map(({ code }) => code);

describe('the courses that somebody may mean', () => {
  test('are found by the start of a code, however it is written', () => {
    expect(found('stat3')).toEqual(['STAT 340']);
    expect(found('STAT-2')).toEqual(['STAT 210']);
    expect(found('340')).toEqual(['STAT 340']);
  });
  test('are found by the start of any word of a title, in any order, accents aside', () => {
    expect(found('analysis intro')).toEqual(['STAT 210']);
    expect(found('basico')).toEqual(['SPAN 101']);
    expect(found('ata')).toEqual([]);
  });
  test('a code comes first, then a title that begins so, then the rest', () => {
    expect(found('data')).toEqual(['CS 250', 'STAT 340', 'STAT 210']);
    expect(found('data', 1)).toEqual(['CS 250']);
    expect(coursesLike([...courses, { code: 'DATA 1', title: 'Other' }], 'data', 1)).toMatchObject([
      { code: 'DATA 1' },
    ]);
  });
  test('nothing typed finds nothing', () => {
    expect(found('  ')).toEqual([]);
  });
});

test('a whole code is its course, and a part of one is none', () => {
  expect(courseOfCode(courses, 'stat-340')?.title).toBe('Data Visualization');
  expect(courseOfCode(courses, 'STAT')).toBeUndefined();
  expect(courseOfCode(courses, ' ')).toBeUndefined();
});
