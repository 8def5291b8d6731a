/** OrganizationClaim: organization {id, rowVersion}, claim, claimAction, unclaimAction; whether the institution is the organization, and what proves it. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Day } from '@/components/ui/day';
import type { DescriptionView } from '@/lib/usecases/organization/view-description';

type Action = ActionFormProps['action'];

export function OrganizationClaim({
  organization,
  claim,
  claimAction,
  unclaimAction,
}: Pick<DescriptionView, 'organization' | 'claim'> & { claimAction: Action; unclaimAction: Action }) {
  const t = useTranslations('listing.claim');
  const reasons = useTranslations('refusals.reason');
  const { claimed, reason, mayClaim } = claim;
  const form = (action: Action, submit: string) => (
    <ActionForm action={action} edits={organization} submit={submit}>
      <input type="hidden" name="organizationId" value={organization.id} />
    </ActionForm>
  );
  return (
    <section className="mt-10 grid max-w-xl gap-3">
      <h2 className="serif text-xl">{t('title')}</h2>
      {claimed !== null ? (
        <>
          <p className="measure">
            {t.rich(claimed.isOurs ? 'ours' : 'theirs', {
              institution: claimed.by,
              day: () => <Day date={claimed.on} />,
            })}
          </p>
          {claimed.isOurs && mayClaim && form(unclaimAction, t('unclaim'))}
        </>
      ) : reason !== null ? (
        <p className="measure text-soft">
          {reasons(reason.replace('/', '-') as 'organization-claim-unstated')}
        </p>
      ) : mayClaim ? (
        <>
          <p className="measure">{t('proved')}</p>
          {form(claimAction, t('claim'))}
        </>
      ) : (
        <p className="measure text-soft">{t('registrars')}</p>
      )}
    </section>
  );
}
