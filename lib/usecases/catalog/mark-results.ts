import { indexSearch } from '@/lib/catalog/index-search';
import { keptMost, markOf } from '@/lib/catalog/kept-search';
import type { SearchQuery } from '@/lib/catalog/search-query';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { searchedFrom } from './searched-from';

/**
 * The marks of what a search finds, by which whoever keeps it knows what is new: the newest of so many where there are more. Nothing of
 * who asks is stored. @refuses invalid_input `catalog/bad-search`
 */
export async function markResults(
  ctx: Context,
  asked: SearchQuery,
): Promise<{ total: number; marks: string }> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const { catalog, named, query } = await searchedFrom(ctx, { ...asked, sort: 'newest' }, {});
  const { index, institutions } = catalog;
  const { ids, total } = index.find(
    indexSearch(query, { ...named, institutions }, { offset: 0, size: keptMost.results, isCounting: false }),
  );
  return { total, marks: ids.map(markOf).join('') };
}
