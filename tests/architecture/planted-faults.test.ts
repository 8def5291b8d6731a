import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/project';
import { faults as engineFaults } from '@/tests/mutation/credit-faults';
import { headerFaults } from '@/tests/mutation/header-faults';
import { faults as productFaults } from '@/tests/mutation/product-faults';

// Planting all of them takes an hour; that each still has a place is known at once, by whoever moves the code. What is no program any
// more is noticed by every test, and so tells nothing of any.

function isProgram(file: string, text: string): boolean {
  const reportDiagnostics = true;
  return ts.transpileModule(text, { fileName: file, reportDiagnostics }).diagnostics?.length === 0;
}

test('a text that is no program is known as such', () => {
  expect(isProgram('lib/planted.ts', 'f(a))')).toBe(false);
  expect(isProgram('lib/planted.ts', 'f(a)')).toBe(true);
});

test.each([...engineFaults, ...productFaults, ...headerFaults()])(
  'has one place in $file: $name',
  ({ file, find, put }) => {
    const source = existsSync(inProject(file)) ? readFileSync(inProject(file), 'utf8') : '';
    expect(source.split(find)).toHaveLength(2);
    expect(put).not.toBe(find);
    expect(
      isProgram(
        file,
        source.replace(find, () => put),
      ),
    ).toBe(true);
  },
);

test('there are enough of them, in every part of the product that decides', () => {
  expect(productFaults.length).toBeGreaterThanOrEqual(120);
  const few = { usecases: 40, db: 20, rule: 20, review: 12, import: 12, next: 12 };
  for (const [part, least] of Object.entries(few))
    expect(
      productFaults.filter(({ file }) => file.startsWith(`lib/${part}/`)).length,
      part,
    ).toBeGreaterThanOrEqual(least);
});
