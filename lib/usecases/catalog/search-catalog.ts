import { isOpen, standingOffers } from '@/lib/catalog/compare-offers';
import type { GivenOffer } from '@/lib/catalog/credit-facets';
import { indexSearch } from '@/lib/catalog/index-search';
import { type Lead, leadsFrom } from '@/lib/catalog/leads';
import type { Offer } from '@/lib/catalog/offered';
import {
  institutionsAsked,
  programsAsked,
  type SearchProblem,
  type SearchQuery,
} from '@/lib/catalog/search-query';
import type { FacetCounts } from '@/lib/catalog/facets';
import { holdsInProgram } from '@/lib/catalog/holds-in-program';
import type { SignpostGroup } from '@/lib/catalog/signpost';
import type { Standing } from '@/lib/catalog/standing';
import type { FoundMicroCredential } from '@/lib/db/found-micro-credentials';
import type { PublicInstitution, PublicProgram } from '@/lib/db/public-institutions';
import type { Reading } from '@/lib/search/search';
import { authorize } from '../authorize';
import type { Context } from '../context';
import type { CatalogNow } from '../kept-catalog';
import { type Look, readAnswers } from '../kept-entries';
import {
  findEntries,
  type FoundEntry,
  type NamedInstitution,
  noInstitution,
  passedBy,
  type Position,
} from './find-entries';
import { asKnown, namedIn, searchedFrom } from './searched-from';
import { signpostsFor } from './find-signposts';

/** @units results a page */
export const pageSize = 20;

/** One result, with the best answer that any institution gives. */
export interface SearchResult extends FoundMicroCredential {
  /** With the institution asked for, else the strongest of all, each by its own calendar. */
  standing: Standing;
  /** Short names of the institutions that it stands so with; of silence and advice none. */
  standsAt: string[];
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
  /** Whether it is known what every entry earns; until then there is no table, and no choice by it. */
  areAmountsRead: boolean;
  institutions: readonly PublicInstitution[];
  /** Programs of the institution asked for. */
  programs: PublicProgram[];
  /** What entries count as there, where the query asks about it. */
  courses: NamedInstitution['courses'];
  /** What else is called like the words, on the first page. */
  signposts: SignpostGroup[];
  /** How the words were read: as typed, with slips put right, or as those of which most are there. */
  reading: Reading;
  /** What of the search names nothing here, and was left out. */
  problems: SearchProblem[];
  /** Where nothing is found: searches that ask for less, of those that find something the least changed ones. */
  leads: (Lead & { total: number })[];
}

/** Searches that are led on to. */
const mostLeads = 5;

/** Searches the catalog as the public sees it today. What names nothing here is left out, and said. */
export async function searchCatalog(ctx: Context, asked: SearchQuery): Promise<SearchView> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const catalog = await ctx.catalog.upToDate(ctx.now);
  const { institutions } = catalog;
  const { named, programs } = await namedIn(ctx, asked, catalog);
  const { query: wanted, problems } = asKnown(asked, catalog, { ...named, programs });
  const find = (page: number) =>
    findEntries(catalog, wanted, named, {
      offset: (page - 1) * pageSize,
      size: pageSize,
      isCounting: true,
    });
  const first = await find(wanted.page);
  const pages = Math.max(1, Math.ceil(first.total / pageSize));
  const query = { ...wanted, page: Math.min(wanted.page, pages) };
  const found = query.page === wanted.page ? first : await find(query.page);
  return {
    query,
    results: await resultsOf(ctx, catalog, found.rows, query),
    total: found.total,
    pages,
    // Of some entries alone the amounts would be counted as if others earned nothing.
    areAmountsRead: catalog.areAmountsRead,
    facets: catalog.areAmountsRead ? found.facets : { ...found.facets, credit: [] },
    institutions,
    programs,
    courses: named.courses,
    signposts: query.page > 1 ? [] : await signpostsFor(ctx.database, catalog, query),
    reading: found.reading,
    problems,
    leads: found.total > 0 ? [] : leadsThatFind(catalog, query, named),
  };
}

function leadsThatFind(
  catalog: CatalogNow,
  query: SearchQuery,
  named: NamedInstitution,
): SearchView['leads'] {
  const { index, institutions } = catalog;
  const found = leadsFrom(query).flatMap((lead) => {
    const from =
      lead.query.institution === null ? { ...noInstitution, institutions } : { ...named, institutions };
    const { total, reading } = index.find(
      indexSearch(lead.query, from, { offset: 0, size: 0, isCounting: false }),
    );
    // What has most of the words is shown for whatever is typed: it is no better answer.
    return total === 0 || (lead.without === 'word' && reading === 'nearest') ? [] : [{ ...lead, total }];
  });
  return found.slice(0, mostLeads);
}

/** The same search from one position on, for readers that walk the whole catalog. @refuses invalid_input `catalog/bad-search`: something that it names is not here, or not known yet */
export async function listCatalog(
  ctx: Context,
  asked: SearchQuery,
  after: Position | undefined,
  size: number,
  isCounting = false,
): Promise<{
  results: SearchResult[];
  total: number;
  reading: Reading;
  next: Position | null;
  facets: FacetCounts;
}> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const { catalog, named, query } = await searchedFrom(ctx, asked, {
    isAboutPrograms: isCounting,
    isAboutAmounts: isCounting,
  });
  const offset = after === undefined ? 0 : passedBy(catalog, query, named, after);
  const { rows, total, reading, facets } = await findEntries(catalog, query, named, {
    offset,
    size,
    isCounting,
  });
  const last = rows.at(-1);
  const passed = offset + size;
  return {
    results: await resultsOf(ctx, catalog, rows, query),
    total,
    reading,
    next: passed < total && last !== undefined ? { passed, lastId: last.found.id } : null,
    facets,
  };
}

/** The rows with what institutions offer for each, those that the search asks for. */
export async function resultsOf(
  ctx: Context,
  look: Look,
  rows: readonly FoundEntry[],
  query: SearchQuery,
): Promise<SearchResult[]> {
  const { institution } = query;
  const [places, programs] = [institutionsAsked(query), programsAsked(query)];
  const byId = new Map(look.institutions.map((one) => [one.id, one]));
  const tenantId = look.institutions.find(({ slug }) => slug === institution)?.id ?? null;
  const isAsked = (one: GivenOffer) =>
    (tenantId === null || one.tenantId === tenantId) &&
    (programs.length === 0 || programs.some((code) => holdsInProgram(one.programs, code)));
  const isCounted = ({ slug }: PublicInstitution) => places.length === 0 || places.includes(slug);
  // Of an entry with very many rules those of one institution may be among the ones that are not kept.
  const cut = tenantId === null ? [] : rows.filter(({ notCompared }) => notCompared > 0);
  const own = await readAnswers(
    ctx.database,
    cut.map(({ found }) => found.id),
    look,
    { institution, programs },
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
        isCounted,
      ),
    };
  });
}

function toResult(
  { found, standing: here, standsAt }: FoundEntry,
  answers: readonly { institution: PublicInstitution; offer: Offer }[],
  isCounted: (institution: PublicInstitution) => boolean,
): Omit<SearchResult, 'notCompared'> {
  const standing = standingOffers(answers);
  const best = standing.find(({ institution }) => isCounted(institution)) ?? null;
  const namesOf = (some: typeof answers) => [
    ...new Set(some.map(({ institution }) => institution.shortName)),
  ];
  const givenBy = namesOf(standing.filter(({ offer }) => isOpen(offer) || !isOpen(best?.offer ?? offer)));
  return {
    ...found,
    standing: here,
    standsAt,
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
