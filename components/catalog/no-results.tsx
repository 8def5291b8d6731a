/**
 * NoResults: query, leads (searches that find something, with how much), institutions. Says that silence is not a no, and leads on: to an
 * institution that is called like what was typed, and to searches that ask for less.
 */
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import type { Lead } from '@/lib/catalog/leads';
import { institutionsCalled } from '@/lib/catalog/institutions-called';
import { everything, searchHref, type SearchQuery } from '@/lib/catalog/search-query';
import { AskForIt } from './ask-for-it';

/** Institutions that are offered for what was typed. */
const mostMeant = 3;

export function NoResults({
  query,
  leads,
  institutions,
}: {
  query: SearchQuery;
  leads: readonly (Lead & { total: number })[];
  institutions: readonly { slug: string; name: string; shortName: string }[];
}) {
  const t = useTranslations('public.search');
  const { sort, compare } = query;
  const filterName = (filter: Extract<Lead, { without: 'filter' }>['filter']) =>
    filter === 'hours' || filter === 'institution'
      ? t(filter)
      : filter === 'program'
        ? t('field.program')
        : t(`facet.${filter}`);
  const wordsOf = (lead: Lead) => {
    const { words } = lead.query;
    if (lead.without === 'word') return t('lead.withoutWord', { words, word: lead.word });
    if (lead.without === 'filter') return t('lead.withoutFilter', { name: filterName(lead.filter) });
    return words === '' ? t('lead.withoutAll') : t('lead.without', { words });
  };
  const meant = institutionsCalled(institutions, query.words).slice(0, mostMeant);
  const isWholeLed = leads.some((lead) => searchHref('/catalog', lead.query) === '/catalog');
  return (
    <EmptyState
      title={t('emptyTitle')}
      action={
        <div className="grid gap-4">
          {meant.length > 0 && (
            <div className="grid gap-2">
              <h2 className="font-medium">{t('meant.title')}</h2>
              <ul className="grid gap-2">
                {meant.map(({ slug, name }) => (
                  <li key={slug} className="flex flex-wrap gap-x-4">
                    <TextLink href={`/institutions/${slug}`}>{name}</TextLink>
                    <TextLink
                      href={searchHref('/catalog', { ...everything, institution: slug, sort, compare })}
                    >
                      {t('meant.decided', { institution: name })}
                    </TextLink>
                  </li>
                ))}
              </ul>
            </div>
          )}
          {leads.length > 0 && (
            <div className="grid gap-2">
              <h2 className="font-medium">{t('lead.title')}</h2>
              <ul className="grid gap-2">
                {leads.map((lead, at) => (
                  <li key={at}>
                    <TextLink href={searchHref('/catalog', lead.query)}>{wordsOf(lead)}</TextLink>{' '}
                    <span className="text-sm text-soft">{t('lead.count', { count: lead.total })}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
          {!isWholeLed && <TextLink href="/catalog">{t('showAll')}</TextLink>}
          <p>
            <AskForIt query={query} />
          </p>
        </div>
      }
    >
      <p>
        {t('emptyBody')} {query.words.includes(' ') && t('fewerWords')}
      </p>
    </EmptyState>
  );
}
