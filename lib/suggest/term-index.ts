/** Which texts hold a term, and how much it weighs there: postings in typed arrays, in the order of the texts. */
export interface TermIndex {
  readonly weighing: Weighing;
  readonly size: number;
  readonly terms: ReadonlyMap<string, number>;
  readonly starts: Int32Array;
  readonly texts: Int32Array;
  readonly weights: Float32Array;
  /** How rare a term is. @units natural logarithm */
  readonly rarity: Float32Array;
}

/** How a term weighs in a text: by rarity with the length of the text taken out, or as Okapi BM25 has it. */
export type Weighing = 'cosine' | 'bm25';

/** One number for each text. */
export type Scores = Float32Array;

const saturation = 1.2;
const lengthPart = 0.75;

/**
 * Indexes texts by their terms.
 * @source Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009): k1 1.2, b 0.75
 */
export function buildTermIndex(texts: readonly (readonly string[])[], weighing: Weighing): TermIndex {
  const terms = new Map<string, number>();
  const counted = texts.map((words) => countTerms(words, terms));
  const holders = new Int32Array(terms.size);
  for (const counts of counted) for (const term of counts.keys()) holders[term]! += 1;
  const starts = new Int32Array(terms.size + 1);
  for (let term = 0; term < terms.size; term++) starts[term + 1] = starts[term]! + holders[term]!;
  const rarity = Float32Array.from(holders, (held) =>
    weighing === 'cosine'
      ? commonRarity(texts.length) - Math.log(1 + held)
      : Math.log(1 + (texts.length - held + 0.5) / (held + 0.5)),
  );
  const postings = starts[terms.size] ?? 0;
  const found = { texts: new Int32Array(postings), weights: new Float32Array(postings) };
  const average = texts.reduce((sum, words) => sum + words.length, 0) / Math.max(1, texts.length) || 1;
  const next = starts.slice();
  for (const [text, counts] of counted.entries()) {
    const norm = weighing === 'cosine' ? lengthOf(counts, rarity) : 0;
    const long = saturation * (1 - lengthPart + (lengthPart * (texts[text]?.length ?? 0)) / average);
    for (const [term, count] of counts) {
      const at = next[term]!;
      next[term] = at + 1;
      found.texts[at] = text;
      found.weights[at] =
        rarity[term]! *
        (weighing === 'cosine' ? damped(count) / norm : (count * (saturation + 1)) / (count + long));
    }
  }
  return { weighing, size: texts.length, terms, starts, rarity, ...found };
}

function countTerms(words: readonly string[], terms: Map<string, number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words) {
    let term = terms.get(word);
    if (term === undefined) terms.set(word, (term = terms.size));
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

const damped = (count: number) => 1 + Math.log(count);
const commonRarity = (size: number) => Math.log(1 + size) + 1;

function lengthOf(counts: ReadonlyMap<number, number>, rarity: Float32Array): number {
  let sum = 0;
  for (const [term, count] of counts) sum += (damped(count) * rarity[term]!) ** 2;
  return Math.sqrt(sum) || 1;
}

/** How like each text is to a query; a word that no text has makes all of them less like. @units cosine from 0 to 1, or the sum of BM25 */
export function likenessTo(index: TermIndex, query: readonly string[]): Scores {
  const counts = new Map<number, number>();
  let unknown = 0;
  for (const word of query) {
    const term = index.terms.get(word);
    if (term === undefined) unknown += 1;
    else counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const norm = Math.hypot(lengthOf(counts, index.rarity), commonRarity(index.size) * Math.sqrt(unknown));
  const scores = new Float32Array(index.size);
  for (const [term, count] of counts) {
    const weight = index.weighing === 'cosine' ? (damped(count) * index.rarity[term]!) / norm : 1;
    const end = index.starts[term + 1]!;
    for (let at = index.starts[term]!; at < end; at++)
      scores[index.texts[at]!]! += weight * index.weights[at]!;
  }
  return scores;
}

/** The texts that hold a term. */
export function textsWith(index: TermIndex, word: string): Int32Array {
  const term = index.terms.get(word);
  return term === undefined
    ? new Int32Array()
    : index.texts.subarray(index.starts[term], index.starts[term + 1]);
}

/** The places of the greatest scores above the least, greatest first, the earlier of equals; only places that count. */
export function mostOf(
  scores: Scores,
  count: number,
  least = 0,
  counts?: (place: number) => boolean,
): number[] {
  const inOrder = (one: number, other: number) => scores[other]! - scores[one]! || one - other;
  const places: number[] = [];
  let floor = least;
  for (let at = 0; at < scores.length; at++) {
    if (scores[at]! <= floor || counts?.(at) === false) continue;
    places.push(at);
    // What is not among the first so far never will be: sorting now and then keeps the list short.
    if (places.length < count * 3) continue;
    places.sort(inOrder).length = count;
    floor = scores[places[count - 1]!]!;
  }
  return places.sort(inOrder).slice(0, count);
}
