/** CarriedQuery: query, without. Hidden fields that keep the rest of a search when one form changes its own part of it. */
import { facets, longFacets } from '@/lib/catalog/facets';
import { namedParameter, type SearchQuery } from '@/lib/catalog/search-query';

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
      {without.includes('named')
        ? null
        : longFacets.map((facet) => {
            const named = query.named[facet];
            const name = namedParameter(facet);
            return named === undefined ? null : <input key={name} type="hidden" name={name} value={named} />;
          })}
      {without.includes('compare')
        ? null
        : query.compare.map((slug) => (
            <input key={`compare-${slug}`} type="hidden" name="compare" value={slug} />
          ))}
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
