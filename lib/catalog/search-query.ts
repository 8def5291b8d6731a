import * as z from 'zod';
import { cleanText, maxText, typedText } from './search-words';
import { Standing } from './standing';

/** What the catalog lists. `external_course` are courses taken at other institutions. */
export const Kind = z.enum(['certificate', 'course', 'exam', 'external_course']);
export type Kind = z.infer<typeof Kind>;
export const Sort = z.enum(['relevance', 'title', 'provider', 'hours']);
export type Sort = z.infer<typeof Sort>;

/** Choices of which several can be made at once: any of them is enough. */
export const facets = ['provider', 'subject', 'level', 'language', 'kind', 'standing'] as const;
export type Facet = (typeof facets)[number];

/** One search of the catalog, as its address says it. */
export interface SearchQuery {
  words: string;
  provider: readonly string[];
  subject: readonly string[];
  level: readonly string[];
  language: readonly string[];
  kind: readonly Kind[];
  /** With an institution: how it stands there (published unless told otherwise); else the strongest anywhere. */
  standing: readonly Standing[];
  /** @units notional hours, inclusive */
  minHours: number | null;
  maxHours: number | null;
  /** Slug of the institution that gives the credit. */
  institution: string | null;
  /** Code of a program of that institution. */
  program: string | null;
  sort: Sort;
  page: number;
}

export type ProblemReason =
  | 'too-long'
  | 'too-many'
  | 'not-known'
  | 'not-a-number'
  | 'out-of-range'
  | 'needs-institution'
  | 'repeated';
/** Something in an address that could not be used, and why. */
export interface SearchProblem {
  field: string;
  reason: ProblemReason;
}

export type RawParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** @units values of one facet · characters of one value · hours · pages of 20 */
const most = { values: 10, length: 160, hours: 100_000, page: 500 };
const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The search that asks for nothing. */
export const everything: SearchQuery = {
  words: '',
  provider: [],
  subject: [],
  level: [],
  language: [],
  kind: [],
  standing: [],
  minHours: null,
  maxHours: null,
  institution: null,
  program: null,
  sort: 'relevance',
  page: 1,
};

/**
 * Reads a search from the parameters of an address. Total: whatever it is given, it answers with a search that can be run,
 * and with a list of what it could not use. Unknown parameters are not its business.
 * @refuses nothing; callers that must be strict refuse when there are problems
 */
export function parseSearchQuery(raw: RawParameters): { query: SearchQuery; problems: SearchProblem[] } {
  const problems: SearchProblem[] = [];
  const note = (field: string, reason: ProblemReason) => void problems.push({ field, reason });

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
  const sortText = one('sort');
  const sort = Sort.safeParse(sortText);
  if (!sort.success && sortText !== '') note('sort', 'not-known');
  let minHours = whole('minHours', 0, most.hours);
  let maxHours = whole('maxHours', 0, most.hours);
  if (minHours !== null && maxHours !== null && minHours > maxHours)
    [minHours, maxHours] = [maxHours, minHours];

  return {
    query: {
      words,
      provider: many('provider'),
      subject: many('subject'),
      level: many('level'),
      language: many('language'),
      kind: known('kind', Kind),
      standing: known('standing', Standing),
      minHours,
      maxHours,
      institution,
      program,
      sort: sort.data ?? 'relevance',
      page: whole('page', 1, most.page) ?? 1,
    },
    problems,
  };
}

/** The address of a search: only what differs from asking for everything, always in the same order. Any change leads back to page 1. */
export function searchHref(path: string, query: SearchQuery, changes: Partial<SearchQuery> = {}): string {
  const next: SearchQuery = { ...query, page: 1, ...changes };
  const parameters = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') parameters.append(name, String(value));
  };
  set('q', next.words);
  for (const facet of facets) for (const value of next[facet]) set(facet, value);
  set('minHours', next.minHours);
  set('maxHours', next.maxHours);
  set('institution', next.institution);
  set('program', next.institution === null ? null : next.program);
  if (next.sort !== 'relevance') set('sort', next.sort);
  if (next.page > 1) set('page', next.page);
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

/** The standings a search asks for: as chosen, or `published` when only an institution is. */
export function wantedStandings(query: SearchQuery): readonly Standing[] {
  return query.standing.length > 0 ? query.standing : query.institution === null ? [] : ['published'];
}
