import { askedFacet, type FacetInSegment } from './asked-facet';
import { type Bits, countCommon, keepCommon } from './bits';
import type { FacetValues } from './facet-values';
import type { AskedFacet } from './search';
import type { Segment } from './segment';

/**
 * Which of the matching entries of a segment have what is chosen, and adds to `counts`, by facet, how many would be found under each name
 * if it alone were chosen there. Where choosing it moves another facet, that one is asked where it is then.
 */
export function countFacets(
  { segment, matching }: { segment: Segment; matching: Bits },
  asked: Readonly<Record<string, AskedFacet>>,
  values: FacetValues,
  counts: ReadonlyMap<string, Map<string, number>>,
): Bits {
  const columns = new Map(
    Object.entries(asked).map(([name, facet]) => [name, askedFacet(segment, facet, values)] as const),
  );
  const chosen = new Map<string, Bits>();
  for (const [name, column] of columns) {
    const names = (asked[name] as AskedFacet).chosen;
    if (names.length > 0) chosen.set(name, column.having(names));
  }
  const withoutThese = (...left: readonly string[]): Bits => {
    const found = matching.slice();
    for (const [name, set] of chosen) if (!left.includes(name)) keepCommon(found, set);
    return found;
  };
  const all = withoutThese();
  for (const [name, column] of columns) {
    const own = counts.get(name) as Map<string, number>;
    const { moves } = asked[name] as AskedFacet;
    const moved = moves === undefined || !chosen.has(moves.facet) ? undefined : asked[moves.facet];
    if (moves === undefined || moved === undefined) {
      column.count(chosen.has(name) ? withoutThese(name) : all, own);
      continue;
    }
    const left = withoutThese(name, moves.facet);
    for (const one of namesIn(column, left)) {
      const found = askedFacet(segment, { ...moved, of: moves.to(one) }, values).having(moved.chosen);
      keepCommon(found, column.having([one]));
      const more = countCommon(found, left);
      if (more > 0) own.set(one, (own.get(one) ?? 0) + more);
    }
  }
  return all;
}

/** The names under which any of these entries counts. */
function namesIn(column: FacetInSegment, entries: Bits): Iterable<string> {
  const found = new Map<string, number>();
  column.count(entries, found);
  return found.keys();
}
