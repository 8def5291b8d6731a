import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrated, fitCalibration } from '@/lib/suggest/calibration';
import { seededRandom, shuffled } from '@/lib/kernel/seeded-random';
import { scoresOf, softmax, trainRanker } from '@/lib/suggest/ranker';

const random = seededRandom(5);
const examples = Array.from({ length: 200 }, () => {
  const choices = Array.from({ length: 5 }, () => ({
    numbers: Float32Array.from({ length: 3 }, () => random()),
    parts: [0],
  }));
  const totals = choices.map(({ numbers }) => 3 * numbers[0]! - 2 * numbers[1]!);
  return { choices, right: totals.map((total) => total === Math.max(...totals)) };
});

test('learns which numbers speak for what is right', () => {
  const weights = trainRanker(examples, 3, 1);
  expect(weights[0]).toBeGreaterThan(0);
  expect(weights[1]).toBeLessThan(0);
  expect(Math.abs(weights[2]!)).toBeLessThan(weights[0]! / 4);
  const found = examples.filter(({ choices, right }) => {
    const scores = scoresOf(weights, choices);
    return right[scores.indexOf(Math.max(...scores))];
  });
  expect(found.length).toBeGreaterThan(180);
});

test('the same rows and seed give the same weights, another seed others', () => {
  expect(trainRanker(examples, 3, 1)).toEqual(trainRanker(examples, 3, 1));
  expect(trainRanker(examples, 3, 2)).not.toEqual(trainRanker(examples, 3, 1));
  expect(trainRanker([], 3, 1)).toEqual([0, 0, 0]);
});

test('a choice that meets two parts of the weights adds up both', () => {
  const numbers = Float32Array.of(1, 2);
  const choices = [
    { numbers, parts: [0] },
    { numbers, parts: [0, 1] },
  ];
  expect(scoresOf([1, 10, 100, 1_000], choices)).toEqual([21, 2_121]);
});

test('chances sum to 1, and great scores do not break them', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1 }), (scores) => {
      expect(softmax(scores).reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 6);
    }),
  );
  expect(softmax([])).toEqual([]);
});

test('shuffling keeps every item', () => {
  expect(shuffled([1, 2, 3, 4], seededRandom(9)).sort()).toEqual([1, 2, 3, 4]);
});

test('who is too sure is told to be less so, and more sure stays more sure', () => {
  const seen = Array.from({ length: 400 }, (_, at) => ({ chance: 0.9, isTrue: at % 2 === 0 }));
  const curve = fitCalibration([
    ...seen,
    ...Array.from({ length: 400 }, (_, at) => ({ chance: 0.2, isTrue: at % 5 === 0 })),
  ]);
  expect(calibrated(curve, 0.9)).toBeCloseTo(0.5, 1);
  expect(calibrated(curve, 0.2)).toBeCloseTo(0.2, 1);
  expect(calibrated(fitCalibration([]), 0.7)).toBeCloseTo(0.7, 6);
});
