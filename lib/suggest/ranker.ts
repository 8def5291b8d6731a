import { createRandom, shuffled } from './random';

/** One decided row: the numbers of what could be chosen, and which of it is right. */
export interface Example {
  vectors: readonly Float64Array[];
  right: readonly boolean[];
  weight: number;
}

const training = { epochs: 20, portion: 16, pace: 0.02, ridge: 1e-3 };
// Adam: how long slopes are remembered, and their squares.
const remembered = { first: 0.9, second: 0.999 };

/**
 * Learns one weight for each number, so that a softmax over each row's choices favours what is right: Adam on shuffled portions
 * of the rows, the weights being the mean over the second half of all steps. The same rows and seed give the same weights.
 * @source Kingma and Ba, Adam: A Method for Stochastic Optimization (2015)
 */
export function trainRanker(examples: readonly Example[], size: number, seed: number): number[] {
  const scale = spreadOf(examples, size);
  const rows = examples.map((example) => ({
    ...example,
    vectors: example.vectors.map((vector) => vector.map((value, at) => value / scale[at]!)),
  }));
  const random = createRandom(seed);
  const [weights, first, second, sum] = [1, 2, 3, 4].map(() => new Float64Array(size)) as [
    Numbers,
    Numbers,
    Numbers,
    Numbers,
  ];
  let step = 0;
  let summed = 0;
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const order = shuffled(rows, random);
    const pace = training.pace * (1.05 - epoch / training.epochs);
    for (let from = 0; from < order.length; from += training.portion) {
      const portion = order.slice(from, from + training.portion);
      const slope = slopeOf(weights, portion);
      step += 1;
      for (let at = 0; at < size; at++) {
        const value = slope[at]! / portion.length + training.ridge * weights[at]!;
        first[at] = remembered.first * first[at]! + (1 - remembered.first) * value;
        second[at] = remembered.second * second[at]! + (1 - remembered.second) * value * value;
        const mean = first[at]! / (1 - remembered.first ** step);
        weights[at]! -= (pace * mean) / (Math.sqrt(second[at]! / (1 - remembered.second ** step)) + 1e-8);
      }
      if (epoch * 2 < training.epochs) continue;
      summed += 1;
      for (let at = 0; at < size; at++) sum[at]! += weights[at]!;
    }
  }
  return Array.from(sum, (total, at) => total / Math.max(1, summed) / scale[at]!);
}

type Numbers = Float64Array<ArrayBuffer>;

function slopeOf(weights: Numbers, rows: readonly Example[]): Numbers {
  const slope = new Float64Array(weights.length);
  for (const { vectors, right, weight } of rows) {
    const chances = softmax(scoresOf(weights, vectors));
    const rightSum = chances.reduce((sum, chance, at) => (right[at] ? sum + chance : sum), 1e-12);
    for (const [at, chance] of chances.entries()) {
      const pull = weight * (chance - (right[at] ? chance / rightSum : 0));
      if (Math.abs(pull) < 1e-6) continue;
      const vector = vectors[at]!;
      for (let place = 0; place < slope.length; place++) slope[place]! += pull * vector[place]!;
    }
  }
  return slope;
}

/** How far each number is from zero, so that all are learned at one pace. */
function spreadOf(examples: readonly Example[], size: number): Float64Array {
  const squares = new Float64Array(size);
  let count = 0;
  for (const { vectors } of examples) {
    for (const vector of vectors) {
      count += 1;
      for (let at = 0; at < size; at++) squares[at]! += vector[at]! ** 2;
    }
  }
  return squares.map((square) => Math.sqrt(square / Math.max(1, count)) || 1);
}

/** What each choice weighs. */
export function scoresOf(weights: ArrayLike<number>, vectors: readonly Float64Array[]): number[] {
  return vectors.map((vector) => {
    let sum = 0;
    for (let at = 0; at < vector.length; at++) sum += weights[at]! * vector[at]!;
    return sum;
  });
}

/** Chances from scores: they sum to 1. */
export function softmax(scores: readonly number[]): number[] {
  const most = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
