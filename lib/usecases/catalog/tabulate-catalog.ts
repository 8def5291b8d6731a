import { earnedAmount, earnedRank } from '@/lib/catalog/credit-facets';
import { askedCreditFacets, indexSearch } from '@/lib/catalog/index-search';
import { conditionCodes } from '@/lib/catalog/offer-conditions';
import type { TableWords } from '@/lib/catalog/table-words';
import type { SearchQuery } from '@/lib/catalog/search-query';
import { findEntryClasses } from '@/lib/db/entry-classes';
import { givenFacet } from '@/lib/catalog/standing-facets';
import { authorize } from '../authorize';
import { standingIn } from './find-entries';
import type { Context } from '../context';
import { resultsOf } from './search-catalog';
import { searchedFrom } from './searched-from';

/**
 * What a row of the table says, in this order. The credit is that of the best offer where it is looked for: in ECTS, and in the unit of the
 * institution that gives it, by its address word; whether it is the most that somebody may get, whether the certificate says how much, and
 * what decides it. `address` is its page here, `page` the one of its provider; `organization_…` is said of the provider itself; `listed_by` is whose word the entry is, `confirmed_by` who of those that it names has said that it is right. Beside each
 * column of codes, the last ones say the same in the words of the pages. @units hours: notional; credit_ects: ECTS; credit: `credit_unit`; all exact
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
  'isced_f',
  'cip',
  'organization_country',
  'organization_page',
  'listed_by',
  'confirmed_by',
  'kind_in_words',
  'standing_in_words',
  'credit_unit_in_words',
  'credit_at_name',
  'conditions_in_words',
  'given_at_names',
] as const;

/** Rows of a table, and rows that are read at once: others have their turn between. */
export const mostRows = 2_000;
const portion = 50;

/** The first results of a search as rows. @refuses invalid_input `catalog/bad-search` */
export async function tabulateCatalog(
  ctx: Context,
  asked: SearchQuery,
  addressOf: (slug: string) => string,
  words: TableWords,
): Promise<AsyncGenerator<string[][]>> {
  authorize(ctx, 'catalog.search', { tenantId: null });
  const { catalog, named, query } = await searchedFrom(ctx, asked, { isAboutAmounts: true });
  const { index, institutions } = catalog;
  const { ids } = index.find(
    indexSearch(query, { ...named, institutions }, { offset: 0, size: mostRows, isCounting: false }),
  );
  const known = new Map(institutions.map((one) => [one.id, one]));
  const names = new Map(institutions.map(({ slug, name }) => [slug, name]));
  const standingOf = (id: string) => standingIn(index, id, named.tenantId, query.program);
  // Where one institution is asked for, the others are no part of the answer.
  const givenAt = (id: string) => {
    if (query.institution !== null) return standingOf(id) === 'published' ? [query.institution] : [];
    const tenantIds = index.valuesOf(id, [givenFacet]);
    return tenantIds.flatMap((tenantId) => known.get(tenantId)?.slug ?? []).sort();
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
      const classes = await findEntryClasses(ctx.database, some);
      yield results.flatMap((one) => {
        const { id, best } = one;
        const about = classes.get(id);
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
            givenAt(id).join(' '),
            addressOf(one.slug),
            one.country ?? '',
            one.url ?? '',
            about?.iscedF ?? '',
            about?.cip ?? '',
            about?.organizationCountry ?? '',
            about?.organizationPage ?? '',
            about?.listedBy ?? '',
            one.confirmedBy.join('; '),
            words.kind(one.kind),
            words.standing(standingOf(id)),
            best === null ? '' : words.unit(best.offer.unit),
            best === null ? '' : (names.get(best.institution.slug) ?? ''),
            best === null ? '' : words.conditions(best.offer),
            givenAt(id)
              .flatMap((slug) => names.get(slug) ?? [])
              .join('; '),
          ],
        ];
      });
    }
  })();
}
