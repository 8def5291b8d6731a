import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { metadataOrNothing, orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { OrganizationClaim } from '@/components/listing/organization-claim';
import { PageHeader } from '@/components/layout/page-header';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Field } from '@/components/ui/field';
import { LinkButton } from '@/components/ui/link-button';
import { TextLink } from '@/components/ui/text-link';
import { TextInput } from '@/components/ui/text-input';
import { viewDescription } from '@/lib/usecases/organization/view-description';
import { claimOrganizationAction, describeOrganizationAction, unclaimOrganizationAction } from '../actions';

type Props = PageProps<'/registrar/organizations/[organizationId]'>;
const read = cache(async (id: string) =>
  staffRead(`/registrar/organizations/${id}`, (ctx) => viewDescription(ctx, idInPath(id))),
);

export const generateMetadata = metadataOrNothing(async ({ params }: Props): Promise<Metadata> => {
  return { title: (await read((await params).organizationId)).value?.organization.name ?? '' };
});

/** States in which country an organization is and where its page is. */
export default orNothingHere(async function OrganizationPage({ params }: Props) {
  const [{ value: view, denied }, t, record] = await Promise.all([
    read((await params).organizationId),
    getTranslations('listing.organization'),
    getTranslations('listing.record'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { organization, barredBy, merged, others, mayMerge, claim } = view;
  const { id, slug, name, country, url, statedBy, rowVersion } = organization;
  const called = <bdi className="[overflow-wrap:anywhere]">{name}</bdi>;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/certificates', label: record('breadcrumb') }, { label: called }]}
          />
        }
        title={called}
        lede={barredBy === null && merged === null ? t('formLede') : undefined}
        actions={<LinkButton href={`/organizations/${slug}`}>{t('inCatalog')}</LinkButton>}
      />
      {merged !== null ? (
        <p className="measure">
          {t.rich('isMerged', {
            name: () => (
              <TextLink href={`/registrar/organizations/${merged.id}`}>
                <bdi>{merged.name}</bdi>
              </TextLink>
            ),
          })}
        </p>
      ) : barredBy !== null ? (
        <p className="measure">{t(barredBy, { steward: statedBy ?? '' })}</p>
      ) : (
        <ActionForm
          action={describeOrganizationAction}
          edits={{ id, rowVersion }}
          submit={t('save')}
          className="max-w-xl"
        >
          <input type="hidden" name="organizationId" value={id} />
          <Field name="country" label={t('country')} hint={t('countryHint')}>
            <TextInput defaultValue={country ?? ''} width="tiny" maxLength={80} />
          </Field>
          <Field name="url" label={t('url')} hint={t('urlHint')}>
            <TextInput defaultValue={url ?? ''} inputMode="url" maxLength={2_000} />
          </Field>
        </ActionForm>
      )}
      {others.length > 0 && (
        <section className="mt-10 grid max-w-xl gap-3">
          <h2 className="serif text-xl">{t('otherNames')}</h2>
          <ul className="stack border-y border-line">
            {others.map((other) => (
              <li key={other.id} className="py-2.5 [overflow-wrap:anywhere]">
                <TextLink href={`/registrar/organizations/${other.id}/merge`}>
                  <bdi>{other.name}</bdi>
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {merged === null && (
        <OrganizationClaim
          organization={organization}
          claim={claim}
          claimAction={claimOrganizationAction}
          unclaimAction={unclaimOrganizationAction}
        />
      )}
      {mayMerge && (
        <p className="mt-10">
          <TextLink href={`/registrar/organizations/${id}/merge`}>
            {t(merged === null ? 'merge' : 'mergeLink')}
          </TextLink>
        </p>
      )}
    </div>
  );
});
