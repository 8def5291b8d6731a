import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { staffRead } from '@/app/(registrar)/staff-read';
import { ClientWords } from '@/components/layout/client-words';
import { PageHeader } from '@/components/layout/page-header';
import { AlikeWhileTyping } from '@/components/listing/alike-while-typing';
import { LikenessList } from '@/components/listing/likeness-list';
import { OrganizationInput } from '@/components/listing/organization-input';
import { ActionForm } from '@/components/ui/action-form';
import { Breadcrumbs } from '@/components/ui/breadcrumbs';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { viewListingStart } from '@/lib/usecases/listing/view-listing-start';
import { draftListingAction } from '../actions';
import { namedInAddress, newListingHref, requestInAddress } from '../new-listing-href';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listing.new'))('title') };
}

export default async function NewListingPage({ searchParams }: PageProps<'/registrar/certificates/new'>) {
  const parameters = await searchParams;
  const [named, request] = [namedInAddress(parameters), requestInAddress(parameters)];
  const here = newListingHref({ ...named, request });
  const [{ value: likenesses, denied }, t, record, field, ui] = await Promise.all([
    staffRead(here, (ctx) => viewListingStart(ctx, named)),
    getTranslations('listing.new'),
    getTranslations('listing.record'),
    getTranslations('listing.field'),
    getTranslations('ui'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const isLike = likenesses.length > 0;
  return (
    <div className="page">
      <PageHeader
        breadcrumbs={
          <Breadcrumbs
            items={[{ href: '/registrar/certificates', label: record('breadcrumb') }, { label: t('title') }]}
          />
        }
        title={t('title')}
        lede={t('lede')}
      />
      <div className="grid max-w-3xl gap-8">
        {isLike && (
          <section className="grid gap-3 border-l-4 border-recommended pl-5">
            <h2 className="text-lg font-semibold">{t('alikeTitle')}</h2>
            <p>{t('alikeBody', { count: likenesses.length })}</p>
            <LikenessList likenesses={likenesses} isChoice />
          </section>
        )}
        <ClientWords namespaces={['listing']}>
          <ActionForm
            key={here}
            action={draftListingAction}
            submit={t(isLike ? 'apart' : 'start')}
            submitTone={isLike ? 'secondary' : 'primary'}
          >
            {request !== undefined && <input type="hidden" name="request" value={request} />}
            {isLike && <input type="hidden" name="apart" value={named.title} />}
            <Field name="title" label={field('title')} required>
              <TextInput defaultValue={named.title} maxLength={300} />
            </Field>
            <Field name="provider" label={field('provider')} hint={field('providerHint')} required>
              <OrganizationInput defaultValue={named.provider} maxLength={200} />
            </Field>
            <Field
              name="platform"
              label={field('platform')}
              hint={field('platformHint')}
              optionalWord={ui('optional')}
            >
              <OrganizationInput defaultValue={named.platform} maxLength={200} />
            </Field>
            <Field name="url" label={field('url')} optionalWord={ui('optional')}>
              <TextInput type="url" defaultValue={named.url} maxLength={2_000} placeholder="https://" />
            </Field>
            <AlikeWhileTyping />
          </ActionForm>
        </ClientWords>
      </div>
    </div>
  );
}
