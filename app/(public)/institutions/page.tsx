import type { Metadata } from 'next';
import { getFormatter, getLocale, getTranslations } from 'next-intl/server';
import { PageHeader } from '@/components/layout/page-header';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { requestContext } from '@/lib/next/request-context';
import { listInstitutions } from '@/lib/usecases/catalog/list-institutions';

export async function generateMetadata(): Promise<Metadata> {
  return {
    title: (await getTranslations('public.institutions'))('title'),
    alternates: { canonical: '/institutions' },
  };
}

export default async function InstitutionsPage() {
  const [institutions, t, units, format, locale] = await Promise.all([
    listInstitutions(await requestContext()),
    getTranslations('public.institutions'),
    getTranslations('credit.unit'),
    getFormatter(),
    getLocale(),
  ]);
  const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  return (
    <div className="page">
      <PageHeader title={t('title')} lede={t('lede')} />
      <Table
        caption={t('title')}
        rows={institutions}
        rowKey={({ slug }) => slug}
        empty={<EmptyState title={t('empty')}>{t('emptyBody')}</EmptyState>}
        columns={[
          {
            key: 'name',
            head: t('name'),
            rowHead: true,
            cell: ({ slug, name }) => <TextLink href={`/institutions/${slug}`}>{name}</TextLink>,
          },
          {
            key: 'country',
            head: t('country'),
            cell: ({ country }) => (/^[A-Z]{2}$/.test(country) ? regions.of(country) : country),
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
