import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Premise } from '@/lib/credit/input';
import { waysThrough } from '@/lib/credit/ways';

const names = ['a', 'b', 'c', 'd', 'e'];
const premises: fc.Arbitrary<Premise> = fc.letrec<{ premise: Premise }>((tie) => {
  const branches = fc.array(tie('premise'), { minLength: 1, maxLength: 3 });
  return {
    premise: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: fc.constantFrom(...names).map((mc): Premise => ({ mc })) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...names).map((assessment): Premise => ({ assessment, minScore: '50' })),
      },
      { weight: 2, arbitrary: branches.map((all): Premise => ({ all })) },
      { weight: 2, arbitrary: branches.map((any): Premise => ({ any })) },
      {
        weight: 2,
        arbitrary: branches.chain((of) =>
          fc.integer({ min: 1, max: of.length + 1 }).map((atLeast): Premise => ({ atLeast, of })),
        ),
      },
    ),
  };
}).premise;

const nameOf = (leaf: { mc: string } | { assessment: string }) =>
  'mc' in leaf ? leaf.mc : `exam ${leaf.assessment}`;

/** Every way as the set of what it asks for. */
const asked = (premise: Premise) =>
  waysThrough<ReadonlySet<string>>(premise, {
    none: new Set(),
    ofLeaf: (leaf) => [new Set([nameOf(leaf)])],
    join: (one, other) => new Set([...one, ...other]),
    best: (ways) => [...new Map(ways.map((way) => [[...way].sort().join(), way])).values()],
  });

const isMet = (premise: Premise, held: ReadonlySet<string>): boolean => {
  if ('mc' in premise || 'assessment' in premise) return held.has(nameOf(premise));
  if ('all' in premise) return premise.all.every((part) => isMet(part, held));
  if ('any' in premise) return premise.any.some((part) => isMet(part, held));
  return premise.of.filter((part) => isMet(part, held)).length >= premise.atLeast;
};

test('each way meets the premise, and whoever meets it has gone one of them', () => {
  const everything = [...names, ...names.map((name) => `exam ${name}`)];
  fc.assert(
    fc.property(premises, fc.subarray(everything), (premise, some) => {
      const ways = asked(premise);
      for (const way of ways) expect(isMet(premise, way)).toBe(true);
      const held = new Set(some);
      expect(ways.some((way) => [...way].every((name) => held.has(name)))).toBe(isMet(premise, held));
    }),
    { numRuns: 500 },
  );
});

test('a leaf that cannot be met, and leaves that cannot be met together, close a way', () => {
  const through = (premise: Premise) =>
    waysThrough<string[]>(premise, {
      none: [],
      ofLeaf: (leaf) => (nameOf(leaf) === 'c' ? [] : [[nameOf(leaf)]]),
      join: (one, other) => (one.some((name) => other.includes(name)) ? null : [...one, ...other]),
      best: (ways) => ways.slice(0, 2),
    });
  expect(through({ any: [{ mc: 'c' }, { mc: 'a' }] })).toEqual([['a']]);
  expect(through({ all: [{ mc: 'a' }, { mc: 'a' }] })).toEqual([]);
  expect(through({ atLeast: 2, of: [{ mc: 'a' }, { mc: 'a' }, { mc: 'b' }] })).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
  // No more is kept at any step than is wanted.
  expect(through({ any: [{ mc: 'a' }, { mc: 'b' }, { mc: 'd' }] })).toEqual([['a'], ['b']]);
});
