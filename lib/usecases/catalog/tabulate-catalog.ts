import { earnedAmount, earnedRank } from '@/lib/catalog/credit-facets';
import { askedCreditFacets, indexSearch } from '@/lib/catalog/index-search';
import type { SearchQuery } from '@/lib/catalog/search-query';
import { givenFacet, standingFacetsFor } from '@/lib/catalog/standing-facets';
import { listFound } from '@/lib/db/found-micro-credentials';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { searchedFrom } from './searched-from';

/** What a row of the table says, in this order; an amount is what the entry earns at best where it is looked for. @units hours: notional; credit: ECTS; both exact */
export const tableColumns = [
  'title',
  'provider',
  'platform',
  'kind',
  'level',
  'eqf_min',
  'eqf_max',
  'language',
  'hours',
  'standing',
  'credit_ects',
  'given_at',
  'address',
] as const;

/** Rows of a table, and rows that are read at once. */
export const mostRows = 2_000;
const portion = 200;

/** The first results of a search as rows, without asking the engine: the index knows how each stands and what it earns. @refuses invalid_input `catalog/bad-search` */
export async function tabulateCatalog(
  ctx: Context,
  asked: SearchQuery,
  addressOf: (slug: string) => string,
): Promise<AsyncGenerator<string[][]>> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const { catalog, named, query } = await searchedFrom(ctx, asked, { isAboutAmounts: true });
  const { index, institutions } = catalog;
  const { ids } = index.find(
    indexSearch(query, { ...named, institutions }, { offset: 0, size: mostRows, isCounting: false }),
  );
  const slugs = new Map(institutions.map(({ id, slug }) => [id, slug]));
  const standingOf = (id: string) =>
    index.valuesOf(id, standingFacetsFor(named.tenantId, query.program))[0] ?? '';
  // Where one institution is asked for, the others are no part of the answer.
  const givenAt = (id: string) => {
    if (query.institution !== null) return standingOf(id) === 'published' ? query.institution : '';
    const tenantIds = index.valuesOf(id, [givenFacet]);
    return tenantIds
      .flatMap((tenantId) => slugs.get(tenantId) ?? [])
      .sort()
      .join(' ');
  };
  const credits = askedCreditFacets(query, { ...named, institutions });
  const earned = (id: string) => {
    const [best] = credits
      .flatMap((facet) => index.valuesOf(id, [facet]))
      .sort((a, b) => earnedRank(b) - earnedRank(a));
    return best === undefined ? '' : (earnedAmount(best) ?? '');
  };
  return (async function* () {
    for (let at = 0; at < ids.length; at += portion) {
      const some = ids.slice(at, at + portion);
      const found = new Map((await listFound(ctx.database, some)).map((one) => [one.id, one]));
      yield some.flatMap((id) => {
        const one = found.get(id);
        if (one === undefined) return [];
        return [
          [
            one.title,
            one.provider,
            one.platform ?? '',
            one.kind,
            one.levelLabel ?? '',
            String(one.eqfMin ?? ''),
            String(one.eqfMax ?? ''),
            one.language ?? '',
            one.workloadHours ?? '',
            standingOf(id),
            earned(id),
            givenAt(id),
            addressOf(one.slug),
          ],
        ];
      });
    }
  })();
}
