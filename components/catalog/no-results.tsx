/** NoResults: leads (searches that find something, with how much), names. Says that silence is not a no, and leads on. */
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { TextLink } from '@/components/ui/text-link';
import type { Lead } from '@/lib/catalog/leads';
import { searchHref } from '@/lib/catalog/search-query';

export function NoResults({ leads }: { leads: readonly (Lead & { total: number })[] }) {
  const t = useTranslations('public.search');
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
  return (
    <EmptyState
      title={t('emptyTitle')}
      action={
        <div className="grid gap-4">
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
          <TextLink href="/catalog">{t('showAll')}</TextLink>
        </div>
      }
    >
      <p>{t('emptyBody')}</p>
    </EmptyState>
  );
}
