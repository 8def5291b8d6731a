import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { orNothingHere } from '@/app/_components/or-nothing-here';
import { NoPermission } from '@/app/(registrar)/_components/no-permission';
import { idInPath, staffRead } from '@/app/(registrar)/staff-read';
import { RecommendationFields } from '@/components/listing/recommendation-fields';
import { RecommendationHeader } from '@/components/listing/recommendation-header';
import { ActionForm } from '@/components/ui/action-form';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { viewRecommendation } from '@/lib/usecases/recommendation/view-recommendation';
import { addRecommendationAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listing.recommendation'))('add') };
}

/** Adds what a third party advises about a certificate. */
export default orNothingHere(async function NewRecommendationPage({
  params,
}: PageProps<'/registrar/certificates/entries/[entryId]/recommendations/new'>) {
  const entryId = idInPath((await params).entryId);
  const [{ value: view, denied }, t, ui] = await Promise.all([
    staffRead(`/registrar/certificates/entries/${entryId}/recommendations/new`, (ctx) =>
      viewRecommendation(ctx, { microCredentialId: entryId, recommendationId: null }),
    ),
    getTranslations('listing.recommendation'),
    getTranslations('ui'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  return (
    <div className="page">
      <RecommendationHeader entry={view.entry} title={t('add')} restingCount={view.restingCount} />
      <ActionForm action={addRecommendationAction} submit={t('save')} className="max-w-xl">
        <input type="hidden" name="microCredentialId" value={entryId} />
        <Field name="recommender" label={t('recommender')} hint={t('recommenderHint')} required>
          <TextInput maxLength={200} />
        </Field>
        <RecommendationFields>
          <Field
            name="validFrom"
            label={t('validFrom')}
            hint={t('validFromHint')}
            optionalWord={ui('optional')}
          >
            <DateInput />
          </Field>
        </RecommendationFields>
      </ActionForm>
    </div>
  );
});
