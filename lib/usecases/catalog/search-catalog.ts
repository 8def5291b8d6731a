import { compareOffers, isOpen } from '@/lib/catalog/compare-offers';
import type { Offer } from '@/lib/catalog/offer';
import { type SearchProblem, type SearchQuery } from '@/lib/catalog/search-query';
import { nearestWord, swappedWords, typedWords } from '@/lib/catalog/search-words';
import {
  type FacetCounts,
  findInCatalog,
  findLikeWords,
  type FoundMicroCredential,
  type Position,
} from '@/lib/db/catalog-search';
import {
  listPublicInstitutions,
  listPublicPrograms,
  type PublicInstitution,
  type PublicProgram,
} from '@/lib/db/public-institutions';
import { listRulesForEach } from '@/lib/db/public-rules';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import { type Context, todayIn } from '../context';
import { findOffers } from './find-offers';
import { tellStandings } from './told-standings';

/** @units results a page */
export const pageSize = 20;

/** One result, with the best answer that any institution gives. */
export interface SearchResult extends FoundMicroCredential {
  /** Null where nothing stands; what only opens later is named where nothing is open. */
  best: { institution: { slug: string; shortName: string }; offer: Offer } | null;
  /** Short names of the institutions that give credit, and of those that decided against it. */
  givenBy: string[];
  refusedBy: string[];
  /** Short names of those where only who met it in time may still claim. */
  claimedInTimeAt: string[];
  /** Rules that were not looked at, since there are too many: one of them may offer more. */
  notCompared: number;
}

export interface SearchView {
  query: SearchQuery;
  results: SearchResult[];
  total: number;
  pages: number;
  facets: FacetCounts;
  institutions: PublicInstitution[];
  /** Programs of the institution asked for. */
  programs: PublicProgram[];
  /** The words with mistyped ones put right, when nothing was found and something similar exists. */
  didYouMean: string | null;
  /** Of several words that together find nothing, those that find something alone. */
  foundAlone: string[];
  /** Whether every no that may bar a published rule was looked at: else some counts may be too high. */
  isExact: boolean;
  /** What of the search names nothing here, and was left out. */
  problems: SearchProblem[];
}

/** Searches the catalog as the public sees it today: one statement for the page, one for the institutions to choose from. */
export async function searchCatalog(ctx: Context, asked: SearchQuery): Promise<SearchView> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const institutions = await listPublicInstitutions(ctx.database, ctx);
  // An institution that is not here has decided nothing: to filter by it would call everything undecided.
  const isKnown = asked.institution === null || institutions.some(({ slug }) => slug === asked.institution);
  const wanted = isKnown ? asked : { ...asked, institution: null, program: null };
  const told = await tellStandings(ctx.database, daysOf(ctx, institutions), wanted);
  const first = await findInCatalog(ctx.database, wanted, ctx, windowOf(wanted.page), told);
  const pages = Math.max(1, Math.ceil(first.total / pageSize));
  const query = { ...wanted, page: Math.min(wanted.page, pages) };
  const found =
    query.page === wanted.page
      ? first
      : await findInCatalog(ctx.database, query, ctx, windowOf(query.page), told);
  const institution = institutions.find(({ slug }) => slug === query.institution);
  const [programs, didYouMean, foundAlone, results] = await Promise.all([
    institution ? listPublicPrograms(ctx.database, institution.id, ctx) : [],
    found.total === 0 ? correctedWords(ctx, query.words) : null,
    found.total === 0 ? wordsThatFind(ctx, query, institutions) : [],
    resultsOf(ctx, found.rows, institutions, query),
  ]);
  return {
    query,
    results,
    total: found.total,
    pages,
    facets: found.facets,
    institutions,
    programs,
    didYouMean,
    foundAlone,
    isExact: told.isComplete,
    problems: isKnown ? [] : [{ field: 'institution', reason: 'not-known' }],
  };
}

/** The same search from one position on, for readers that walk the whole catalog. @refuses invalid_input `catalog/bad-search`: no such institution, or no such program of it */
export async function listCatalog(
  ctx: Context,
  query: SearchQuery,
  after: Position | undefined,
  size: number,
): Promise<{ results: SearchResult[]; total: number; isExact: boolean; next: Position | null }> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const institutions = await listPublicInstitutions(ctx.database, ctx);
  if (query.institution !== null) await refuseUnknown(ctx, query, institutions);
  const told = await tellStandings(ctx.database, daysOf(ctx, institutions), query);
  const found = await findInCatalog(
    ctx.database,
    query,
    ctx,
    { size: size + 1, ...(after && { after }) },
    told,
  );
  const rows = found.rows.slice(0, size);
  return {
    results: await resultsOf(ctx, rows, institutions, query),
    total: found.total,
    isExact: told.isComplete,
    next: found.rows.length > size ? (rows.at(-1)?.position ?? null) : null,
  };
}

function daysOf(ctx: Context, institutions: readonly PublicInstitution[]) {
  return {
    institutions,
    asOf: ctx,
    dayOf: ({ timeZone }: PublicInstitution) => todayIn(ctx, timeZone),
  };
}

function windowOf(page: number) {
  return { size: pageSize, offset: (page - 1) * pageSize };
}

/** Rules that the engine is asked about for a page of results: those of one row may be many where others have few. */
const mostRules = { ofRow: 40, ofPage: 40 * pageSize };

/** The rows with what institutions offer for each; what decides about all of them is read at once. */
async function resultsOf(
  ctx: Context,
  rows: readonly FoundMicroCredential[],
  institutions: readonly PublicInstitution[],
  { institution, program }: SearchQuery,
): Promise<SearchResult[]> {
  const rules = await listRulesForEach(
    ctx.database,
    rows.map(({ id }) => id),
    ctx,
    { institution, program },
    Math.max(mostRules.ofPage, mostRules.ofRow * rows.length),
  );
  const asked = rows.flatMap(({ id }, index) =>
    (rules[index]?.rules ?? []).map((rule) => ({ rule, ownId: id })),
  );
  const offers = await findOffers(ctx.database, asked, daysOf(ctx, institutions));
  const byId = new Map(institutions.map((one) => [one.id, one]));
  return rows.map((row, place) => ({
    notCompared: (rules[place]?.count ?? 0) - (rules[place]?.rules.length ?? 0),
    ...toResult(
      row,
      asked.flatMap(({ rule, ownId }, index) => {
        const [by, offer] = [byId.get(rule.tenantId), offers[index]];
        return ownId === row.id && by !== undefined && offer !== undefined
          ? [{ institution: by, offer }]
          : [];
      }),
    ),
  }));
}

function toResult(
  row: FoundMicroCredential,
  answers: readonly { institution: PublicInstitution; offer: Offer }[],
): Omit<SearchResult, 'notCompared'> {
  const standing = answers
    .filter(({ offer }) => offer.standing === 'published' && offer.withheld === null)
    .sort((a, b) => compareOffers(a.offer, b.offer));
  const [best = null] = standing;
  const namesOf = (some: typeof answers) => [
    ...new Set(some.map(({ institution }) => institution.shortName)),
  ];
  const givenBy = namesOf(standing.filter(({ offer }) => isOpen(offer) || !isOpen(best?.offer ?? offer)));
  return {
    ...row,
    best: best && {
      institution: { slug: best.institution.slug, shortName: best.institution.shortName },
      offer: best.offer,
    },
    givenBy,
    refusedBy: namesOf(answers.filter(({ offer }) => offer.standing === 'refused')).filter(
      (name) => !givenBy.includes(name),
    ),
    claimedInTimeAt: namesOf(answers.filter(({ offer }) => offer.claimants === 'in-time')).filter(
      (name) => !givenBy.includes(name),
    ),
  };
}

/** Nothing found and nothing of this name are two answers. */
async function refuseUnknown(
  ctx: Context,
  { institution: slug, program: code }: SearchQuery,
  institutions: readonly PublicInstitution[],
): Promise<void> {
  const institution = institutions.find((one) => one.slug === slug);
  const programs = institution && code ? await listPublicPrograms(ctx.database, institution.id, ctx) : [];
  const field =
    institution === undefined
      ? 'institution'
      : code !== null && programs.every((one) => one.code !== code)
        ? 'program'
        : null;
  if (field !== null)
    refuse('invalid_input', 'catalog/bad-search', { problems: [{ field, reason: 'not-known' }] });
}

/** How many words of a search that finds nothing are tried alone. */
const mostAlone = 3;

async function wordsThatFind(
  ctx: Context,
  query: SearchQuery,
  institutions: readonly PublicInstitution[],
): Promise<string[]> {
  const words = typedWords(query.words);
  if (words.length < 2) return [];
  const tried = await Promise.all(
    words.slice(0, mostAlone).map(async (word) => {
      const alone = { ...query, words: word, page: 1 };
      const told = await tellStandings(ctx.database, daysOf(ctx, institutions), alone);
      const { total } = await findInCatalog(ctx.database, alone, ctx, { size: 1 }, told);
      return total > 0 ? [word] : [];
    }),
  );
  return tried.flat();
}

async function correctedWords(ctx: Context, text: string): Promise<string | null> {
  const words = typedWords(text.toLowerCase());
  if (words.length === 0) return null;
  const likely = await findLikeWords(
    ctx.database,
    words.map((word) => ({ word, variants: swappedWords(word) })),
  );
  const corrected = likely.map(({ word, isKnown, variant, titles }) =>
    isKnown ? word : (variant ?? nearestWord(word, titles) ?? word),
  );
  return corrected.some((word, index) => word !== words[index]) ? corrected.join(' ') : null;
}
