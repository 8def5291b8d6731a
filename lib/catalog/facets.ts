import * as z from 'zod';
import { CipSeries, IscedBroad } from '@/lib/micro-credential/field-of-study';
import { CreditBand } from './credit-band';
import { Kind } from './kind';
import { Standing } from './standing';

/** Levels of the European Qualifications Framework. @source Council Recommendation 2017/C 189/03, Annex II */
export const EqfLevel = z.enum(['1', '2', '3', '4', '5', '6', '7', '8']);

interface FacetDefinition {
  /** The values there are; null is whatever entries say. */
  type: z.ZodEnum | null;
  /**
   * How its values are called: by messages of their own; as codes that every reader's language names; as amounts; as what they stand for
   * at hand; null is as they stand.
   */
  words:
    | 'credit.standing'
    | 'public.search.kind'
    | 'public.search.band'
    | 'public.search.eqfLevel'
    | 'fields.isced'
    | 'fields.cip'
    | 'language'
    | 'amount'
    | 'institution'
    | 'program'
    | 'course'
    | 'price'
    | null;
  /** Whether there may be so many values that one looks for them by their names. */
  isLong: boolean;
  /** Whether its values are seen before anybody opens it. */
  isInSight: boolean;
  /** Whether it belongs to the institution asked for, and says nothing without one. */
  needsInstitution?: boolean;
  /** Whether its values are so many that they are counted only for who asks for them. */
  isCountedWhenAsked?: boolean;
  /** Whether a value says what it is about without the name of the facet. */
  saysItself: boolean;
}

const short = { isLong: false, isInSight: false, saysItself: true } as const;
const long = { type: null, isLong: true, isInSight: false, saysItself: false } as const;

/**
 * Choices of which several can be made at once, any of them being enough, in the order in which a page shows them: what an address, the
 * search, the page with its chips and the interface know of each. Its own name stands in messages, under public.search.facet.
 */
export const facetDefinitions = {
  standing: { ...short, isInSight: true, type: Standing, words: 'credit.standing' },
  /** Institutions with a rule that stands; a program counts by the same rule. */
  givenAt: { ...long, isInSight: true, words: 'institution' },
  countsIn: { ...long, isInSight: true, words: 'program', needsInstitution: true },
  /** Courses and collective places of the institution asked for that it counts as now. */
  countsAs: { ...long, words: 'course', needsInstitution: true, isCountedWhenAsked: true },
  /** What an entry earns at best where it is looked for. */
  credit: { ...short, isInSight: true, type: CreditBand, words: 'public.search.band' },
  subject: { ...long, isInSight: true, saysItself: true, words: null },
  /** The broad field of education within which it lies. */
  field: { ...short, saysItself: true, type: IscedBroad, words: 'fields.isced' },
  /** The series of instructional programs to which it belongs. */
  cip: { ...short, type: CipSeries, words: 'fields.cip' },
  skill: { ...long, saysItself: true, words: null, isCountedWhenAsked: true },
  provider: { ...long, isInSight: true, saysItself: true, words: null },
  platform: { ...long, words: null },
  kind: { ...short, isInSight: true, type: Kind, words: 'public.search.kind' },
  level: { ...long, saysItself: true, words: null },
  /** Every level from the lowest to the highest that it says. */
  eqf: { ...short, type: EqfLevel, words: 'public.search.eqfLevel' },
  language: { ...short, type: null, words: 'language' },
  /** What it costs: nothing, a band in the currency that it says, or that it says no price. */
  price: { ...short, type: null, words: 'price' },
  participation: { ...long, words: null },
  assessment: { ...long, words: null },
  supervision: { ...long, words: null },
  quality: { ...long, words: null },
  /** How much credit its issuer states, as an amount with its unit; nobody has granted it. */
  stated: { ...short, saysItself: false, type: null, words: 'amount' },
  /** How much credit third parties recommend, as an amount with its unit. */
  recommended: { ...short, saysItself: false, type: null, words: 'amount' },
} as const satisfies Record<string, FacetDefinition>;

/** Longest value that can be chosen: what says more is no choice. @units characters */
export const longestValue = 160;

export type Facet = keyof typeof facetDefinitions;
type ValueOf<F extends Facet> =
  (typeof facetDefinitions)[F]['type'] extends z.ZodType<infer Value, unknown> ? Value : string;

/** What was chosen in each facet. */
export type Choices = { readonly [F in Facet]: readonly ValueOf<F>[] };

/** The facets in the order in which a page shows them. */
export const facets = Object.keys(facetDefinitions) as readonly Facet[];

/** Those in which one can look for a value. */
export const longFacets: readonly Facet[] = facets.filter((facet) => facetDefinitions[facet].isLong);

/** Those that say nothing without an institution. */
export const institutionFacets: readonly Facet[] = facets.filter(
  (facet) => definitionOf(facet).needsInstitution,
);

/** A facet as any other. */
export function definitionOf(facet: Facet): FacetDefinition {
  return facetDefinitions[facet];
}

/** Something for every facet. */
export function forEachFacet<T>(make: (facet: Facet) => T): Record<Facet, T> {
  return Object.fromEntries(facets.map((facet) => [facet, make(facet)])) as Record<Facet, T>;
}

/** By facet the values that are counted, the most frequent first. */
export type FacetCounts = Record<Facet, { value: string; count: number }[]>;
