import { addAll, type Bits, countCommon, emptyBits } from './bits';
import { addCounts, withAny } from './facet-column';
import type { FacetValues } from './facet-values';
import type { Segment } from './segment';

/** A facet in one segment. */
export interface FacetInSegment {
  /** The entries with any of these values. */
  having: (values: readonly string[]) => Bits;
  /** Adds to `counts`, by value, how many of these entries have it. */
  count: (entries: Bits, counts: Map<string, number>) => void;
}

/** How one segment answers for some facets of which each stands in for the one before. */
export function askedFacet(segment: Segment, facets: readonly string[], values: FacetValues): FacetInSegment {
  const [facet = ''] = facets;
  if (facets.length === 1) {
    const column = segment.facets.get(facet);
    return {
      having: (chosen) => {
        const numbers = chosen.flatMap((value) => values.numberOf(facet, value) ?? []);
        return column === undefined ? emptyBits(segment.count) : withAny(column, numbers, segment.count);
      },
      count: (entries, counts) => {
        if (column === undefined) return;
        const names = values.of(facet);
        const own = new Uint32Array(names.length);
        addCounts(column, entries, own);
        own.forEach((count, number) => count > 0 && add(counts, names[number] as string, count));
      },
    };
  }
  const byValue = byFirstValue(segment, facets, values);
  return {
    having: (chosen) => {
      const found = emptyBits(segment.count);
      for (const value of chosen) addAll(found, byValue.get(value));
      return found;
    },
    count: (entries, counts) => {
      for (const [value, set] of byValue) add(counts, value, countCommon(set, entries));
    },
  };
}

function add(counts: Map<string, number>, value: string, more: number): void {
  if (more > 0) counts.set(value, (counts.get(value) ?? 0) + more);
}

/** The entries of a segment by value, where an entry has the values of the first of these facets in which it has any. */
function byFirstValue(segment: Segment, facets: readonly string[], values: FacetValues): Map<string, Bits> {
  const found = new Map<string, Bits>();
  const taken = emptyBits(segment.count);
  for (const facet of facets) {
    const column = segment.facets.get(facet);
    if (column === undefined) continue;
    const own = [...column.sets.keys(), ...column.lists.keys()].map(
      (number) => [values.of(facet)[number] as string, withAny(column, [number], segment.count)] as const,
    );
    for (const [value, entries] of own) {
      const all = found.get(value) ?? emptyBits(segment.count);
      for (let at = 0; at < all.length; at++)
        all[at] = (all[at] as number) | ((entries[at] as number) & ~(taken[at] as number));
      found.set(value, all);
    }
    for (const [, entries] of own) addAll(taken, entries);
  }
  return found;
}
