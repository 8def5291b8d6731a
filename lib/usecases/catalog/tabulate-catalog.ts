import { earnedAmount, earnedRank } from '@/lib/catalog/credit-facets';
import { askedCreditFacets, indexSearch } from '@/lib/catalog/index-search';
import { conditionCodes } from '@/lib/catalog/offer-conditions';
import type { SearchQuery } from '@/lib/catalog/search-query';
import { givenFacet } from '@/lib/catalog/standing-facets';
import { authorize } from '../authorize';
import { standingIn } from './find-entries';
import type { Context } from '../context';
import { resultsOf } from './search-catalog';
import { searchedFrom } from './searched-from';

/**
 * What a row of the table says, in this order. The credit is that of the best offer where it is looked for: in ECTS, and in the unit of the
 * institution that gives it, by its address word; whether it is the most that somebody may get, whether the certificate says how much, and
 * what decides it. `address` is its page here, `page` the one of its provider. @units hours: notional; credit_ects: ECTS; credit: `credit_unit`; all exact
 */
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
  'credit',
  'credit_unit',
  'credit_is_most',
  'credit_as_stated',
  'credit_at',
  'conditions',
  'given_at',
  'address',
  'country',
  'page',
] as const;

/** Rows of a table, and rows that are read at once: others have their turn between. */
export const mostRows = 2_000;
const portion = 50;

/** The first results of a search as rows. @refuses invalid_input `catalog/bad-search` */
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
  const standingOf = (id: string) => standingIn(index, id, named.tenantId, query.program);
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
      const entries = await catalog.entriesOf(some);
      const rows = some.flatMap((id) => {
        const entry = entries.get(id);
        return entry === undefined ? [] : [{ ...entry, standing: standingOf(id), standsAt: [] }];
      });
      const results = await resultsOf(ctx, catalog, rows, query);
      yield results.flatMap((one) => {
        const { id, best } = one;
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
            best?.offer.total ?? '',
            best === null ? '' : best.offer.unit,
            best === null ? '' : best.offer.isMaximum ? 'yes' : 'no',
            best === null ? '' : best.offer.isAsStated ? 'yes' : 'no',
            best?.institution.slug ?? '',
            best === null ? '' : conditionCodes(best.offer).join('; '),
            givenAt(id),
            addressOf(one.slug),
            one.country ?? '',
            one.url ?? '',
          ],
        ];
      });
    }
  })();
}
