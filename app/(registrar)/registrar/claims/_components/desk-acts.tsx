/** What staff can do with a claim. Every form takes act: claimId, expectedVersion. */
import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextLink } from '@/components/ui/text-link';
import { Textarea } from '@/components/ui/textarea';
import { identityMatches } from '@/lib/claim/evidence';
import { type ClaimOutcome, givesSomething } from '@/lib/claim/lifecycle';
import {
  askStudentAction,
  decideAppealAction,
  decideClaimAction,
  endRequestAction,
  verifyHoldingAction,
} from '../actions';

export interface Act {
  claimId: string;
  expectedVersion: number;
}

/** Where a certificate that no rule speaks of is mapped. */
export function MapIt({ certificate }: { certificate: string }) {
  const t = useTranslations('claim.case');
  return (
    <p>
      <TextLink href={`/registrar/rules/new?certificate=${certificate}`}>{t('mapIt')}</TextLink>
    </p>
  );
}

export function VerifyForm({
  act,
  holdingId,
  children,
}: {
  act: Act;
  holdingId: string;
  /** What is stated of it. */
  children: React.ReactNode;
}) {
  const t = useTranslations('claim.case');
  return (
    <details className="group">
      <summary className="link w-fit cursor-pointer">{t('verify')}</summary>
      <div className="mt-4">
        <ActionForm
          action={verifyHoldingAction}
          submit={t('verifyNow')}
          submitTone="secondary"
          edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
        >
          <input type="hidden" name="claimId" value={act.claimId} />
          <input type="hidden" name="holdingId" value={holdingId} />
          {children}
          <RadioGroup
            name="isVerified"
            legend={t('isVerified')}
            options={[
              { value: 'yes', label: t('yes') },
              { value: 'no', label: t('no') },
            ]}
            inline
            required
          />
          <RadioGroup
            name="identity"
            legend={t('identity')}
            options={identityMatches.map((value) => ({ value, label: t(`identities.${value}`) }))}
            required
          />
          <Field name="reason" label={t('why')} hint={t('whyHint')} required>
            <Textarea rows={3} maxLength={2_000} />
          </Field>
        </ActionForm>
      </div>
    </details>
  );
}

export function DecideForm({ act, outcome }: { act: Act; outcome: ClaimOutcome }) {
  const t = useTranslations('claim.case');
  // No rule speaks of any of the certificates: whoever ends the claim refuses nothing.
  const isUndecided = outcome === 'undecided';
  const reason = (
    <Field name="reason" label={t('reason')} required>
      <Textarea rows={4} maxLength={4_000} />
    </Field>
  );
  return (
    <ActionForm
      action={decideClaimAction}
      edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
      endsOthers
      {...(givesSomething(outcome) && { submit: t(outcome === 'granted' ? 'grant' : 'grantPart') })}
    >
      <input type="hidden" name="claimId" value={act.claimId} />
      <input type="hidden" name="outcome" value={outcome} />
      {outcome === 'partly_granted' && reason}
      {!givesSomething(outcome) && (
        <ConfirmButton
          {...(isUndecided && { tone: 'secondary' as const })}
          trigger={t(isUndecided ? 'endUndecided' : 'refuse')}
          question={t(isUndecided ? 'endUndecidedQuestion' : 'refuseQuestion')}
          confirm={t(isUndecided ? 'endUndecided' : 'refuse')}
        >
          {reason}
        </ConfirmButton>
      )}
    </ActionForm>
  );
}

export function AskForm({ act }: { act: Act }) {
  const t = useTranslations('claim.case');
  return (
    <details className="group">
      <summary className="link w-fit cursor-pointer">{t('ask')}</summary>
      <div className="mt-4">
        <ActionForm
          action={askStudentAction}
          submit={t('askNow')}
          submitTone="secondary"
          edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
        >
          <input type="hidden" name="claimId" value={act.claimId} />
          <Field name="text" label={t('askText')} required>
            <Textarea rows={4} maxLength={4_000} />
          </Field>
          <Field name="until" label={t('askUntil')} required>
            <DateInput />
          </Field>
        </ActionForm>
      </div>
    </details>
  );
}

/** isOver: whether the day of an answer has passed. */
export function EndRequestForm({ act, isOver }: { act: Act; isOver: boolean }) {
  const t = useTranslations('claim.case');
  return (
    <section className="grid gap-3">
      <p className="measure">{t(isOver ? 'noAnswer' : 'waiting')}</p>
      <ActionForm
        action={endRequestAction}
        submit={t(isOver ? 'goOn' : 'takeBack')}
        submitTone="secondary"
        edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
      >
        <input type="hidden" name="claimId" value={act.claimId} />
      </ActionForm>
    </section>
  );
}

export function AppealAnswer({ act }: { act: Act }) {
  const t = useTranslations('claim.case');
  return (
    <section className="grid gap-4">
      <h2 className="serif text-xl">{t('appeal')}</h2>
      <ActionForm
        action={decideAppealAction}
        submit={t('appealNow')}
        edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
      >
        <input type="hidden" name="claimId" value={act.claimId} />
        <RadioGroup
          name="answer"
          legend={t('appeal')}
          hideLegend
          options={[
            { value: 'uphold', label: t('uphold') },
            { value: 'reopen', label: t('reopen') },
          ]}
          required
        />
        <Field name="reason" label={t('reason')} required>
          <Textarea rows={4} maxLength={4_000} />
        </Field>
      </ActionForm>
    </section>
  );
}
