/** AfterAcceptance: view, act (claimId, expectedVersion). What staff do with credit that was accepted, beside posting it. */
import { useTranslations } from 'next-intl';
import { HeldPosting } from '@/components/claim/held-posting';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';
import type { Unit } from '@/lib/amount/unit';
import { reversalGrounds } from '@/lib/claim/reversal';
import type { ClaimOnDesk } from '@/lib/usecases/claim/view-claims';
import { releaseClaimAction, reverseAwardAction } from '../actions';
import type { Act } from './desk-acts';

export function AfterAcceptance({ view, act }: { view: ClaimOnDesk; act: Act }) {
  const { claim, heldUntil, institution, may } = view;
  const { state } = claim;
  const isStanding = state === 'accepted' || state === 'held' || state === 'closed';
  return (
    <>
      {state === 'held' && (
        <Held act={act} amount={heldUntil} unit={institution.homeUnit} may={may.release} />
      )}
      {isStanding && may.reverse && <ReverseForm act={act} />}
    </>
  );
}

function ReverseForm({ act }: { act: Act }) {
  const t = useTranslations('claim.reversal');
  return (
    <details className="group">
      <summary className="link w-fit cursor-pointer">{t('title')}</summary>
      <div className="mt-4 grid gap-4">
        <p className="measure">{t('lede')}</p>
        <ActionForm action={reverseAwardAction} edits={{ id: act.claimId, rowVersion: act.expectedVersion }}>
          <input type="hidden" name="claimId" value={act.claimId} />
          <RadioGroup
            name="ground"
            legend={t('ground')}
            options={reversalGrounds.map((value) => ({ value, label: t(`grounds.${value}`) }))}
            required
          />
          <Field name="reason" label={t('reason')} required>
            <Textarea rows={4} maxLength={4_000} />
          </Field>
          <ConfirmButton trigger={t('now')} question={t('question')} confirm={t('now')} />
        </ActionForm>
      </div>
    </details>
  );
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
