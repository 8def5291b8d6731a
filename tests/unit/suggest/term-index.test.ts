import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMeaningSpace, nearnessTo, placeOf, placesIn } from '@/lib/suggest/meaning-space';
import { buildTermIndex, likenessTo, mostOf, textsWith } from '@/lib/suggest/term-index';

const texts = [['sea', 'salt', 'ship'], ['sea', 'sea', 'fish'], ['mill', 'wind'], []];

test('a text is wholly like itself, and not at all like one without a common word', () => {
  const scores = likenessTo(buildTermIndex(texts, 'cosine'), ['ship', 'salt', 'sea']);
  expect(scores[0]).toBeCloseTo(1, 5);
  expect(scores[1]).toBeGreaterThan(0);
  expect([scores[2], scores[3]]).toEqual([0, 0]);
});

test('a word that nobody has makes a query less like', () => {
  const index = buildTermIndex(texts, 'cosine');
  expect(likenessTo(index, ['mill', 'wind', 'unheard'])[2]).toBeLessThan(
    likenessTo(index, ['mill', 'wind'])[2]!,
  );
});

test('BM25 gives rare words more than common ones', () => {
  const scores = likenessTo(buildTermIndex(texts, 'bm25'), ['sea', 'salt']);
  expect(scores[0]).toBeGreaterThan(scores[1]!);
  expect([...textsWith(buildTermIndex(texts, 'bm25'), 'sea')]).toEqual([0, 1]);
});

test('likeness is a cosine: from 0 to 1, the same both ways', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(words, words, (one, other) => {
      const index = buildTermIndex([one, other], 'cosine');
      const there = likenessTo(index, one)[1]!;
      expect(there).toBeCloseTo(likenessTo(index, other)[0]!, 4);
      expect(there).toBeGreaterThanOrEqual(0);
      expect(there).toBeLessThan(1.0001);
    }),
  );
});

test('the greatest are those that sorting all of them gives', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 80 }), fc.integer({ min: 1, max: 9 }), (numbers, count) => {
      const scores = Float32Array.from(numbers);
      const sorted = numbers
        .map((_, at) => at)
        .filter((at) => numbers[at]! > 2 && at % 3 > 0)
        .sort((one, other) => numbers[other]! - numbers[one]! || one - other);
      expect(mostOf(scores, count, 2, (at) => at % 3 > 0)).toEqual(sorted.slice(0, count));
    }),
  );
});

test('words of like texts lie near each other, the same for the same seed', () => {
  const shore = Array.from({ length: 6 }, (_, at) => ['sea', at % 2 ? 'ship' : 'boat', 'harbour', 'sail']);
  const fields = Array.from({ length: 6 }, () => ['mill', 'wheat', 'plough', 'barn']);
  const space = findMeaningSpace([...shore, ...fields], 2, 3);
  expect(findMeaningSpace([...shore, ...fields], 2, 3)).toEqual(space);
  const [boat, wheat] = nearnessTo(placesIn(space, [['boat'], ['wheat']]), placeOf(space, ['ship']));
  expect(boat).toBeGreaterThan(wheat! + 0.5);
  expect([...placeOf(space, ['unheard'])]).toEqual([0, 0]);
});
