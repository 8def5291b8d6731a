/** What is searched for. */
export interface Search {
  words: string;
  /** By facet, values of which any is enough; a facet with none is not asked for. */
  choices: Readonly<Record<string, readonly string[]>>;
  /** By name, bounds of a number, both inclusive; what has no such number is left out. */
  bounds: Readonly<Record<string, { least: number | null; most: number | null }>>;
  /** By how well it answers; else by title, or by a number, what has none last. */
  sort: 'relevance' | 'title' | { number: string; isDescending: boolean };
  offset: number;
  size: number;
}

/** How the words were read: each as it stands; with slips put right; or, since nothing has all of them, what has most. */
export type Reading = 'typed' | 'forgiving' | 'nearest';

export interface Found {
  ids: string[];
  total: number;
  /** By facet the values, the most frequent first, counted as if nothing were chosen in that facet. */
  facets: Record<string, { value: string; count: number }[]>;
  reading: Reading;
}

/** The search that asks for nothing. */
export const anything: Search = {
  words: '',
  choices: {},
  bounds: {},
  sort: 'relevance',
  offset: 0,
  size: 20,
};
