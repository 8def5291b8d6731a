import { getLocale, getTranslations } from 'next-intl/server';
import { ClientWords } from '@/components/layout/client-words';
import { languageChoices } from '@/components/listing/language-choices';
import { ListingEditor } from '@/components/listing/listing-editor';
import { VersionSpan } from '@/components/listing/version-span';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import type { ListingView } from '@/lib/usecases/listing/view-listing';

/** A listing that its authors may still change. */
export async function ListingDraft({
  view: { listing, version, missing },
  action,
}: {
  view: ListingView;
  action: ActionFormProps['action'];
}) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('listing.editor')]);
  return (
    <ClientWords namespaces={['listing', 'credit', 'fields']}>
      <ActionForm action={action} submit={t('save')} submitTone="secondary" edits={listing}>
        <ListingEditor
          listing={listing}
          span={<VersionSpan version={version} />}
          languages={languageChoices(locale)}
          missing={Object.keys(missing).length}
        />
      </ActionForm>
    </ClientWords>
  );
}
