import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDrifts, type Drift, driftOf, type Said, type Word } from '@/lib/catalog/drift';

const said = (word: Word, ects: string | null = null): Said => ({ by: word, word, ects });
const apart = (own: Said, ...others: Said[]) => driftOf(own, others)?.difference;

describe('how far answers about one certificate are apart', () => {
  it.each<[string | null | undefined, Said, Said[]]>([
    ['3', said('yes', '6'), [said('yes', '3')]],
    ['3', said('partly', '3'), [said('yes', '6'), said('yes', '4')]],
    ['6', said('yes', '6'), [said('no')]],
    ['10/3', said('no'), [said('yes', '10/3')]],
    [undefined, said('yes', '6'), [said('yes', '6.0')]],
    [undefined, said('no'), [said('no')]],
    // What is not decided is no no.
    [undefined, said('yes', '6'), [said('undecided'), said('considered')]],
    [undefined, said('undecided'), [said('yes', '6')]],
    [undefined, said('considered'), [said('no')]],
    // A yes of which nobody knows how much is still no no.
    [null, said('yes'), [said('no')]],
    [undefined, said('yes'), [said('yes', '6')]],
    ['1', said('yes', '6'), [said('yes'), said('yes', '5')]],
    [undefined, said('yes', '6'), []],
  ])('%s', (expected, own, others) => expect(apart(own, ...others)).toBe(expected));

  it('is as far from either side, and no farther when somebody else has not decided', () => {
    const one = fc.record({
      by: fc.constant('x'),
      word: fc.constantFrom<Word>('yes', 'partly', 'no', 'considered', 'undecided'),
      ects: fc.constantFrom(null, '3', '6', '10/3'),
    });
    fc.assert(
      fc.property(one, one, (a, b) => {
        expect(driftOf(a, [b])).toEqual(driftOf(b, [a]));
        expect(driftOf(a, [b, said('undecided')])).toEqual(driftOf(a, [b]));
      }),
    );
  });

  it('puts the largest first, and what cannot be measured last', () => {
    const drifts: Drift[] = [{ difference: null }, { difference: '2' }, { difference: '10/3' }];
    expect([...drifts].sort(compareDrifts).map(({ difference }) => difference)).toEqual(['10/3', '2', null]);
  });
});
