import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AddressProblems } from '@/components/catalog/address-problems';
import { AskForIt } from '@/components/catalog/ask-for-it';
import { catalogForm } from '@/components/catalog/catalog-form';
import { CompareBar } from '@/components/catalog/compare-bar';
import { FilterButton, FilterPanel } from '@/components/catalog/filter-panel';
import { KeptSearches } from '@/components/catalog/kept-searches';
import { NoResults } from '@/components/catalog/no-results';
import { ResultRow } from '@/components/catalog/result-row';
import { SearchForm } from '@/components/catalog/search-form';
import { SearchSummary } from '@/components/catalog/search-summary';
import { StructuredData } from '@/components/catalog/structured-data';
import { Signposts } from '@/components/catalog/signposts';
import { SortChoice } from '@/components/catalog/sort-choice';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { Pagination } from '@/components/ui/pagination';
import { describeResults } from '@/lib/catalog/structured-data';
import { env } from '@/lib/env';
import { parseSearchQuery, searchHref } from '@/lib/catalog/search-query';
import { requestContext } from '@/lib/next/request-context';
import { mostRows } from '@/lib/usecases/catalog/tabulate-catalog';
import { searchCatalog } from '@/lib/usecases/catalog/search-catalog';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.search'))('title'), alternates: { canonical: '/catalog' } };
}

export default async function CatalogPage({ searchParams }: PageProps<'/catalog'>) {
  const asked = await searchParams;
  const { query: wanted, problems } = parseSearchQuery(asked);
  // A form that is sent without script says its empty fields as well: an address that is shared says what is asked for.
  if (problems.length === 0 && Object.values(asked).some((value) => value === ''))
    redirect(searchHref('/catalog', wanted, { page: wanted.page }) as Route);
  const [view, t] = await Promise.all([
    searchCatalog(await requestContext(), wanted),
    getTranslations('public.search'),
  ]);
  const { query, results, total, pages } = view;
  const elsewhere = query.compare.filter((slug) => results.every((one) => one.slug !== slug));
  // What was typed or ticked belongs to one search: where a link leads to another, the fields begin anew.
  const search = searchHref('/catalog', query, { page: query.page });
  const names = { institutions: view.institutions, programs: view.programs, courses: view.courses };
  return (
    <div className="page">
      <h1 className="serif mb-4 text-2xl sm:text-3xl">{t('title')}</h1>
      <AddressProblems problems={[...problems, ...view.problems]} />
      <SearchForm key={search} words={query.words} form={catalogForm} />
      <div className="mt-6 grid gap-x-12 gap-y-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <div>
          <FilterButton query={query} />
          <FilterPanel
            key={search}
            query={query}
            counts={view.facets}
            elsewhere={elsewhere}
            isOrderShown={total > 1}
            {...names}
          />
        </div>
        <div className="min-w-0">
          <div className="mb-2 grid gap-3">
            <SearchSummary query={query} total={total} {...names} />
            {total > 0 && view.reading !== 'typed' && (
              <Notice>
                <p>
                  {t(`reading.${view.reading}`)} <AskForIt query={query} />
                </p>
              </Notice>
            )}
            <KeptSearches query={query} {...names} />
            <Signposts groups={view.signposts} words={query.words} />
            {total > 1 && <SortChoice key={search} sort={query.sort} />}
          </div>
          {total === 0 ? (
            <NoResults query={query} leads={view.leads} institutions={view.institutions} />
          ) : (
            <>
              <StructuredData data={describeResults(new URL(env().NEXTAUTH_URL).origin, results)} />
              <h2 className="sr-only">{t('results')}</h2>
              <ol className="results">
                {results.map((result) => (
                  <ResultRow
                    key={result.id}
                    {...result}
                    isCompared={query.compare.includes(result.slug)}
                    told={{
                      ects: query.sort === 'credit' || query.credit.length > 0,
                      listed: query.sort === 'newest',
                    }}
                  />
                ))}
              </ol>
              <CompareBar
                elsewhere={elsewhere.length}
                forgetHref={searchHref('/catalog', query, {
                  page: query.page,
                  compare: query.compare.filter((slug) => !elsewhere.includes(slug)),
                })}
              />
              <Pagination page={query.page} pages={Math.min(pages, 500)} form={catalogForm} />
              {view.areAmountsRead && (
                <p className="no-print mt-4 text-sm text-soft">
                  <TextLink
                    href={searchHref('/api/v1/catalog.csv', query, { compare: [], named: {} })}
                    download
                  >
                    {t('csv')}
                  </TextLink>
                  {total > mostRows && `, ${t('csvMost', { count: mostRows })}`}
                </p>
              )}
            </>
          )}
        </div>
      </div>
    </div>
  );
}
