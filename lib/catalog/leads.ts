import { type Facet, facets } from './facets';
import { everything, ofNoInstitution, searchHref, type SearchQuery } from './search-query';

/** A search that asks for less than one that finds nothing, and what it leaves out. */
export type Lead = { query: SearchQuery } & (
  | { without: 'filter'; filter: Facet | 'institution' | 'program' | 'hours' }
  | { without: 'word'; word: string }
  | { without: 'filters' }
);

/** Words of which one may be left out: a longer text is a title that somebody pasted. @units words */
const mostWords = 6;

/**
 * What can be asked for instead of a search that finds nothing, the least change first: without one of its filters, without one of its
 * words, without all filters; no search twice. Whether they find anything is for the index to say.
 */
export function leadsFrom(query: SearchQuery): Lead[] {
  const leads: Lead[] = [];
  const first = { ...query, page: 1 };
  if (query.program !== null)
    leads.push({ without: 'filter', filter: 'program', query: { ...first, program: null } });
  if (query.institution !== null)
    leads.push({
      without: 'filter',
      filter: 'institution',
      query: { ...first, institution: null, ...ofNoInstitution },
    });
  for (const filter of facets)
    if (query[filter].length > 0)
      leads.push({ without: 'filter', filter, query: { ...first, [filter]: [] } });
  if (query.minHours !== null || query.maxHours !== null)
    leads.push({ without: 'filter', filter: 'hours', query: { ...first, minHours: null, maxHours: null } });
  const words = query.words.split(' ').filter((word) => word !== '');
  if (words.length > 1 && words.length <= mostWords)
    words.forEach((word, at) =>
      leads.push({
        without: 'word',
        word,
        query: { ...first, words: words.filter((_, other) => other !== at).join(' ') },
      }),
    );
  const { sort, compare } = query;
  if (leads.filter(({ without }) => without === 'filter').length > 1)
    leads.push({ without: 'filters', query: { ...everything, words: query.words, sort, compare } });
  const hrefs = leads.map(({ query: led }) => searchHref('/catalog', led));
  return leads.filter((_, at) => hrefs.indexOf(hrefs[at] ?? '') === at);
}
