import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { orNotFound } from '@/app/(public)/or-not-found';
import { PolicyParts } from '@/components/catalog/policy-sentences';
import { PolicyVersions, usePolicyDays } from '@/components/catalog/policy-versions';
import { PageHeader } from '@/components/layout/page-header';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { askedVersion, policiesHref } from '@/lib/catalog/policies-href';
import { requestContext } from '@/lib/next/request-context';
import { type PoliciesView, viewPolicies } from '@/lib/usecases/catalog/view-policies';

type Props = PageProps<'/institutions/[slug]/policies'>;

const read = cache(async (slug: string, version: number | null) =>
  orNotFound(viewPolicies(await requestContext(), { slug: slug.slice(0, 100), version })),
);
const view = async ({ params, searchParams }: Props) =>
  read((await params).slug, askedVersion((await searchParams)['version']));

export const generateMetadata = metadataOrNothing(async (props: Props): Promise<Metadata> => {
  const [{ institution, policy }, t] = await Promise.all([view(props), getTranslations('policy')]);
  return {
    title: t('titleOf', { institution: institution.name }),
    description: t('metaDescription', { institution: institution.name }),
    alternates: {
      canonical: policiesHref(
        institution.slug,
        policy === null || policy.standing === 'isInForce' ? undefined : policy.version,
      ),
    },
  };
});

/** By which rules an institution decides: those in force, or one of those before and to come, in plain words. */
export default orNothingHere(async function PoliciesPage(props: Props) {
  const found = await view(props);
  const [t, common] = await Promise.all([getTranslations('policy'), getTranslations('common')]);
  const { institution } = found;
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
        lede={t('lede', { institution: institution.name })}
      />
      <Policies {...found} />
    </div>
  );
});

function Policies({ institution, policy, versions }: PoliciesView) {
  const t = useTranslations('policy');
  const days = usePolicyDays();
  const { slug, name } = institution;
  return (
    <div className="grid content-start gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 content-start gap-8">
        {policy === null ? (
          <EmptyState title={t('none')}>
            {versions.length === 0
              ? t('noneAtAll', { institution: name })
              : t('noneBody', { institution: name })}
          </EmptyState>
        ) : (
          <>
            <p className="font-medium">
              {t('versionOf', { version: policy.version })} · {days(policy)}
            </p>
            {policy.standing !== 'isInForce' && (
              <Notice title={t(policy.standing === 'isOver' ? 'overNotice' : 'comingNotice')}>
                <TextLink href={policiesHref(slug)}>{t('current')}</TextLink>
              </Notice>
            )}
            <PolicyParts policy={policy} institution={name} programsHref={`/institutions/${slug}#programs`} />
          </>
        )}
      </div>
      {versions.length > 0 && (
        <PolicyVersions slug={slug} versions={versions} told={policy?.version ?? null} />
      )}
    </div>
  );
}
