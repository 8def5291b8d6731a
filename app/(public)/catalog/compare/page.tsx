import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Comparison } from '@/components/catalog/comparison';
import { PrintedPage } from '@/components/catalog/printed-page';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { comparedSlugs } from '@/lib/catalog/compared-slugs';
import { everything, mostCompared, parseSearchQuery, searchHref } from '@/lib/catalog/search-query';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { compareEntries } from '@/lib/usecases/catalog/compare-entries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.search.compare'))('metaTitle'), robots: { index: false } };
}

export default async function ComparePage({ searchParams }: PageProps<'/catalog/compare'>) {
  const raw = await searchParams;
  // The search that the rows were ticked in: one goes on with it from here.
  const { query } = parseSearchQuery(raw);
  const [view, t, common, format] = await Promise.all([
    compareEntries(await requestContext(), comparedSlugs(raw)),
    getTranslations('public.search.compare'),
    getTranslations('common'),
    getFormatter(),
  ]);
  const { entries, rows, silent, leftOut, unknown, today, isCut } = view;
  const compared = entries.map(({ slug }) => slug);
  const catalog = searchHref('/catalog', query, { compare: compared });
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/catalog', label: common('navigation.catalog') }, { label: t('title') }]}
          />
        }
        title={t('title')}
        actions={
          entries.length > 0 && entries.length < mostCompared ? (
            <LinkButton href={catalog}>{t('add')}</LinkButton>
          ) : undefined
        }
      />
      <div className="grid gap-4">
        {leftOut.length > 0 && <Notice tone="warning">{t('tooMany', { list: format.list(leftOut) })}</Notice>}
        {unknown > 0 && <Notice tone="warning">{t('unknown', { count: unknown })}</Notice>}
        {entries.length === 1 && <Notice>{t('one')}</Notice>}
        {entries.length === 0 ? (
          <EmptyState title={t('empty')} action={<TextLink href={catalog}>{t('toCatalog')}</TextLink>}>
            <p>{t('emptyBody')}</p>
          </EmptyState>
        ) : (
          <>
            <Comparison
              entries={entries}
              rows={rows}
              silent={silent}
              hrefWithout={(slug) =>
                searchHref('/catalog/compare', query, { compare: compared.filter((one) => one !== slug) })
              }
            />
            {rows.length === 0 && (
              <EmptyState title={t('noAnswer')}>
                <p>{t('noAnswerBody')}</p>
              </EmptyState>
            )}
            {isCut && <p className="text-sm text-soft">{t('notCompared')}</p>}
            <PrintedPage
              asOf={today}
              address={
                new URL(searchHref('/catalog/compare', everything, { compare: compared }), env().NEXTAUTH_URL)
                  .href
              }
            />
          </>
        )}
      </div>
    </div>
  );
}
