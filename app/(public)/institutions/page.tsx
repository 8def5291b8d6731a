import type { Metadata } from 'next';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { countryName } from '@/lib/kernel/country-code';
import { PageHeader } from '@/components/layout/page-header';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { hasAllWords } from '@/lib/catalog/has-all-words';
import { cleanText } from '@/lib/catalog/search-words';
import { mostLetters } from '@/lib/catalog/suggestion';
import { requestContext } from '@/lib/next/request-context';
import { listInstitutions } from '@/lib/usecases/catalog/list-institutions';

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('public.institutions'))('title'),
    alternates: { canonical: '/institutions' },
  };
}

export default async function InstitutionsPage({ searchParams }: PageProps<'/institutions'>) {
  const typed = cleanText([(await searchParams)['q'] ?? ''].flat()[0]?.slice(0, mostLetters) ?? '');
  const [institutions, t, units, format, locale] = await Promise.all([
    listInstitutions(await requestContext()),
    getTranslations('public.institutions'),
    getTranslations('credit.unit'),
    getFormatter(),
    getLocale(),
  ]);
  const countryOf = (country: string) => countryName(country, locale);
  const calledOf = ({ name, shortName, country }: (typeof institutions)[number]) =>
    `${name} ${shortName} ${countryOf(country)}`;
  const found = institutions.filter((one) => hasAllWords(calledOf(one), typed));
  const narrowed = (shown: string) => t('narrowed', { shown, all: institutions.length });
  return (
    <div className="page">
      <PageHeader title={t('title')} lede={t('lede')} />
      {institutions.length > 1 && (
        <form action="/institutions" method="get" role="search" className="no-print mb-5 grid max-w-xl gap-1">
          <label htmlFor="called" className="font-medium">
            {t('find')}
          </label>
          <div className="flex gap-2">
            <input
              id="called"
              type="search"
              name="q"
              defaultValue={typed}
              maxLength={mostLetters}
              autoComplete="off"
              data-narrows=""
              className={controlClass}
            />
            <Button type="submit">{t('findSubmit')}</Button>
          </div>
          <p role="status" data-narrowed={narrowed('#')} className="min-h-6 text-sm text-soft">
            {typed !== '' && narrowed(format.number(found.length))}
          </p>
        </form>
      )}
      <Table
        stacked
        caption={t('title')}
        rows={institutions}
        rowKey={({ slug }) => slug}
        rowClass={(one) => (found.includes(one) ? undefined : 'hidden')}
        empty={<EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>}
        columns={[
          {
            key: 'name',
            head: t('name'),
            rowHead: true,
            cell: (one) => (
              <TextLink href={`/institutions/${one.slug}`} data-called={calledOf(one)}>
                {one.name}
              </TextLink>
            ),
          },
          {
            key: 'country',
            head: t('country'),
            cell: ({ country }) => countryOf(country),
          },
          { key: 'unit', head: t('unit'), cell: ({ homeUnit }) => units(homeUnit, { count: 2 }) },
          {
            key: 'recognised',
            head: t('recognised'),
            align: 'end',
            cell: ({ counts }) => format.number(counts.published),
          },
          {
            key: 'refused',
            head: t('refused'),
            align: 'end',
            cell: ({ counts }) => format.number(counts.refused),
          },
          {
            key: 'considered',
            head: t('considered'),
            align: 'end',
            cell: ({ counts }) => format.number(counts.considered),
          },
          {
            key: 'undecided',
            head: t('undecided'),
            align: 'end',
            cell: ({ counts }) => format.number(counts.undecided),
          },
        ]}
      />
    </div>
  );
}
