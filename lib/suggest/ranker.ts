import { seededRandom, shuffled } from '@/lib/kernel/seeded-random';

/** What could be chosen: its numbers, and which parts of all weights they meet. A part is as long as the numbers are. */
export interface Choice {
  numbers: Float32Array;
  parts: readonly number[];
}

/** One decided row: what could be chosen, and which of it is right. */
export interface Example {
  choices: readonly Choice[];
  right: readonly boolean[];
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
  const random = seededRandom(seed);
  const empty = () => new Float64Array(size);
  const [weights, scaled, slope] = [empty(), empty(), empty()];
  const [first, second, sum] = [empty(), empty(), empty()];
  let step = 0;
  let summed = 0;
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const order = shuffled(examples, random);
    const pace = training.pace * (1.05 - epoch / training.epochs);
    for (let from = 0; from < order.length; from += training.portion) {
      const portion = order.slice(from, from + training.portion);
      for (let at = 0; at < size; at++) scaled[at] = weights[at]! / scale[at]!;
      slope.fill(0);
      for (const example of portion) addSlope(slope, scaled, example);
      step += 1;
      for (let at = 0; at < size; at++) {
        const value = slope[at]! / scale[at]! / portion.length + training.ridge * weights[at]!;
        first[at] = remembered.first * first[at]! + (1 - remembered.first) * value;
        second[at] = remembered.second * second[at]! + (1 - remembered.second) * value * value;
        const mean = first[at]! / (1 - remembered.first ** step);
        const spread = Math.sqrt(second[at]! / (1 - remembered.second ** step));
        weights[at]! -= (pace * mean) / (spread + 1e-8);
      }
      if (epoch * 2 < training.epochs) continue;
      summed += 1;
      for (let at = 0; at < size; at++) sum[at]! += weights[at]!;
    }
  }
  return Array.from(sum, (total, at) => total / Math.max(1, summed) / scale[at]!);
}

function addSlope(slope: Float64Array, weights: Float64Array, { choices, right }: Example): void {
  const chances = softmax(scoresOf(weights, choices));
  const rightSum = chances.reduce((sum, chance, at) => (right[at] ? sum + chance : sum), 1e-12);
  for (const [at, chance] of chances.entries()) {
    const pull = chance - (right[at] ? chance / rightSum : 0);
    if (Math.abs(pull) < 1e-6) continue;
    const { numbers, parts } = choices[at]!;
    for (const part of parts) {
      const from = part * numbers.length;
      for (let place = 0; place < numbers.length; place++) slope[from + place]! += pull * numbers[place]!;
    }
  }
}

/** How far each number is from zero, so that all are learned at one pace. */
function spreadOf(examples: readonly Example[], size: number): Float64Array {
  const squares = new Float64Array(size);
  let count = 0;
  for (const { choices } of examples) {
    for (const { numbers, parts } of choices) {
      count += 1;
      for (const part of parts)
        for (let at = 0; at < numbers.length; at++) squares[part * numbers.length + at]! += numbers[at]! ** 2;
    }
  }
  return squares.map((square) => Math.sqrt(square / Math.max(1, count)) || 1);
}

/** What each choice weighs. */
export function scoresOf(weights: ArrayLike<number>, choices: readonly Choice[]): number[] {
  return choices.map(({ numbers, parts }) => {
    let sum = 0;
    for (const part of parts) {
      const from = part * numbers.length;
      for (let at = 0; at < numbers.length; at++) sum += weights[from + at]! * numbers[at]!;
    }
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
