import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { orNotFound } from '@/app/(public)/or-not-found';
import { PublicFigures } from '@/components/figures/public-figures';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { quarterName } from '@/lib/figures/quarter';
import { requestContext } from '@/lib/next/request-context';
import { viewPublicFigures } from '@/lib/usecases/catalog/view-public-figures';

type Props = PageProps<'/institutions/[slug]/figures'>;

const read = cache(async (slug: string) => {
  const ctx = await requestContext();
  const known = slug.slice(0, 100);
  return orNotFound(ctx.catalog.keep(ctx.now, `figures ${known}`, () => viewPublicFigures(ctx, known)));
});
const view = async ({ params }: Props) => read((await params).slug);

export const generateMetadata = metadataOrNothing(async (props: Props): Promise<Metadata> => {
  const [{ institution }, t] = await Promise.all([view(props), getTranslations('figures.public')]);
  return {
    title: t('titleOf', { institution: institution.name }),
    description: t('metaDescription', { institution: institution.name }),
    alternates: { canonical: `/institutions/${institution.slug}/figures` },
  };
});

/** How an institution has decided in a year: how often with credit, why not otherwise, and how long it took. */
export default orNothingHere(async function InstitutionFiguresPage(props: Props) {
  const { institution, period, figures } = await view(props);
  const [t, common] = await Promise.all([getTranslations('figures.public'), getTranslations('common')]);
  const named = (quarter: string) => quarter.replace('-', ' ');
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/institutions', label: common('navigation.institutions') },
              { href: `/institutions/${institution.slug}`, label: institution.name },
              { label: t('title') },
            ]}
          />
        }
        title={t('titleOf', { institution: institution.name })}
        lede={t('lede', { first: named(quarterName(period.from)), last: named(quarterName(period.to)) })}
      />
      <PublicFigures {...figures} registerHref={`/api/v1/decisions.csv?institution=${institution.slug}`} />
    </div>
  );
});
