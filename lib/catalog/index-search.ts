import { parseRational } from '@/lib/amount/rational';
import { titleKey } from '@/lib/search/title-key';
import { type AskedFacet, anything, type Search } from '@/lib/search/search';
import { type CountedCourse, countedCourse, countedFacet, isCountedAt } from './counted-course';
import { creditBandOf } from './credit-band';
import { creditFacetsFor, earnedAmount, earnedRank } from './credit-facets';
import { definitionOf, type Facet, facets } from './facets';
import { institutionsAsked, programsAsked, type SearchQuery, type Sort, wantedIn } from './search-query';
import { Standing } from './standing';
import { countingFacetOf, givenFacet, inEvery, standingFacetsFor } from './standing-facets';

/** What a search has to know of institutions: which the query names by its slug, which there are, and the programs of the one it names. */
export interface SearchedFrom {
  tenantId: string | null;
  institutions: readonly { id: string; slug: string; name: string }[];
  programs: readonly { code: string; title: string }[];
  /** What entries count as at that institution, where the query asks about it. */
  courses: readonly Pick<CountedCourse, 'code' | 'title'>[];
}

/** Which of the results are asked for, and whether the values of all facets are counted. @units offset and size in entries */
export interface SearchedPart {
  offset: number;
  size: number;
  isCounting: boolean;
}

/** A search of the catalog as its index is asked. */
export function indexSearch(
  query: SearchQuery,
  from: SearchedFrom,
  { offset, size, isCounting }: SearchedPart,
): Search {
  return {
    ...anything,
    words: query.words,
    facets: Object.fromEntries(
      facets.flatMap((facet) => {
        const chosen = wantedIn(query, facet);
        if (chosen.length === 0 && !(isCounting && isAskedFor(query, facet))) return [];
        return [[facet, { chosen, ...whereItStands(facet, query, from), ...toldOf(facet, query, from) }]];
      }),
    ),
    bounds: { hours: { least: query.minHours, most: query.maxHours } },
    sort: orderOf(query, from),
    offset,
    size,
  };
}

/** Whether the values of a facet are to be told: of those with very many where somebody wants to see them. */
export function isAskedFor({ shown, named, ...query }: SearchQuery, facet: Facet): boolean {
  return (
    definitionOf(facet).isCountedWhenAsked !== true ||
    query[facet].length > 0 ||
    shown === facet ||
    named[facet] !== undefined
  );
}

/** In which facets of the index a facet of the catalog is looked up, and under which names its values count there. */
function whereItStands(
  facet: Facet,
  query: SearchQuery,
  from: SearchedFrom,
): Pick<AskedFacet, 'of' | 'as' | 'rank' | 'moves'> {
  const { tenantId, institutions, programs } = from;
  // What an entry earns is told where it is asked for: to choose a place is to ask there.
  const moves: AskedFacet['moves'] = {
    facet: 'credit',
    to: (name) => askedCreditFacets({ ...query, [facet]: [name] }, from),
  };
  switch (facet) {
    case 'standing':
      return { of: standingFacetsFor(tenantId, query.program) };
    case 'credit':
      return {
        of: askedCreditFacets(query, from),
        rank: earnedRank,
        as: (value) => {
          const amount = earnedAmount(value);
          return amount === null ? [] : [creditBandOf(amount)];
        },
      };
    case 'givenAt': {
      const slugs = new Map(institutions.map(({ id, slug }) => [id, [slug]]));
      return { of: [givenFacet], as: (id) => slugs.get(id) ?? [], ...(tenantId === null && { moves }) };
    }
    case 'countsIn': {
      const codes = new Set(programs.map(({ code }) => code));
      return {
        of: tenantId === null ? [] : [countingFacetOf(tenantId)],
        as: (code) => (code === inEvery ? [...codes] : codes.has(code) ? [code] : []),
        ...(query.program === null && { moves }),
      };
    }
    case 'countsAs': {
      const isHere = isCountedAt(tenantId ?? '');
      return { of: [countedFacet], as: (value) => (isHere(value) ? [countedCourse(value).code] : []) };
    }
    default:
      return { of: [facet] };
  }
}

/** Where a value is looked for by its name, those that have it. */
function toldOf(
  facet: Facet,
  { named }: SearchQuery,
  { institutions, programs, courses }: SearchedFrom,
): Pick<AskedFacet, 'isTold'> {
  const part = titleKey(named[facet] ?? '');
  if (part === '') return {};
  const names = new Map([
    ...(facet === 'givenAt' ? institutions.map(({ slug, name }) => [slug, name] as const) : []),
    ...(facet === 'countsIn' ? programs : facet === 'countsAs' ? courses : []).map(
      ({ code, title }) => [code, `${code} ${title}`] as const,
    ),
  ]);
  return { isTold: (value) => titleKey(names.get(value) ?? value).includes(part) };
}

/** The facets of which the best value says what an entry earns where a search looks for it. */
export function askedCreditFacets(
  query: SearchQuery,
  { tenantId, institutions }: Pick<SearchedFrom, 'tenantId' | 'institutions'>,
): readonly string[] {
  const asked = institutionsAsked(query);
  const chosen = institutions.filter(({ slug }) => asked.includes(slug)).map(({ id }) => id);
  return creditFacetsFor(tenantId === null ? chosen : [tenantId], programsAsked(query));
}

function orderOf(query: SearchQuery, from: SearchedFrom): Search['sort'] {
  if (query.sort === 'relevance' && query.words === '' && from.tenantId !== null) {
    const strength = (standing: string) => -Standing.options.findIndex((one) => one === standing);
    return {
      largestOf: standingFacetsFor(from.tenantId, query.program),
      rank: strength,
      sizeOf: strength,
    };
  }
  const orders: Record<Sort, Search['sort']> = {
    relevance: 'relevance',
    credit: {
      largestOf: askedCreditFacets(query, from),
      rank: earnedRank,
      sizeOf: (value) => {
        const amount = earnedAmount(value);
        return amount === null ? -Infinity : parseRational(amount).valueOf();
      },
    },
    hours: { number: 'hours', isDescending: false },
    newest: { number: 'listed', isDescending: true },
    title: 'title',
    provider: { facet: 'provider' },
  };
  return orders[query.sort];
}
