import { longestValue } from './facets';
import type { RawParameters } from './search-query';
import { cleanText } from './search-words';

/** The slugs that an address puts side by side, each once, in its order; how many of them are compared is not said here. @units a hundred at most */
export function comparedSlugs({ compare = [] }: RawParameters): string[] {
  const given = typeof compare === 'string' ? [compare] : compare.slice(0, 100);
  return [...new Set(given.map((slug) => cleanText(slug.slice(0, 1_000))))].filter(
    (slug) => slug !== '' && slug.length <= longestValue,
  );
}
