import { seededRandom } from '@/lib/kernel/seeded-random';
import { buildTermIndex, type Scores } from './term-index';

/** Directions of meaning found in texts: words that stand in like texts lie near each other. */
export interface MeaningSpace {
  readonly size: number;
  readonly terms: ReadonlyMap<string, number>;
  readonly rarity: Float32Array;
  /** A row of `size` numbers for each term. */
  readonly vectors: Float32Array;
}

/** Places of texts in the space, one row each, of length 1. */
export type Places = Float32Array;

const rounds = 3;

/**
 * Finds as many directions as asked for: latent semantic analysis by a randomised singular value decomposition with power
 * iteration, the same for the same texts and seed.
 * @source Halko, Martinsson and Tropp, Finding Structure with Randomness (2011), algorithm 4.4
 */
export function findMeaningSpace(
  texts: readonly (readonly string[])[],
  size: number,
  seed: number,
): MeaningSpace {
  const { terms, starts, texts: holders, weights, rarity } = buildTermIndex(texts, 'cosine');
  const random = seededRandom(seed);
  let vectors = Float32Array.from({ length: terms.size * size }, () => random() + random() - 1);
  for (let round = 0; round < rounds; round++) {
    const places = new Float32Array(texts.length * size);
    eachPosting(starts, (term, at) =>
      add(places, holders[at]! * size, vectors, term * size, weights[at]!, size),
    );
    const turned = new Float32Array(terms.size * size);
    eachPosting(starts, (term, at) =>
      add(turned, term * size, places, holders[at]! * size, weights[at]!, size),
    );
    vectors = turned;
    orthonormalise(vectors, size);
  }
  return { size, terms, rarity, vectors };
}

function eachPosting(starts: Int32Array, visit: (term: number, at: number) => void): void {
  for (let term = 0; term + 1 < starts.length; term++)
    for (let at = starts[term]!; at < starts[term + 1]!; at++) visit(term, at);
}

function add(
  to: Float32Array,
  toStart: number,
  from: Float32Array,
  fromStart: number,
  weight: number,
  size: number,
): void {
  for (let at = 0; at < size; at++) to[toStart + at]! += weight * from[fromStart + at]!;
}

/** Gram and Schmidt, row by row over the turned numbers, so that memory is read in its order. */
function orthonormalise(vectors: Float32Array, size: number): void {
  const count = vectors.length / size;
  const columns = Array.from({ length: size }, (_, column) =>
    Float64Array.from({ length: count }, (_none, row) => vectors[row * size + column]!),
  );
  for (const [at, column] of columns.entries()) {
    for (const other of columns.slice(0, at)) {
      let dot = 0;
      for (let row = 0; row < count; row++) dot += column[row]! * other[row]!;
      for (let row = 0; row < count; row++) column[row]! -= dot * other[row]!;
    }
    let sum = 0;
    for (let row = 0; row < count; row++) sum += column[row]! ** 2;
    const norm = Math.sqrt(sum) || 1;
    for (let row = 0; row < count; row++) vectors[row * size + at] = column[row]! /= norm;
  }
}

/** Where texts lie. */
export function placesIn(space: MeaningSpace, texts: readonly (readonly string[])[]): Places {
  const places = new Float32Array(texts.length * space.size);
  for (const [at, words] of texts.entries()) places.set(placeOf(space, words), at * space.size);
  return places;
}

/** Where one text lies: a direction of length 1, or nowhere when it has no known word. */
export function placeOf({ size, terms, rarity, vectors }: MeaningSpace, words: readonly string[]): Places {
  const counts = new Map<number, number>();
  for (const word of words) {
    const term = terms.get(word);
    if (term !== undefined) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const place = new Float32Array(size);
  for (const [term, count] of counts)
    add(place, 0, vectors, term * size, (1 + Math.log(count)) * rarity[term]!, size);
  const norm = Math.sqrt(place.reduce((sum, value) => sum + value * value, 0)) || 1;
  return place.map((value) => value / norm);
}

/** How near each of many places is to one. @units cosine, what points away is 0 */
export function nearnessTo(places: Places, place: Places): Scores {
  const size = place.length;
  const scores = new Float32Array(places.length / size);
  const fours = size - (size % 4);
  for (let at = 0; at < scores.length; at++) {
    const from = at * size;
    // Four sums, so that none waits for the one before: a third of the time.
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    for (let n = 0; n < fours; n += 4) {
      one += place[n]! * places[from + n]!;
      two += place[n + 1]! * places[from + n + 1]!;
      three += place[n + 2]! * places[from + n + 2]!;
      four += place[n + 3]! * places[from + n + 3]!;
    }
    for (let n = fours; n < size; n++) one += place[n]! * places[from + n]!;
    scores[at] = Math.max(0, one + two + three + four);
  }
  return scores;
}
