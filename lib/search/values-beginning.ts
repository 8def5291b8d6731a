import { countCommon } from './bits';
import { told, withAny } from './facet-column';
import type { FacetValues } from './facet-values';
import type { Segment } from './segment';

/** Values that begin so and of which it is looked how many entries have them. */
const lookedAt = 40;

/** How many living entries have a value of a facet, by its number. */
export function countOf(segments: readonly Segment[], facet: string, number: number): number {
  return segments.reduce((sum, { facets, alive, count }) => {
    const column = facets.get(facet);
    return column === undefined ? sum : sum + countCommon(withAny(column, [number], count), alive);
  }, 0);
}

/** The values of a facet of which a word begins so, the most frequent first, with how many living entries have each. */
export function valuesBeginning(
  segments: readonly Segment[],
  values: FacetValues,
  { facet, text, most }: { facet: string; text: string; most: number },
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const number of values.beginning(facet, text, lookedAt)) {
    const count = countOf(segments, facet, number);
    if (count > 0) counts.set(values.of(facet)[number] as string, count);
  }
  return told(counts).slice(0, most);
}
