import { expect, test } from 'vitest';
import { likelyMarks } from '@/lib/suggest/likely-mark';

const certificate = [
  { id: 'c1', text: 'Understand IP addresses, subnets and how data travels between networks.' },
  { id: 'c2', text: 'Manage user accounts and permissions.' },
];
const of = (text: string) => likelyMarks([{ id: 'o', text }], certificate)[0];

test('the outcome that shares the most words is named, with the words as the course writes them', () => {
  expect(of('Plan addresses and subnets')).toEqual({
    courseOutcomeId: 'o',
    learningOutcomeId: 'c1',
    coverage: 'full',
    words: ['addresses', 'subnets'],
  });
  expect(of('Managing users, files, processes and printers')).toMatchObject({
    learningOutcomeId: 'c2',
    coverage: 'partial',
    words: ['Managing', 'users'],
  });
});

test('one word of many, verbs of every subject and no word at all suggest nothing, and never that it is not covered', () => {
  expect(of('Explain scheduling, memory, processes and networks')).toBeUndefined();
  expect(of('Understand and explain')).toBeUndefined();
  expect(of('')).toBeUndefined();
  expect(likelyMarks([{ id: 'o', text: 'Plan subnets and addresses' }], [])).toEqual([]);
});
