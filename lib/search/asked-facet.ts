import { addAll, type Bits, countCommon, emptyBits } from './bits';
import { addCounts, type FacetColumn, numbersOf, withAny } from './facet-column';
import type { FacetValues } from './facet-values';
import type { AskedFacet } from './search';
import type { Segment } from './segment';

/** A facet in one segment. */
export interface FacetInSegment {
  /** The entries that count under any of these names. */
  having: (names: readonly string[]) => Bits;
  /** Adds to `counts`, by name, how many of these entries count under it. */
  count: (entries: Bits, counts: Map<string, number>) => void;
}

/** The values of the first of some facets in which an entry of a segment has any. */
export function firstValues(
  { segment, entry }: { segment: Segment; entry: number },
  facets: readonly string[],
  values: FacetValues,
): string[] {
  for (const facet of facets) {
    const column = segment.facets.get(facet);
    const numbers = column === undefined ? [] : numbersOf(column, entry);
    if (numbers.length > 0) return Array.from(numbers, (number) => values.of(facet)[number] as string);
  }
  return [];
}

/** Under which names the values of a facet count, and which values count under some names. By their numbers. */
interface Names {
  of: (number: number) => readonly string[];
  having: (names: readonly string[]) => number[];
}

/** How one segment answers for a facet: for one of its own, for some of which each stands in for the one before, or for the best of some. */
export function askedFacet(
  segment: Segment,
  { of: facets, as, rank }: Pick<AskedFacet, 'of' | 'as' | 'rank'>,
  values: FacetValues,
): FacetInSegment {
  const namesIn = (facet: string) => namesOf(facet, as, values);
  const [facet = ''] = facets;
  if (facets.length > 1) {
    const layers = facets.flatMap((each): Layer[] => {
      const own = segment.facets.get(each);
      if (own === undefined) return [];
      const numbers = [...own.sets.keys(), ...own.lists.keys()];
      const layer = { column: own, names: namesIn(each), numbers };
      if (rank === undefined) return [{ ...layer, rank: 0 }];
      return numbers.map((number) => ({
        ...layer,
        numbers: [number],
        rank: rank(values.of(each)[number] as string),
      }));
    });
    const inTurn = layers.sort((a, b) => b.rank - a.rank);
    return firstOf(byFirstName(segment.count, inTurn), segment.count);
  }
  const column = segment.facets.get(facet);
  if (column === undefined) return { having: () => emptyBits(segment.count), count: () => undefined };
  const names = namesIn(facet);
  return {
    having: (chosen) => withAny(column, names.having(chosen), segment.count),
    count: (entries, counts) => {
      const own = new Uint32Array(values.of(facet).length);
      addCounts(column, entries, own);
      own.forEach((count, number) => {
        if (count > 0) for (const name of names.of(number)) add(counts, name, count);
      });
    },
  };
}

function namesOf(facet: string, as: AskedFacet['as'], values: FacetValues): Names {
  const own = values.of(facet);
  if (as === undefined)
    return {
      of: (number) => [own[number] as string],
      having: (names) => names.flatMap((name) => values.numberOf(facet, name) ?? []),
    };
  const of = own.map(as);
  return {
    of: (number) => of[number] ?? [],
    having: (names) => {
      const wanted = new Set(names);
      return of.flatMap((some, number) => (some.some((name) => wanted.has(name)) ? [number] : []));
    },
  };
}

function firstOf(byName: ReadonlyMap<string, Bits>, count: number): FacetInSegment {
  return {
    having: (chosen) => {
      const found = emptyBits(count);
      for (const name of chosen) addAll(found, byName.get(name));
      return found;
    },
    count: (entries, counts) => {
      for (const [name, set] of byName) add(counts, name, countCommon(set, entries));
    },
  };
}

function add(counts: Map<string, number>, name: string, more: number): void {
  if (more > 0) counts.set(name, (counts.get(name) ?? 0) + more);
}

/** Values of a facet; an entry that has any of them has none of those that come after. */
interface Layer {
  column: FacetColumn;
  names: Names;
  numbers: readonly number[];
  rank: number;
}

/** The entries of a segment by name, where an entry has the values of the first of these layers in which it has any. */
function byFirstName(count: number, layers: readonly Layer[]): Map<string, Bits> {
  const found = new Map<string, Bits>();
  const taken = emptyBits(count);
  for (const { column, names, numbers } of layers) {
    const byName = new Map<string, number[]>();
    for (const number of numbers)
      for (const name of names.of(number)) byName.set(name, [...(byName.get(name) ?? []), number]);
    for (const [name, having] of byName) {
      const entries = withAny(column, having, count);
      const all = found.get(name) ?? emptyBits(count);
      for (let at = 0; at < all.length; at++)
        all[at] = (all[at] as number) | ((entries[at] as number) & ~(taken[at] as number));
      found.set(name, all);
    }
    addAll(taken, withAny(column, numbers, count));
  }
  return found;
}
