/** AfterAcceptance: view, act (claimId, expectedVersion). What staff do with credit that was accepted, beside posting it. */
import { useTranslations } from 'next-intl';
import { HeldPosting } from '@/components/claim/held-posting';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import type { Unit } from '@/lib/amount/unit';
import type { ClaimOnDesk } from '@/lib/usecases/claim/view-claims';
import { releaseClaimAction } from '../actions';
import type { Act } from './desk-acts';

export function AfterAcceptance({ view, act }: { view: ClaimOnDesk; act: Act }) {
  const { claim, heldUntil, institution, may } = view;
  return claim.state === 'held' ? (
    <Held act={act} amount={heldUntil} unit={institution.homeUnit} may={may.release} />
  ) : null;
}

/** amount, unit: what has to be earned at the institution first. may: whether whoever looks can say that it was. */
function Held({ act, amount, unit, may }: { act: Act; amount: string | null; unit: Unit; may: boolean }) {
  const t = useTranslations('posting.hold');
  return (
    <section className="grid gap-4">
      <h2 className="serif text-xl">{t('title')}</h2>
      <HeldPosting amount={amount} unit={unit} />
      <p className="measure">{t('lede')}</p>
      {may && (
        <ActionForm
          action={releaseClaimAction}
          submit={t('release')}
          submitTone="secondary"
          edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
        >
          <input type="hidden" name="claimId" value={act.claimId} />
          <Field name="reason" label={t('reason')} required>
            <Textarea rows={3} maxLength={4_000} />
          </Field>
        </ActionForm>
      )}
    </section>
  );
}
