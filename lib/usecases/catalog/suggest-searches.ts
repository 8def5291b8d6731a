import { institutionsCalled } from '@/lib/catalog/institutions-called';
import { everything, searchHref, type SearchQuery } from '@/lib/catalog/search-query';
import { cleanText } from '@/lib/catalog/search-words';
import { fewestLetters, mostLetters, mostSuggestions, type Suggestion } from '@/lib/catalog/suggestion';
import { listTitles } from '@/lib/db/found-micro-credentials';
import { anything } from '@/lib/search/search';
import { titleKey } from '@/lib/search/title-key';
import { authorize } from '../authorize';
import type { Context } from '../context';

/** Of the suggestions so many institutions and providers at most; entries take what is left. */
const most = { institutions: 2, providers: 2 };

/**
 * What somebody who has typed this may be looking for: institutions and providers of which a word begins so, and the entries that a search
 * finds first. Institutions and providers are added to the search at hand, in the place of its words.
 */
export async function suggestSearches(
  ctx: Context,
  typed: string,
  query: SearchQuery = everything,
): Promise<Suggestion[]> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const text = cleanText(typed.slice(0, mostLetters));
  if (titleKey(text).length < fewestLetters) return [];
  const { index, institutions } = await ctx.catalog.upToDate(ctx.now);
  const places = institutionsCalled(institutions, text)
    .slice(0, most.institutions)
    .map(
      ({ name, slug }): Suggestion => ({
        kind: 'institution',
        text: name,
        by: null,
        address: searchHref('/catalog', query, {
          words: '',
          institution: slug,
          // The programs of another institution are none of this one.
          ...(slug !== query.institution && { program: null, countsIn: [] }),
        }),
      }),
    );
  const providers = index.valuesBeginning('provider', text, most.providers).map(
    ({ value }): Suggestion => ({
      kind: 'provider',
      text: value,
      by: null,
      address: searchHref('/catalog', query, {
        words: '',
        provider: [...new Set([...query.provider, value])],
      }),
    }),
  );
  const size = mostSuggestions - places.length - providers.length;
  const { ids, reading } = index.find({ ...anything, words: text, size });
  // What only comes close is for the page of results, which says so.
  const titles = reading === 'nearest' ? [] : await listTitles(ctx.database, ids);
  const byId = new Map(titles.map((one) => [one.id, one]));
  const entries = ids.flatMap((id): Suggestion[] => {
    const one = byId.get(id);
    return one === undefined
      ? []
      : [{ kind: 'entry', text: one.title, by: one.provider, address: `/catalog/${one.slug}` }];
  });
  return [...places, ...providers, ...entries];
}
