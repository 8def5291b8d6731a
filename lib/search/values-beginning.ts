import { countCommon } from './bits';
import { told, withAny } from './facet-column';
import type { FacetValues } from './facet-values';
import type { Segment } from './segment';

/** Values that begin so and of which it is looked how many entries have them. */
const lookedAt = 40;

/** The values of a facet of which a word begins so, the most frequent first, with how many living entries have each. */
export function valuesBeginning(
  segments: readonly Segment[],
  values: FacetValues,
  { facet, text, most }: { facet: string; text: string; most: number },
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const number of values.beginning(facet, text, lookedAt)) {
    let count = 0;
    for (const { facets, alive, count: entries } of segments) {
      const column = facets.get(facet);
      if (column !== undefined) count += countCommon(withAny(column, [number], entries), alive);
    }
    if (count > 0) counts.set(values.of(facet)[number] as string, count);
  }
  return told(counts).slice(0, most);
}
