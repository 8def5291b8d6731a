import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { faults as engineFaults } from '@/tests/mutation/credit-faults';
import { faults as productFaults } from '@/tests/mutation/product-faults';

// Planting all of them takes an hour; that each still has a place is known at once, by whoever moves the code.

test.each([...engineFaults, ...productFaults])('has one place in $file: $name', ({ file, find, put }) => {
  const source = existsSync(inProject(file)) ? readFileSync(inProject(file), 'utf8') : '';
  expect(source.split(find)).toHaveLength(2);
  expect(put).not.toBe(find);
});

test('there are enough of them, in every part of the product that decides', () => {
  expect(productFaults.length).toBeGreaterThanOrEqual(120);
  const few = { usecases: 40, db: 20, rule: 20, review: 12, import: 12, next: 12 };
  for (const [part, least] of Object.entries(few))
    expect(
      productFaults.filter(({ file }) => file.startsWith(`lib/${part}/`)).length,
      part,
    ).toBeGreaterThanOrEqual(least);
});
