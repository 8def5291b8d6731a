import { anything, type Search } from '@/lib/search/search';
import { forEachFacet } from './facets';
import { type SearchQuery, type Sort, wantedIn } from './search-query';
import { standingFacetsFor } from './standing-facets';

const order: Record<Sort, Search['sort']> = {
  relevance: 'relevance',
  title: 'title',
  provider: { facet: 'provider' },
  hours: { number: 'hours', isDescending: false },
};

/** A search of the catalog as its index is asked. `tenantId` is the institution that the query names by its slug. @units offset and size in entries */
export function indexSearch(
  query: SearchQuery,
  tenantId: string | null,
  { offset, size }: { offset: number; size: number },
): Search {
  return {
    ...anything,
    words: query.words,
    facets: forEachFacet((facet) => ({
      of: facet === 'standing' ? standingFacetsFor(tenantId, query.program) : [facet],
      chosen: wantedIn(query, facet),
    })),
    bounds: { hours: { least: query.minHours, most: query.maxHours } },
    sort: order[query.sort],
    offset,
    size,
  };
}
