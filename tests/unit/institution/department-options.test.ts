import { expect, test } from 'vitest';
import { departmentOptions } from '@/lib/institution/department-options';

test('departments that are called the same are told apart by their codes, others by their names alone', () => {
  expect(
    departmentOptions([
      { id: 'a', code: 'INF', name: 'Informatics' },
      { id: 'b', code: 'MA', name: 'Mathematics' },
      { id: 'c', code: 'INF2', name: 'informatics' },
    ]),
  ).toEqual([
    { value: 'a', label: 'Informatics (INF)' },
    { value: 'b', label: 'Mathematics' },
    { value: 'c', label: 'informatics (INF2)' },
  ]);
});
