import { addAll, type Bits, countCommon, emptyBits } from './bits';
import { addCounts, withAny } from './facet-column';
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

/** The names under which each value of a facet counts, by its number. */
type Names = readonly (readonly string[])[];

/** How one segment answers for a facet: for one of its own, or for some of which each stands in for the one before. */
export function askedFacet(
  segment: Segment,
  { of: facets, as = (value) => [value] }: Pick<AskedFacet, 'of' | 'as'>,
  values: FacetValues,
): FacetInSegment {
  const namesIn = (facet: string): Names => values.of(facet).map(as);
  const [facet = ''] = facets;
  if (facets.length > 1) return firstOf(byFirstName(segment, facets, namesIn), segment.count);
  const column = segment.facets.get(facet);
  let names: Names | undefined;
  return {
    having: (chosen) => {
      if (column === undefined) return emptyBits(segment.count);
      names ??= namesIn(facet);
      return withAny(column, numbersNamed(names, chosen), segment.count);
    },
    count: (entries, counts) => {
      if (column === undefined) return;
      names ??= namesIn(facet);
      const own = new Uint32Array(names.length);
      addCounts(column, entries, own);
      own.forEach((count, number) => {
        for (const name of count > 0 ? (names?.[number] ?? []) : []) add(counts, name, count);
      });
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

function numbersNamed(names: Names, chosen: readonly string[]): number[] {
  const wanted = new Set(chosen);
  return names.flatMap((some, number) => (some.some((name) => wanted.has(name)) ? [number] : []));
}

function add(counts: Map<string, number>, name: string, more: number): void {
  if (more > 0) counts.set(name, (counts.get(name) ?? 0) + more);
}

/** The entries of a segment by name, where an entry has the values of the first of these facets in which it has any. */
function byFirstName(
  segment: Segment,
  facets: readonly string[],
  namesIn: (facet: string) => Names,
): Map<string, Bits> {
  const found = new Map<string, Bits>();
  const taken = emptyBits(segment.count);
  for (const facet of facets) {
    const column = segment.facets.get(facet);
    if (column === undefined) continue;
    const names = namesIn(facet);
    const numbers = [...column.sets.keys(), ...column.lists.keys()];
    for (const name of new Set(numbers.flatMap((number) => names[number] ?? []))) {
      const entries = withAny(
        column,
        numbers.filter((number) => names[number]?.includes(name)),
        segment.count,
      );
      const all = found.get(name) ?? emptyBits(segment.count);
      for (let at = 0; at < all.length; at++)
        all[at] = (all[at] as number) | ((entries[at] as number) & ~(taken[at] as number));
      found.set(name, all);
    }
    addAll(taken, withAny(column, numbers, segment.count));
  }
  return found;
}
