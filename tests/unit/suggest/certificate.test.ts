import { expect, test } from 'vitest';
import { externalOf, senderOf, writtenCredits } from '@/lib/suggest/certificate';
import { prepareKnowledge } from '@/lib/suggest/knowledge';
import { readExternal } from '@/lib/suggest/read-external';
import { sameTitles } from '@/lib/suggest/same-titles';

const certificate = {
  title: 'Data Analysis 101',
  provider: 'Lakeside',
  subject: 'Level 4 Data Science',
  about: 'Clean and chart data.',
  amount: '8/3',
};

test('a certificate is read as a course without a number, under its subject', () => {
  const read = readExternal([externalOf(certificate)]);
  expect(read).toMatchObject({ number: '', level: 0, credits: 2.67 });
  expect(read.subjects).toEqual(['LEVELDATASCI']);
  expect(externalOf({ ...certificate, subject: null, amount: null })).toMatchObject({
    code: '',
    credits: '',
  });
});

test('several that are taken together have one sender where one issues them all', () => {
  expect(senderOf([certificate, certificate])).toBe('Lakeside');
  expect(senderOf([certificate, { provider: 'Hillside' }])).toBe('Hillside + Lakeside');
});

test('exact amounts are written as catalogs write them', () => {
  expect(['3', '7.5', '1/3'].map(writtenCredits)).toEqual(['3', '7.5', '0.33']);
});

test('a title is found however it is written, as a course before a place, and nothing where nothing is called so', () => {
  const target = (id: string, title: string, kind: 'course' | 'elective') => ({
    id,
    title,
    credits: '',
    description: '',
    kind,
  });
  const knowledge = prepareKnowledge(
    [],
    [target('A', 'Intro to Programming', 'elective'), target('B', 'Introduction to Programming', 'course')],
  );
  expect(sameTitles(knowledge, ['INTRODUCTION TO PROGRAMMING', 'Programming', ''])).toEqual([
    'B',
    null,
    null,
  ]);
});
