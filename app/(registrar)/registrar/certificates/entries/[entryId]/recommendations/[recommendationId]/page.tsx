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
import { viewRecommendation } from '@/lib/usecases/recommendation/view-recommendation';
import { changeRecommendationAction, endRecommendationAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('listing.recommendation'))('change') };
}

/** Changes what a third party advises from a day on, or gives it its last day. */
export default orNothingHere(async function RecommendationPage({
  params,
}: PageProps<'/registrar/certificates/entries/[entryId]/recommendations/[recommendationId]'>) {
  const asked = await params;
  const [entryId, recommendationId] = [idInPath(asked.entryId), idInPath(asked.recommendationId)];
  const [{ value: view, denied }, t] = await Promise.all([
    staffRead(`/registrar/certificates/entries/${entryId}/recommendations/${recommendationId}`, (ctx) =>
      viewRecommendation(ctx, { microCredentialId: entryId, recommendationId }),
    ),
    getTranslations('listing.recommendation'),
  ]);
  if (denied !== null) return <NoPermission reason={denied} />;
  const { kept, today } = view;
  if (kept === null) return null;
  const { facts, rowVersion } = kept;
  const firstDay = facts.validFrom !== null && facts.validFrom > today ? facts.validFrom : today;
  return (
    <div className="page">
      <RecommendationHeader entry={view.entry} title={kept.recommender} restingCount={view.restingCount} />
      {!view.isOurs ? (
        <p className="measure">{t('keptBy', { steward: kept.stewardName })}</p>
      ) : (
        <div className="grid grid-cols-1 gap-10">
          <section className="grid gap-4">
            <h2 className="text-lg font-semibold">{t('changeTitle')}</h2>
            <ActionForm
              action={changeRecommendationAction}
              edits={{ id: recommendationId, rowVersion }}
              submit={t('save')}
              endsOthers
              className="max-w-xl"
            >
              <input type="hidden" name="recommendationId" value={kept.id} />
              <RecommendationFields facts={facts}>
                <Field name="firstDay" label={t('firstDay')} hint={t('firstDayHint')} required>
                  <DateInput defaultValue={firstDay} />
                </Field>
              </RecommendationFields>
            </ActionForm>
          </section>
          <section className="grid gap-4">
            <h2 className="text-lg font-semibold">{t('endTitle')}</h2>
            <ActionForm
              action={endRecommendationAction}
              edits={{ id: recommendationId, rowVersion }}
              submit={t('end')}
              endsOthers
              className="max-w-xl"
            >
              <input type="hidden" name="recommendationId" value={kept.id} />
              <Field name="lastDay" label={t('lastDay')} hint={t('lastDayHint')} required>
                <DateInput defaultValue={facts.validTo ?? today} />
              </Field>
            </ActionForm>
          </section>
        </div>
      )}
    </div>
  );
});
