import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sources } from '@/scripts/product/build';
import { inProject } from '@/scripts/project';
import { proofScopes, sizesOf, withEveryProof, type Wish } from '@/scripts/proof-scope';
import { byPath, reachedFrom, sourcesOf } from './sources';

const proofs = readdirSync(inProject('tests/proof'))
  .filter((file) => file.endsWith('.proof.test.ts'))
  .map((file) => file.replace('.proof.test.ts', ''));
const always = [...withEveryProof, 'lib/db/generated'];
const everything = byPath(sourcesOf('app', 'components', 'lib', 'scripts', 'prisma', 'tests'));
const lies = (file: string, part: string) =>
  file === part || `${file}.ts` === part || file.startsWith(`${part}/`);

/** What the proof itself imports from the product, step by step, and its scope leaves out. */
function leftOut(proof: string, scope: readonly string[]): string[] {
  const start = `tests/proof/${proof}.proof.test`;
  const own = [...reachedFrom(everything, [start])].filter((file) => file !== start);
  return own.filter(
    (file) => /^(lib|tests\/proof)\//.test(file) && ![...scope, ...always].some((part) => lies(file, part)),
  );
}

test('every proof says what it is about, in parts that exist', () => {
  expect(Object.keys(proofScopes).sort()).toEqual(proofs.sort());
  expect(
    Object.values(proofScopes)
      .flat()
      .filter((part) => !existsSync(inProject(part))),
  ).toEqual([]);
});

test('every part of the product is what some proof is about, and nobody leaves out what it runs', () => {
  const parts = [
    ...sources
      .filter((part) => existsSync(inProject(part)))
      .filter((part) => !/^(postcss|tsconfig|package)/.test(part)),
    'scripts/database',
    'scripts/product',
  ];
  const covered = Object.values(proofScopes).flat();
  expect(parts.filter((part) => !covered.includes(part))).toEqual([]);
  expect(
    proofs.flatMap((proof) => leftOut(proof, proofScopes[proof] ?? []).map((file) => `${proof}: ${file}`)),
  ).toEqual([]);
});

test('control: a proof that leaves out what it imports is found', () => {
  expect(leftOut('races', ['lib/db'])).toContain('lib/usecases/rule/publish-rule');
});

test('whatever is wished of the proofs, each runs once: at its size what the change can touch, of the others a slice', () => {
  const isTouched = (proof: string) => proof.startsWith('m');
  const run = (wish: Wish) => sizesOf(proofs, wish, isTouched);
  for (const wish of ['all', 'touched', 'slices'] as const) {
    const { atSize, asSlices } = run(wish);
    expect([...atSize, ...asSlices].sort()).toEqual(proofs);
  }
  expect(run('all').asSlices).toEqual([]);
  expect(run('slices').atSize).toEqual([]);
  expect(run('touched').atSize).toEqual(['matrix', 'matrix-sql', 'migration']);
});
