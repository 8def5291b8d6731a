/** SearchSummary: query, total, institutions, programs. How many, and for what, in one sentence; then each choice, to be taken back. */
import { useFormatter, useTranslations } from 'next-intl';
import { Anchor } from '@/components/ui/anchor';
import { Icon } from '@/components/ui/icon';
import { facetDefinitions, facets } from '@/lib/catalog/facets';
import { searchHref, type SearchQuery } from '@/lib/catalog/search-query';
import { type NamesAtHand, useFacetWords } from './facet-words';

export type SearchSummaryProps = {
  query: SearchQuery;
  total: number;
} & NamesAtHand;

/** What a search asks for beside its words, each in a few words, and the search without it. */
export function useChoices({
  query,
  institutions,
  programs,
  courses,
}: Omit<SearchSummaryProps, 'total'>): { name: string; without: Partial<SearchQuery> }[] {
  const t = useTranslations('public.search');
  const format = useFormatter();
  const words = useFacetWords({ institutions, programs, courses });
  const hours = (value: number) => format.number(value);
  const choices: { name: string; without: Partial<SearchQuery> }[] = [];
  if (query.institution !== null) {
    const name = words('givenAt', query.institution);
    choices.push({
      name: t(query.standing.length === 0 ? 'decidedAt' : 'seenFrom', { institution: name }),
      without: { institution: null },
    });
  }
  if (query.program !== null)
    choices.push({
      name: t('counts', { program: words('countsIn', query.program) }),
      without: { program: null },
    });
  for (const facet of facets) {
    for (const value of query[facet])
      choices.push({
        name: facetDefinitions[facet].saysItself
          ? words(facet, value)
          : t('where', { facet: t(`facet.${facet}`), values: words(facet, value) }),
        without: { [facet]: query[facet].filter((other) => other !== value) },
      });
  }
  const { minHours, maxHours } = query;
  if (minHours !== null && maxHours !== null)
    choices.push({
      name: t('hoursBetween', { min: hours(minHours), max: hours(maxHours) }),
      without: { minHours: null, maxHours: null },
    });
  else if (minHours !== null)
    choices.push({ name: t('hoursFrom', { min: hours(minHours) }), without: { minHours: null } });
  else if (maxHours !== null)
    choices.push({ name: t('hoursTo', { max: hours(maxHours) }), without: { maxHours: null } });
  return choices;
}

export function SearchSummary(props: SearchSummaryProps) {
  const { query, total } = props;
  const t = useTranslations('public.search');
  const choices = useChoices(props);
  return (
    <div className="grid gap-2">
      <p id="found" tabIndex={-1} role="status" className="scroll-mt-4 text-lg">
        <span className="font-semibold">{t('found', { count: total })}</span>
        {query.words !== '' && <> {t('forWords', { words: query.words })}</>}
        {choices.length > 0 && (
          <span className="sr-only">, {choices.map(({ name }) => name).join(', ')}</span>
        )}
      </p>
      {choices.length > 0 && (
        <ul aria-label={t('chosen')} className="flex flex-wrap gap-x-2 gap-y-1.5">
          {choices.map(({ name, without }) => (
            <li key={name}>
              <Anchor
                href={searchHref('/catalog', query, without)}
                className="inline-flex min-h-8 items-center gap-1.5 rounded-sm border border-line px-2 text-sm text-soft hover:border-ink hover:text-ink"
              >
                <span className="sr-only">{t('remove', { name })}</span>
                <span aria-hidden="true">{name}</span>
                <Icon name="cross" className="size-2.5" />
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
