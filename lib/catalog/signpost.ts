import { cleanText } from './search-words';
import { mostLetters } from './suggestion';
import { parseSearchQuery, type RawParameters } from './search-query';

/** What a signpost can point at, in the order in which they are told. */
export const signpostKinds = ['institution', 'course', 'organization', 'skill'] as const;
export type SignpostKind = (typeof signpostKinds)[number];

/** Something called like what was typed that is no entry, and leads to its entries. `address` is a path of this site. */
export interface Signpost {
  kind: SignpostKind;
  text: string;
  /** Of a course. */
  institutionName: string | null;
  /** How many entries it leads to; null where that is not what it says. */
  count: number | null;
  address: string;
}

/** Signposts of one kind, the first of so many. */
export interface SignpostGroup {
  kind: SignpostKind;
  total: number;
  first: Signpost[];
}

/** @units signposts of a kind above results · signposts a page of all of them */
export const signpostsTold = { above: 3, page: 50 };

/** Where all signposts of a kind stand. */
export function signpostsHref(kind: SignpostKind, words: string, page = 1): string {
  const parameters = new URLSearchParams({ kind, q: words, ...(page > 1 && { page: String(page) }) });
  return `/signposts?${parameters.toString()}`;
}

/** Kinds of which all stand on a page; institutions have one of their own. */
const listedKinds = signpostKinds.filter((kind) => kind !== 'institution');

/** Which signposts an address asks for: courses where it does not say. Total. */
export function parseSignpostsQuery(raw: RawParameters): {
  kind: (typeof listedKinds)[number];
  words: string;
  institution: string | null;
  page: number;
} {
  const { query } = parseSearchQuery({ q: raw['q'], page: raw['page'], institution: raw['institution'] });
  return {
    kind: listedKinds.find((kind) => kind === raw['kind']) ?? 'course',
    words: cleanText(query.words.slice(0, mostLetters)),
    institution: query.institution,
    page: query.page,
  };
}
