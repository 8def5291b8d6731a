/** SortLinks: query. The orders in which results can be read; links, so that the order is part of the address. */
import { useTranslations } from 'next-intl';
import { Anchor } from '@/components/ui/anchor';
import { searchHref, Sort, type SearchQuery } from '@/lib/catalog/search-query';

export function SortLinks({ query }: { query: SearchQuery }) {
  const t = useTranslations('public.search.sort');
  return (
    <nav aria-label={t('label')} className="no-print flex flex-wrap items-baseline gap-x-4 text-sm">
      <span aria-hidden="true" className="text-faint">
        {t('label')}
      </span>
      {Sort.options.map((sort) => (
        <Anchor
          key={sort}
          href={searchHref('/catalog', query, { sort })}
          aria-current={query.sort === sort ? 'true' : undefined}
          className="inline-flex min-h-8 items-center border-b-2 border-transparent text-accent hover:border-edge aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
        >
          {t(sort)}
        </Anchor>
      ))}
    </nav>
  );
}
