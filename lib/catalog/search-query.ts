import * as z from 'zod';
import {
  type Choices,
  type Facet,
  facetDefinitions,
  facets,
  forEachFacet,
  institutionFacets,
  longestValue,
  longFacets,
} from './facets';
import type { MisreadDay } from '@/lib/kernel/civil-date';
import { cleanText, maxText, typedText } from './search-words';
import { decisions, type Standing } from './standing';

export const Sort = z.enum(['relevance', 'credit', 'hours', 'newest', 'title', 'provider']);
export type Sort = z.infer<typeof Sort>;

/** One search of the catalog, as its address says it. */
export interface SearchQuery extends Choices {
  words: string;
  /** @units notional hours, inclusive */
  minHours: number | null;
  maxHours: number | null;
  /** By facet what is looked for in the names of its values; the others are not told. */
  named: Readonly<Partial<Record<Facet, string>>>;
  /** A facet that is folded unless somebody asks for its choices. */
  shown: Facet | null;
  /** Slug of the institution that gives the credit. */
  institution: string | null;
  /** Code of a program of that institution. */
  program: string | null;
  sort: Sort;
  page: number;
  /** Slugs of entries that are to be compared. */
  compare: readonly string[];
}

export type ProblemReason =
  | 'too-long'
  | 'too-many'
  | 'not-known'
  | 'not-a-number'
  | MisreadDay
  | 'out-of-range'
  | 'needs-institution'
  | 'repeated';
/** Something in an address that could not be used, and why. */
export interface SearchProblem {
  field: string;
  reason: ProblemReason | 'too-many-compared' | 'not-yet';
  /** What was asked for, where nothing here is called so. */
  value?: string;
}

export type RawParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** @units values of one facet · characters of one value · hours · pages of 20 */
const most = { values: 10, length: longestValue, hours: 100_000, page: 500 };
const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The search that asks for nothing. */
export const everything: SearchQuery = {
  words: '',
  ...forEachFacet(() => []),
  minHours: null,
  maxHours: null,
  named: {},
  shown: null,
  institution: null,
  program: null,
  sort: 'relevance',
  page: 1,
  compare: [],
};

/** What belongs to one institution, as a search without one says it. */
export const ofNoInstitution = {
  program: null,
  ...(Object.fromEntries(institutionFacets.map((facet) => [facet, []])) as Partial<Choices>),
};

/** Entries that are compared at once. */
export const mostCompared = 4;

/** The parameter that says what is looked for among the values of a facet. */
export function namedParameter(facet: Facet): string {
  return `${facet}Named`;
}

/**
 * Reads a search from the parameters of an address. Total: whatever it is given, it answers with a search that can be run,
 * and with a list of what it could not use. Unknown parameters are not its business.
 * @refuses nothing; callers that must be strict refuse when there are problems
 */
export function parseSearchQuery(raw: RawParameters): { query: SearchQuery; problems: SearchProblem[] } {
  const problems: SearchProblem[] = [];
  // A parameter is read in more than one place; what is wrong with it is said once.
  const note = (field: string, reason: SearchProblem['reason']) => {
    if (!problems.some((one) => one.field === field && one.reason === reason))
      problems.push({ field, reason });
  };

  const one = (field: string, clean = cleanText): string => {
    const given = raw[field];
    const list = given === undefined ? [] : typeof given === 'string' ? [given] : given;
    if (list.length > 1) note(field, 'repeated');
    return clean((list[0] ?? '').slice(0, 1_000));
  };
  const many = (field: string): string[] => {
    const given = raw[field];
    const list = given === undefined ? [] : typeof given === 'string' ? [given] : given;
    const values = [...new Set(list.slice(0, 100).map((value) => cleanText(value.slice(0, 1_000))))].filter(
      (value) => value !== '',
    );
    if (values.length > most.values || list.length > 100) note(field, 'too-many');
    if (values.some((value) => value.length > most.length)) note(field, 'too-long');
    return values.filter((value) => value.length <= most.length).slice(0, most.values);
  };
  const known = <T extends string>(field: string, type: z.ZodType<T>): T[] => {
    const values = many(field);
    const found = values.flatMap((value) => type.safeParse(value).data ?? []);
    if (found.length < values.length) note(field, 'not-known');
    return found;
  };
  /** An amount of hours as people write it, with a point or a comma. */
  const hours = (field: string): number | null => {
    const text = one(field);
    if (text === '') return null;
    if (!/^\d{1,9}([.,]\d{1,2})?$/.test(text)) {
      note(field, 'not-a-number');
      return null;
    }
    const number = Number(text.replace(',', '.'));
    if (number > most.hours) note(field, 'out-of-range');
    return Math.min(number, most.hours);
  };
  const whole = (field: string, from: number, to: number): number | null => {
    const text = one(field);
    if (text === '') return null;
    if (!/^\d{1,9}$/.test(text)) {
      note(field, 'not-a-number');
      return null;
    }
    const number = Number(text);
    if (number < from || number > to) note(field, 'out-of-range');
    return Math.min(Math.max(number, from), to);
  };

  let words = one('q', typedText);
  if (words.length > maxText) {
    note('q', 'too-long');
    words = typedText(words.slice(0, maxText));
  }
  let institution: string | null = one('institution') || null;
  if (institution !== null && (institution.length > 80 || !slugForm.test(institution))) {
    note('institution', 'not-known');
    institution = null;
  }
  let program: string | null = one('program') || null;
  if (program !== null && (institution === null || program.length > 80)) {
    note('program', institution === null ? 'needs-institution' : 'too-long');
    program = null;
  }
  const shown = one('show');
  const chosen = forEachFacet((facet) => {
    const { type } = facetDefinitions[facet];
    return type === null ? many(facet) : known<string>(facet, type);
  }) as Choices;
  const without = institutionFacets.filter((facet) => institution === null && chosen[facet].length > 0);
  for (const facet of without) note(facet, 'needs-institution');
  const named = Object.fromEntries(
    longFacets.flatMap((facet) => {
      const text = one(namedParameter(facet)).slice(0, longestValue);
      return text === '' ? [] : [[facet, text]];
    }),
  );
  const compare = many('compare');
  if (compare.length > mostCompared) note('compare', 'too-many-compared');
  const sortText = one('sort');
  const sort = Sort.safeParse(sortText);
  if (!sort.success && sortText !== '') note('sort', 'not-known');
  let minHours = hours('minHours');
  let maxHours = hours('maxHours');
  if (minHours !== null && maxHours !== null && minHours > maxHours)
    [minHours, maxHours] = [maxHours, minHours];

  return {
    query: {
      words,
      ...chosen,
      ...Object.fromEntries(without.map((facet) => [facet, []])),
      minHours,
      maxHours,
      named,
      shown: facets.find((facet) => facet === shown) ?? null,
      institution,
      program,
      sort: sort.data ?? 'relevance',
      page: whole('page', 1, most.page) ?? 1,
      compare: compare.slice(0, mostCompared),
    },
    problems,
  };
}

/**
 * The address of a search: only what differs from asking for everything, always in the same order. Any change leads back to page 1, and
 * another institution has other programs.
 */
export function searchHref(path: string, query: SearchQuery, changes: Partial<SearchQuery> = {}): string {
  const isElsewhere = changes.institution !== undefined && changes.institution !== query.institution;
  const next: SearchQuery = {
    ...query,
    page: 1,
    ...(isElsewhere && ofNoInstitution),
    ...changes,
  };
  const parameters = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') parameters.append(name, String(value));
  };
  set('q', next.words);
  for (const facet of facets)
    if (next.institution !== null || !institutionFacets.includes(facet))
      for (const value of next[facet]) set(facet, value);
  set('minHours', next.minHours);
  set('maxHours', next.maxHours);
  for (const facet of longFacets) set(namedParameter(facet), next.named[facet] ?? null);
  set('show', next.shown);
  set('institution', next.institution);
  set('program', next.institution === null ? null : next.program);
  if (next.sort !== 'relevance') set('sort', next.sort);
  if (next.page > 1) set('page', next.page);
  for (const slug of next.compare) set('compare', slug);
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** How many choices there are besides the words, the order and the page. */
export function countChoices(query: SearchQuery): number {
  const single = [query.minHours, query.maxHours, query.institution, query.program].filter(
    (value) => value !== null,
  );
  return facets.reduce((sum, facet) => sum + query[facet].length, single.length);
}

/** Slugs of the institutions whose credit is told: the one asked for, else those chosen; none is all of them. */
export function institutionsAsked({ institution, givenAt }: SearchQuery): readonly string[] {
  return institution === null ? givenAt : [institution];
}

/** Codes of the programs for which credit is told: the one asked for, else those chosen; none is all of them. */
export function programsAsked({ program, countsIn }: SearchQuery): readonly string[] {
  return program === null ? countsIn : [program];
}

/**
 * What a search asks for in one facet: as chosen. The standing is the one with the institution asked for, any that it has come
 * to unless told otherwise, or the strongest anywhere.
 */
export function wantedIn(query: SearchQuery, facet: Facet): readonly string[] {
  const unless: readonly Standing[] = facet === 'standing' && query.institution !== null ? decisions : [];
  return query[facet].length > 0 ? query[facet] : unless;
}
