/**
 * FilterPanel: query, counts (by facet), elsewhere, isOrderShown, institutions, programs. All choices, in the form to which the words, the order and
 * the ticked rows belong as well: at the side on wide screens, a sheet on phones. What stands in no field of the page is carried along.
 * The sheet is a popover, which needs no script; a browser that knows none shows the form above the results.
 */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { controlClass } from '@/components/ui/control-class';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextLink } from '@/components/ui/text-link';
import { type FacetCounts, facets, institutionFacets } from '@/lib/catalog/facets';
import { isAskedFor } from '@/lib/catalog/index-search';
import { countChoices, everything, searchHref, type SearchQuery } from '@/lib/catalog/search-query';
import { catalogForm } from './catalog-form';
import { FacetGroup } from './facet-group';
import type { NamesAtHand } from './facet-words';

export type FilterPanelProps = NamesAtHand & {
  query: SearchQuery;
  counts: FacetCounts;
  /** Slugs ticked to be compared that are not among the rows of the page. */
  elsewhere: readonly string[];
  /** Whether the order can be chosen on the page. */
  isOrderShown: boolean;
};

const sheet = 'filters';

/** Opens the sheet where the form does not stand at the side. */
export function FilterButton({ query }: { query: SearchQuery }) {
  const t = useTranslations('public.search');
  const count = countChoices(query);
  return (
    <button
      type="button"
      popoverTarget={sheet}
      className={buttonClass('secondary', 'normal', 'no-print lg:hidden')}
    >
      {count > 0 ? t('filtersChosen', { count }) : t('filters')}
    </button>
  );
}

export function FilterPanel({
  query,
  counts,
  elsewhere,
  isOrderShown,
  institutions,
  programs,
  courses,
}: FilterPanelProps) {
  const t = useTranslations('public.search');
  const carried = [
    ...(query.program === null ? [] : [['program', query.program] as const]),
    ...(isOrderShown || query.sort === 'relevance' ? [] : [['sort', query.sort] as const]),
    ...elsewhere.map((slug) => ['compare', slug] as const),
  ];
  return (
    <div id={sheet} popover="auto" className="filter-sheet no-print">
      <div className="filter-head mb-4 flex items-center justify-between gap-4 lg:hidden">
        <p className="serif text-xl">{t('filtersTitle')}</p>
        <button
          type="button"
          popoverTarget={sheet}
          popoverTargetAction="hide"
          className={buttonClass('quiet', 'normal')}
        >
          {t('close')}
        </button>
      </div>
      {/* What a browser refuses in a closed sheet would stop every button of the page without a word: the answer says it. */}
      <form
        id={catalogForm}
        action="/catalog"
        method="get"
        noValidate
        aria-label={t('filters')}
        className="grid gap-4"
      >
        {carried.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Field name="institution" label={t('institution')} hint={t('institutionHint')}>
          <Select
            defaultValue={query.institution ?? ''}
            placeholder={t('anyInstitution')}
            options={institutions.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        </Field>
        {query.institution === null && <p className="text-sm text-soft">{t('programHint')}</p>}
        {facets.map((facet) => (
          <FacetGroup
            key={facet}
            facet={facet}
            values={counts[facet]}
            chosen={query[facet]}
            named={query.named[facet] ?? ''}
            isShown={query.shown === facet}
            isLater={
              !isAskedFor(query, facet) && (query.institution !== null || !institutionFacets.includes(facet))
            }
            names={{ institutions, programs, courses }}
          />
        ))}
        <fieldset className="border-t border-line pt-3">
          <legend className="float-left mb-1.5 w-full font-medium">{t('hours')}</legend>
          <div className="clear-both grid grid-cols-2 gap-3">
            {(['minHours', 'maxHours'] as const).map((name) => (
              <label key={name} className="grid gap-1 font-medium">
                {t(name)}
                <input
                  type="text"
                  name={name}
                  maxLength={12}
                  inputMode="decimal"
                  defaultValue={query[name] ?? ''}
                  className={controlClass}
                />
              </label>
            ))}
          </div>
        </fieldset>
        <div className="filter-acts flex flex-wrap items-center gap-4 border-t border-line bg-paper py-3">
          {/* To what was found, not to the top of a new page: who filters by keys goes on from there. */}
          <Button type="submit" formAction="/catalog#found">
            {t('apply')}
          </Button>
          {countChoices(query) > 0 && (
            <TextLink
              href={searchHref('/catalog', {
                ...everything,
                words: query.words,
                sort: query.sort,
                compare: query.compare,
              })}
            >
              {t('clear')}
            </TextLink>
          )}
        </div>
      </form>
    </div>
  );
}
