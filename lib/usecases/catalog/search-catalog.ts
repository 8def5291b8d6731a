import { compareOffers, isOpen } from '@/lib/catalog/compare-offers';
import type { Offer } from '@/lib/catalog/offer';
import { type SearchProblem, type SearchQuery } from '@/lib/catalog/search-query';
import type { FacetCounts } from '@/lib/catalog/facets';
import type { Standing } from '@/lib/catalog/standing';
import type { FoundMicroCredential } from '@/lib/db/found-micro-credentials';
import { listPublicPrograms, type PublicInstitution, type PublicProgram } from '@/lib/db/public-institutions';
import { refuse } from '@/lib/kernel/refusal';
import type { Reading } from '@/lib/search/search';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { type KeptAnswer, type Look, readAnswers } from '../kept-entries';
import { findEntries, type FoundEntry, passedBy, type Position } from './find-entries';

/** @units results a page */
export const pageSize = 20;

/** One result, with the best answer that any institution gives. */
export interface SearchResult extends FoundMicroCredential {
  /** With the institution asked for, else the strongest of all, each by its own calendar. */
  standing: Standing;
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
  institutions: readonly PublicInstitution[];
  /** Programs of the institution asked for. */
  programs: PublicProgram[];
  /** How the words were read: as typed, with slips put right, or as those of which most are there. */
  reading: Reading;
  /** What of the search names nothing here, and was left out. */
  problems: SearchProblem[];
}

/** Searches the catalog as the public sees it today. */
export async function searchCatalog(ctx: Context, asked: SearchQuery): Promise<SearchView> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const { institutions } = catalog;
  const institution = institutions.find(({ slug }) => slug === asked.institution);
  // An institution that is not here has decided nothing: to filter by it would call everything undecided.
  const isKnown = asked.institution === null || institution !== undefined;
  const wanted = isKnown ? asked : { ...asked, institution: null, program: null };
  const find = (page: number) =>
    findEntries(catalog, wanted, institution?.id ?? null, { offset: (page - 1) * pageSize, size: pageSize });
  const first = await find(wanted.page);
  const pages = Math.max(1, Math.ceil(first.total / pageSize));
  const query = { ...wanted, page: Math.min(wanted.page, pages) };
  const found = query.page === wanted.page ? first : await find(query.page);
  const [programs, results] = await Promise.all([
    institution ? listPublicPrograms(ctx.database, institution.id, ctx) : [],
    resultsOf(ctx, catalog, found.rows, query),
  ]);
  return {
    query,
    results,
    total: found.total,
    pages,
    facets: found.facets,
    institutions,
    programs,
    reading: found.reading,
    problems: isKnown ? [] : [{ field: 'institution', reason: 'not-known' }],
  };
}

/** The same search from one position on, for readers that walk the whole catalog. @refuses invalid_input `catalog/bad-search`: no such institution, or no such program of it */
export async function listCatalog(
  ctx: Context,
  query: SearchQuery,
  after: Position | undefined,
  size: number,
): Promise<{ results: SearchResult[]; total: number; reading: Reading; next: Position | null }> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const { institutions } = catalog;
  if (query.institution !== null) await refuseUnknown(ctx, query, institutions);
  const tenantId = institutions.find(({ slug }) => slug === query.institution)?.id ?? null;
  const offset = after === undefined ? 0 : passedBy(catalog, query, tenantId, after);
  const { rows, total, reading } = await findEntries(catalog, query, tenantId, { offset, size });
  const last = rows.at(-1);
  const passed = offset + size;
  return {
    results: await resultsOf(ctx, catalog, rows, query),
    total,
    reading,
    next: passed < total && last !== undefined ? { passed, lastId: last.found.id } : null,
  };
}

/** The rows with what institutions offer for each, those that the search asks for. */
async function resultsOf(
  ctx: Context,
  look: Look,
  rows: readonly FoundEntry[],
  { institution, program }: SearchQuery,
): Promise<SearchResult[]> {
  const byId = new Map(look.institutions.map((one) => [one.id, one]));
  const tenantId = look.institutions.find(({ slug }) => slug === institution)?.id ?? null;
  const isAsked = (one: KeptAnswer) =>
    (tenantId === null || one.tenantId === tenantId) &&
    (program === null ||
      one.programs === null ||
      one.programs.some((code) => code === '*' || code === program));
  // Of an entry with very many rules those of one institution may be among the ones that are not kept.
  const cut = tenantId === null ? [] : rows.filter(({ notCompared }) => notCompared > 0);
  const own = await readAnswers(
    ctx.database,
    cut.map(({ found }) => found.id),
    look,
    { institution, program },
  );
  return rows.map((row) => {
    const { answers, notCompared } = own.get(row.found.id) ?? row;
    return {
      notCompared,
      ...toResult(
        row,
        answers.filter(isAsked).flatMap(({ tenantId: by, offer }) => {
          const giving = byId.get(by);
          return giving === undefined ? [] : [{ institution: giving, offer }];
        }),
      ),
    };
  });
}

function toResult(
  { found, standing: here }: FoundEntry,
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
    ...found,
    standing: here,
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
