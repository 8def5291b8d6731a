/** NoResults: query, didYouMean?, foundAlone (words that find something). Says that silence is not a no, and offers the nearest searches that find something. */
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import { countChoices, everything, searchHref, type SearchQuery } from '@/lib/catalog/search-query';

export function NoResults({
  query,
  didYouMean,
  foundAlone,
}: {
  query: SearchQuery;
  didYouMean: string | null;
  foundAlone: readonly string[];
}) {
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
          {foundAlone.map((word) => (
            <li key={word}>
              <TextLink href={searchHref('/catalog', query, { words: word })}>
                {t('fewerWords', { word })}
              </TextLink>
            </li>
          ))}
          <li>
            <TextLink href="/catalog">{t('showAll')}</TextLink>
          </li>
        </ul>
      }
    >
      {didYouMean !== null && (
        <p className="mb-2 text-lg text-ink">
          {t.rich('didYouMean', {
            words: didYouMean,
            link: (chunks) => (
              <TextLink href={searchHref('/catalog', query, { words: didYouMean })}>{chunks}</TextLink>
            ),
          })}
        </p>
      )}
      <p>{t('emptyBody')}</p>
    </EmptyState>
  );
}
