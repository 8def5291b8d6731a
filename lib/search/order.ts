import { type Bits, forEachBit } from './bits';
import { numbersOf } from './facet-column';
import type { FacetValues } from './facet-values';
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

/** The first by title, by a number or by a value of a facet; what has none last. */
export function firstBy(
  found: readonly { segment: Segment; entries: Bits }[],
  sort: Exclude<Search['sort'], 'relevance'>,
  values: FacetValues,
  wanted: number,
): Candidate[] {
  const all: Candidate[] = [];
  const scoreIn = (segment: Segment): ((entry: number) => number) => {
    if (sort === 'title') return () => 0;
    if ('largestOf' in sort) return largestIn(segment, sort, values);
    if ('facet' in sort) {
      const [column, places] = [segment.facets.get(sort.facet), placesOf(values.of(sort.facet))];
      return (entry) => {
        const [number] = column === undefined ? [] : numbersOf(column, entry);
        return number === undefined ? -Infinity : -(places[number] as number);
      };
    }
    const numbers = segment.numbers.get(sort.number);
    return (entry) => {
      const number = numbers?.[entry] ?? NaN;
      return Number.isNaN(number) ? -Infinity : sort.isDescending ? number : -number;
    };
  };
  for (const { segment, entries } of found) {
    const scoreOf = scoreIn(segment);
    forEachBit(entries, (entry) => all.push({ segment, entry, score: scoreOf(entry) }));
  }
  const isByName = sort === 'title' || 'facet' in sort;
  return all.sort(isByName ? byScoreOrTitle : byScoreOrRank).slice(0, wanted);
}

/** The size of the value of each entry that ranks highest in some facets. */
function largestIn(
  segment: Segment,
  { largestOf, rank, sizeOf }: Extract<Search['sort'], { largestOf: readonly string[] }>,
  values: FacetValues,
): (entry: number) => number {
  const sized = largestOf.flatMap((facet) => {
    const column = segment.facets.get(facet);
    const own = values.of(facet);
    return column === undefined ? [] : [{ column, ranks: own.map(rank), sizes: own.map(sizeOf) }];
  });
  return (entry) => {
    let [highest, size] = [-Infinity, -Infinity];
    for (const { column, ranks, sizes } of sized) {
      const [number] = numbersOf(column, entry);
      if (number === undefined || (ranks[number] as number) <= highest) continue;
      [highest, size] = [ranks[number] as number, sizes[number] as number];
    }
    return size;
  };
}

/** The place of each value in the order of their names. */
function placesOf(names: readonly string[]): Uint32Array {
  const places = new Uint32Array(names.length);
  Array.from(names, (name, number) => ({ name, number }))
    .sort((a, b) => compare(a.name, b.name))
    .forEach(({ number }, place) => (places[number] = place));
  return places;
}

function byScoreOrRank(a: Candidate, b: Candidate): number {
  return a.score === b.score ? compareEntries(keyOf(a), keyOf(b)) : b.score - a.score;
}

function byScoreOrTitle(a: Candidate, b: Candidate): number {
  if (a.score !== b.score) return b.score - a.score;
  return compare(keyOf(a).title, keyOf(b).title) || byScoreOrRank(a, b);
}
