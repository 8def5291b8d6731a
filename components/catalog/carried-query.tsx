/** CarriedQuery: query, without. Hidden fields that keep the rest of a search when one form changes its own part of it. */
import { facets } from '@/lib/catalog/facets';
import type { SearchQuery } from '@/lib/catalog/search-query';

export function CarriedQuery({
  query,
  without,
}: {
  query: SearchQuery;
  without: readonly (keyof SearchQuery)[];
}) {
  const single = [
    ['words', 'q', query.words],
    ['minHours', 'minHours', query.minHours],
    ['maxHours', 'maxHours', query.maxHours],
    ['institution', 'institution', query.institution],
    ['program', 'program', query.program],
    ['sort', 'sort', query.sort === 'relevance' ? null : query.sort],
  ] as const;
  return (
    <>
      {single.map(([key, name, value]) =>
        without.includes(key) || value === null || value === '' ? null : (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      {facets.map((facet) =>
        without.includes(facet)
          ? null
          : query[facet].map((value) => (
              <input key={`${facet}-${value}`} type="hidden" name={facet} value={value} />
            )),
      )}
    </>
  );
}
