/** NoResults: query. Says that silence is not a no, and leads on. */
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { countChoices, everything, searchHref, type SearchQuery } from '@/lib/catalog/search-query';

export function NoResults({ query }: { query: SearchQuery }) {
  const t = useTranslations('public.search');
  return (
    <EmptyState
      title={t('emptyTitle')}
      action={
        <ul className="grid gap-2">
          {query.words !== '' && countChoices(query) > 0 && (
            <li>
              <TextLink href={searchHref('/catalog', { ...everything, words: query.words })}>
                {t('withoutFilters', { words: query.words })}
              </TextLink>
            </li>
          )}
          <li>
            <TextLink href="/catalog">{t('showAll')}</TextLink>
          </li>
        </ul>
      }
    >
      <p>{t('emptyBody')}</p>
    </EmptyState>
  );
}
