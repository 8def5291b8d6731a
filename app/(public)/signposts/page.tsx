import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { EmptyState } from '@/components/ui/empty-state';
import { Pagination } from '@/components/ui/pagination';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { everything, searchHref } from '@/lib/catalog/search-query';
import { parseSignpostsQuery, type Signpost, signpostsHref } from '@/lib/catalog/signpost';
import { fewestLetters, mostLetters } from '@/lib/catalog/suggestion';
import { requestContext } from '@/lib/next/request-context';
import { listSignposts } from '@/lib/usecases/catalog/find-signposts';

type Props = PageProps<'/signposts'>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { kind } = parseSignpostsQuery(await searchParams);
  return {
    title: (await getTranslations('public.signposts.title'))(kind),
    alternates: { canonical: `/signposts?kind=${kind}` },
    robots: { index: false },
  };
}

/** All courses, organizations or skills that are called like what was typed, each leading to its certificates. */
export default async function SignpostsPage({ searchParams }: Props) {
  const asked = parseSignpostsQuery(await searchParams);
  const [view, t, common, format] = await Promise.all([
    listSignposts(await requestContext(), asked),
    getTranslations('public.signposts'),
    getTranslations('common'),
    getFormatter(),
  ]);
  const { kind, words, total, page, pages, signposts } = view;
  const isAsked = words.length >= fewestLetters;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/catalog', label: common('navigation.catalog') }, { label: t(`title.${kind}`) }]}
          />
        }
        title={t(`title.${kind}`)}
        lede={t(`lede.${kind}`)}
      />
      <form action="/signposts" method="get" role="search" className="no-print mb-5 grid max-w-xl gap-1">
        <input type="hidden" name="kind" value={kind} />
        <label htmlFor="called" className="font-medium">
          {t('find')}
        </label>
        <div className="flex gap-2">
          <input
            id="called"
            type="search"
            name="q"
            defaultValue={words}
            maxLength={mostLetters}
            autoComplete="off"
            className={controlClass}
          />
          <Button type="submit">{t('findSubmit')}</Button>
        </div>
      </form>
      {isAsked && (
        <p role="status" className="mb-3">
          {t('found', { count: total, words })}
        </p>
      )}
      <Table
        stacked
        caption={t(`title.${kind}`)}
        rows={signposts}
        rowKey={({ address }) => address}
        empty={
          isAsked ? (
            <EmptyState
              title={t('empty')}
              action={
                <TextLink href={searchHref('/catalog', { ...everything, words })}>
                  {t('toCatalog', { words })}
                </TextLink>
              }
            >
              {t('emptyBody')}
            </EmptyState>
          ) : (
            <EmptyState title={t('start')}>{t('startBody')}</EmptyState>
          )
        }
        columns={[
          {
            key: 'name',
            head: t('name'),
            rowHead: true,
            cell: ({ text, address }) => (
              <TextLink href={address} className="[overflow-wrap:anywhere]">
                {text}
              </TextLink>
            ),
          },
          ...(kind === 'course'
            ? [
                {
                  key: 'institution',
                  head: t('institution'),
                  cell: ({ institutionName }: Signpost) => institutionName,
                },
              ]
            : []),
          {
            key: 'count',
            head: t('count'),
            align: 'end' as const,
            cell: ({ count }) => (count === null ? '' : format.number(count)),
          },
        ]}
      />
      {pages > 1 && <Pagination page={page} pages={pages} hrefOf={(at) => signpostsHref(kind, words, at)} />}
    </div>
  );
}
