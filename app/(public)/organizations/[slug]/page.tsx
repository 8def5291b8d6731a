import { domainToUnicode } from 'node:url';
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { countryName } from '@/lib/kernel/country-code';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { leadOn } from '@/app/(public)/lead-on';
import { orNotFound } from '@/app/(public)/or-not-found';
import { OrganizationEntries } from '@/components/catalog/organization-entries';
import { Facts } from '@/components/administration/facts';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Day } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import { organizationHref, parseOrganizationQuery } from '@/lib/catalog/organization-role';
import type { RawParameters } from '@/lib/catalog/search-query';
import { requestContext } from '@/lib/next/request-context';
import { viewOrganization } from '@/lib/usecases/catalog/view-organization';

type Props = PageProps<'/organizations/[slug]'>;

const read = cache(async (slug: string, asked: string) => {
  const wanted = parseOrganizationQuery(JSON.parse(asked) as RawParameters);
  return orNotFound(viewOrganization(await requestContext(), { slug: slug.slice(0, 100), ...wanted }));
});
const view = async ({ params, searchParams }: Props) =>
  read((await params).slug, JSON.stringify(await searchParams));

export const generateMetadata = metadataOrNothing(async (props: Props): Promise<Metadata> => {
  const [{ organization }, t] = await Promise.all([view(props), getTranslations('public.organizations')]);
  return {
    title: organization.name,
    description: t('metaDescription', { name: organization.name }),
    alternates: { canonical: `/organizations/${organization.slug}` },
  };
});

/** Somebody whom entries name: where it is, its site, and what it provides, hosts, awards or recommends credit for. */
export default orNothingHere(async function OrganizationPage(props: Props) {
  const { organization, ...listed } = await view(props);
  // Of a name that was merged, or another way of writing it.
  if (organization.slug !== (await props.params).slug)
    leadOn(organizationHref(organization.slug, parseOrganizationQuery(await props.searchParams)));
  const [t, common, locale] = await Promise.all([
    getTranslations('public.organizations'),
    getTranslations('common'),
    getLocale(),
  ]);
  const { name, country, url, statedBy, statedOn, otherNames, confirmedOn } = organization;
  const called = <bdi className="[overflow-wrap:anywhere]">{name}</bdi>;
  const unstated = <span className="text-faint">{t('unstated')}</span>;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/catalog', label: common('navigation.catalog') }, { label: called }]}
          />
        }
        kicker={t('kicker')}
        title={called}
      />
      <div className="mb-10 grid max-w-2xl gap-2">
        <Facts
          items={[
            { label: t('country'), value: country === null ? unstated : countryName(country, locale) },
            {
              label: t('site'),
              value:
                url === null ? (
                  unstated
                ) : (
                  <TextLink href={url} rel="nofollow noopener" className="[overflow-wrap:anywhere]">
                    {domainToUnicode(new URL(url).hostname)}
                  </TextLink>
                ),
            },
            ...(otherNames.length > 0
              ? [
                  {
                    label: t('otherNames'),
                    value: (
                      <ul>
                        {otherNames.map((other) => (
                          <li key={other} className="[overflow-wrap:anywhere]">
                            <bdi>{other}</bdi>
                          </li>
                        ))}
                      </ul>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {statedBy !== null && confirmedOn !== null && (
          <p className="text-sm text-soft">
            {t.rich('confirmed', { institution: statedBy, day: () => <Day date={confirmedOn} /> })}
          </p>
        )}
        {statedBy !== null && statedOn !== null && (
          <p className="text-sm text-soft">
            {t.rich('statedBy', { institution: statedBy, day: () => <Day date={statedOn} /> })}
          </p>
        )}
      </div>
      <OrganizationEntries organization={organization} {...listed} />
    </div>
  );
});
