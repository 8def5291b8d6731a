import type * as z from 'zod';
import { Kind } from './kind';
import { Standing } from './standing';

interface FacetDefinition {
  /** The values there are; null is whatever entries say. */
  type: z.ZodEnum | null;
  /** Where its values have names of their own; `language` are codes that every reader's language names; null is as they stand. */
  words: 'credit.standing' | 'public.search.kind' | 'language' | null;
}

/**
 * Choices of which several can be made at once, any of them being enough, in the order in which a page shows them: what an address, the
 * search, the page with its chips and the interface know of each. Its own name stands in messages, under public.search.facet.
 */
export const facetDefinitions = {
  standing: { type: Standing, words: 'credit.standing' },
  subject: { type: null, words: null },
  provider: { type: null, words: null },
  level: { type: null, words: null },
  language: { type: null, words: 'language' },
  kind: { type: Kind, words: 'public.search.kind' },
} as const satisfies Record<string, FacetDefinition>;

export type Facet = keyof typeof facetDefinitions;
type ValueOf<F extends Facet> =
  (typeof facetDefinitions)[F]['type'] extends z.ZodType<infer Value, unknown> ? Value : string;

/** What was chosen in each facet. */
export type Choices = { readonly [F in Facet]: readonly ValueOf<F>[] };

/** The facets in the order in which a page shows them. */
export const facets = Object.keys(facetDefinitions) as readonly Facet[];

/** Something for every facet. */
export function forEachFacet<T>(make: (facet: Facet) => T): Record<Facet, T> {
  return Object.fromEntries(facets.map((facet) => [facet, make(facet)])) as Record<Facet, T>;
}

/** By facet the values that are counted, the most frequent first. */
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;
