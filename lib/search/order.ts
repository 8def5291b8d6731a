import { type Bits, forEachBit } from './bits';
import type { Search } from './search';
import { compareEntries, type Segment } from './segment';
import { compare } from './vocabulary';

/** One entry on its way into an answer. */
export interface Candidate {
  segment: Segment;
  entry: number;
  score: number;
}

function keyOf({ segment, entry }: Candidate) {
  return {
    rank: segment.ranks[entry] as number,
    title: segment.titles[entry] as string,
    id: segment.ids[entry] as string,
  };
}

/** The better one first; of equal ones, that which comes first when words decide nothing. */
export function byScore(a: Candidate, b: Candidate): number {
  return b.score - a.score || compareEntries(keyOf(a), keyOf(b));
}

/** The first of each segment are the first of all, since each is in that order. */
export function firstByRank(
  found: readonly { segment: Segment; entries: Bits }[],
  wanted: number,
): Candidate[] {
  const first: Candidate[] = [];
  for (const { segment, entries } of found) {
    let left = wanted;
    for (let at = 0; at < entries.length && left > 0; at++)
      for (let word = entries[at] as number; word !== 0 && left > 0; word &= word - 1, left--)
        first.push({ segment, entry: at * 32 + 31 - Math.clz32(word & -word), score: 0 });
  }
  return first.sort(byScore);
}

/** The first by title, or by a number, what has none last. */
export function firstBy(
  found: readonly { segment: Segment; entries: Bits }[],
  sort: Exclude<Search['sort'], 'relevance'>,
  wanted: number,
): Candidate[] {
  const all: Candidate[] = [];
  for (const { segment, entries } of found) {
    const numbers = sort === 'title' ? null : segment.numbers.get(sort.number);
    forEachBit(entries, (entry) => {
      const number = numbers?.[entry] ?? NaN;
      const score =
        sort === 'title' || Number.isNaN(number) ? -Infinity : sort.isDescending ? number : -number;
      all.push({ segment, entry, score });
    });
  }
  const order =
    sort === 'title'
      ? (a: Candidate, b: Candidate) => compare(keyOf(a).title, keyOf(b).title) || byScoreOrRank(a, b)
      : byScoreOrRank;
  return all.sort(order).slice(0, wanted);
}

function byScoreOrRank(a: Candidate, b: Candidate): number {
  return a.score === b.score ? compareEntries(keyOf(a), keyOf(b)) : b.score - a.score;
}
