import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { orNotFound } from '@/app/(public)/or-not-found';
import { DecidedFacts } from '@/components/catalog/decided-facts';
import { PolicySummary } from '@/components/catalog/policy-sentences';
import { StructuredData } from '@/components/catalog/structured-data';
import { ProgramList } from '@/components/catalog/program-list';
import { RecognisedRules } from '@/components/catalog/recognised-rules';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import { askHref } from '@/lib/catalog/certificate-request';
import { policiesHref } from '@/lib/catalog/policies-href';
import { everything, parseSearchQuery, searchHref, type RawParameters } from '@/lib/catalog/search-query';
import { describeInstitution, describeTrail } from '@/lib/catalog/structured-data';
import { env } from '@/lib/env';
import { requestContext } from '@/lib/next/request-context';
import { viewInstitution } from '@/lib/usecases/catalog/view-institution';

type Props = PageProps<'/institutions/[slug]'>;

const read = cache(async (slug: string, asked: string) => {
  const { query } = parseSearchQuery(JSON.parse(asked) as RawParameters);
  const ctx = await requestContext();
  const wanted = { slug: slug.slice(0, 100), words: query.words, page: query.page };
  const make = () => viewInstitution(ctx, wanted);
  // What somebody looks for is seldom looked for again.
  return orNotFound(
    wanted.words === ''
      ? ctx.catalog.keep(ctx.now, `institution ${wanted.page} ${wanted.slug}`, make)
      : make(),
  );
});
const view = async ({ params, searchParams }: Props) =>
  read((await params).slug, JSON.stringify(await searchParams));

export const generateMetadata = metadataOrNothing(async (props: Props): Promise<Metadata> => {
  const [{ institution }, t] = await Promise.all([view(props), getTranslations('public.institutions')]);
  return {
    title: institution.name,
    description: t('metaDescription', { name: institution.name }),
    alternates: { canonical: `/institutions/${institution.slug}` },
  };
});

export default orNothingHere(async function InstitutionPage(props: Props) {
  const { query } = parseSearchQuery(await props.searchParams);
  const { institution, asOf, programs, counts, rules, total, page, pages, names } = await view(props);
  const [t, policy, common] = await Promise.all([
    getTranslations('public.institutions'),
    getTranslations('policy'),
    getTranslations('common'),
  ]);
  const path = `/institutions/${institution.slug}`;
  const { origin } = new URL(env().NEXTAUTH_URL);
  const trail = describeTrail(origin, [
    { name: common('navigation.institutions'), path: '/institutions' },
    { name: institution.name, path },
  ]);
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[
              { href: '/institutions', label: common('navigation.institutions') },
              { label: institution.name },
            ]}
          />
        }
        title={institution.name}
        actions={
          <LinkButton href={`/estimate?institution=${institution.slug}`} tone="primary">
            {t('estimate')}
          </LinkButton>
        }
      />
      <StructuredData data={[describeInstitution(origin, institution), trail]} />
      <DecidedFacts counts={counts} />
      <div className="grid content-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <section id="programs" className="grid content-start gap-3 lg:col-start-2 lg:row-start-1">
          <h2 className="serif text-xl">{t('programs')}</h2>
          <ProgramList
            programs={programs}
            unit={institution.homeUnit}
            hrefOf={(program) =>
              searchHref('/catalog', {
                ...everything,
                institution: institution.slug,
                program,
                standing: ['published'],
                sort: 'credit',
              })
            }
          />
        </section>
        <div className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <RecognisedRules
            path={path}
            slug={institution.slug}
            words={query.words}
            rules={rules}
            names={names}
            asOf={asOf}
            total={total}
            page={page}
            pages={Math.min(pages, 500)}
          />
        </div>
        <section className="grid content-start gap-3 lg:col-start-2 lg:row-start-2">
          <h2 className="serif text-xl">{t('policy')}</h2>
          {institution.policy === null ? <p>{t('noPolicy')}</p> : <PolicySummary {...institution.policy} />}
          <p>
            <TextLink href={policiesHref(institution.slug)}>{policy('allRules')}</TextLink>
          </p>
          <p>
            <TextLink href={askHref({ institution: institution.slug })}>{t('askListing')}</TextLink>
          </p>
          <p>
            <TextLink href={`/institutions/${institution.slug}/figures`}>{t('figures')}</TextLink>
          </p>
          <p>
            <TextLink href={`/api/v1/decisions.csv?institution=${institution.slug}`}>
              {t('register')}
            </TextLink>
          </p>
          {institution.siteUrl !== null && (
            <TextLink href={institution.siteUrl} rel="nofollow noopener">
              {t('site')}
            </TextLink>
          )}
        </section>
      </div>
    </div>
  );
});
