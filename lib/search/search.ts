/** One facet of a search. */
export interface AskedFacet {
  /** Facets of the entries: an entry counts in the first of these in which it has a value. */
  of: readonly string[];
  /** Where it is given, an entry has one value at most in each of them, and counts by the one that ranks highest. */
  rank?: (value: string) => number;
  /** Names of which any is enough; with none it is only counted. */
  chosen: readonly string[];
  /** The names under which a value counts and is chosen, where that is not its own; no two values of one entry have a name in common. */
  as?: (value: string) => readonly string[];
  /** Which names are told, where not all of them are. */
  isTold?: (name: string) => boolean;
  /** Another facet of the search that is looked up elsewhere once a name is chosen here: where, with this name alone. */
  moves?: { facet: string; to: (name: string) => readonly string[] };
}

/** What is searched for. */
export interface Search {
  words: string;
  /** By name, what is counted and chosen from. */
  facets: Readonly<Record<string, AskedFacet>>;
  /** By name, bounds of a number, both inclusive; what has no such number is left out. */
  bounds: Readonly<Record<string, { least: number | null; most: number | null }>>;
  /**
   * By how well it answers; else by title, by a number, by the first value of a facet, or by the size of the value that ranks highest in
   * some facets, the largest first; what has none last.
   */
  sort:
    | 'relevance'
    | 'title'
    | { number: string; isDescending: boolean }
    | { facet: string }
    | {
        largestOf: readonly string[];
        rank: (value: string) => number;
        sizeOf: (value: string) => number;
      };
  offset: number;
  size: number;
}

/** How the words were read: each as it stands; with slips put right; or, since nothing has all of them, what has most. */
export type Reading = 'typed' | 'forgiving' | 'nearest';

export interface Found {
  ids: string[];
  total: number;
  /** By asked facet the names, the most frequent first, each counted as if it alone were chosen in that facet. */
  facets: Record<string, { value: string; count: number }[]>;
  reading: Reading;
}

/** The search that asks for nothing. */
export const anything: Search = {
  words: '',
  facets: {},
  bounds: {},
  sort: 'relevance',
  offset: 0,
  size: 20,
};
