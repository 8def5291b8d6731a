/** Where a word of an entry stands, in the order in which an entry is read. */
export const fields = ['title', 'code', 'provider', 'skill', 'outcome', 'description'] as const;
export type Field = (typeof fields)[number];

/**
 * What a word counts by the field it stands in, how much a long field takes from it, and the length that takes nothing. The lengths are
 * fixed rather than those of the catalog of the day, so that an entry's place does not change because of others.
 * @units weight · share 0 to 1 · words
 * @source Robertson, Zaragoza, Taylor 2004, "Simple BM25 extension to multiple weighted fields" (form); the numbers were found with `npm run bench:relevance`
 */
export const fieldWeights: Record<Field, { weight: number; lengthShare: number; usual: number }> = {
  title: { weight: 6, lengthShare: 0.5, usual: 6 },
  code: { weight: 6, lengthShare: 0, usual: 2 },
  provider: { weight: 3, lengthShare: 0.3, usual: 3 },
  skill: { weight: 2, lengthShare: 0.4, usual: 16 },
  outcome: { weight: 1, lengthShare: 0.5, usual: 40 },
  description: { weight: 1, lengthShare: 0.6, usual: 90 },
};

/** One entry as it is searched. */
export interface SearchDocument {
  id: string;
  /** Its place when words decide nothing: lower first. @units whole number of 0 or more */
  rank: number;
  title: string;
  codes: readonly string[];
  /** Who gives it and through whom. */
  providers: readonly string[];
  skills: readonly string[];
  outcomes: readonly string[];
  description: string;
  /** Of its texts, as BCP 47; null: not known, then it is read as English. */
  language: string | null;
  /** By facet, the values it counts in. */
  facets: Readonly<Record<string, readonly string[]>>;
  /** By name, numbers to bound and to sort by; a name that is missing is not known. */
  numbers: Readonly<Record<string, number>>;
}

/** The texts of an entry by field. */
export function textsOf(document: SearchDocument): Record<Field, readonly string[]> {
  return {
    title: [document.title],
    code: document.codes,
    provider: document.providers,
    skill: document.skills,
    outcome: document.outcomes,
    description: [document.description],
  };
}
