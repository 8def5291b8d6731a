/** What a student can do with a claim. Every form takes act: at, claimId, expectedVersion. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { useDay } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { FileInput } from '@/components/ui/file-input';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import type { Unit } from '@/lib/amount/unit';
import { appealGrounds } from '@/lib/claim/appeal-grounds';
import type { ClaimView } from '@/lib/usecases/claim/claim-view';
import {
  answerAwardAction,
  answerRequestAction,
  appealClaimAction,
  handInEvidenceAction,
  submitClaimAction,
  withdrawClaimAction,
} from '../actions';

interface Act {
  at: string;
  claimId: string;
  expectedVersion: number;
}

function Which({ act }: { act: Act }) {
  return (
    <>
      <input type="hidden" name="at" value={act.at} />
      <input type="hidden" name="claimId" value={act.claimId} />
    </>
  );
}

export function EvidenceForm({ act, holding }: { act: Act; holding: ClaimView['holdings'][number] }) {
  const t = useTranslations('claim.page');
  const optional = useTranslations('ui')('optional');
  return (
    <ActionForm
      action={handInEvidenceAction}
      submit={t('handIn')}
      submitTone="secondary"
      edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
    >
      <Which act={act} />
      <input type="hidden" name="holdingId" value={holding.id} />
      <Field name="file" label={t('badge')} hint={t('badgeHint')} optionalWord={optional}>
        <FileInput accept=".png,.svg,.json,.jsonld,.jwt,.1ob,.txt" />
      </Field>
      <Field name="page" label={t('page')} hint={t('pageHint')} optionalWord={optional}>
        <TextInput type="url" maxLength={2_000} defaultValue={holding.evidence.page ?? ''} />
      </Field>
    </ActionForm>
  );
}

export function SendForm({ act, institution }: { act: Act; institution: string }) {
  const t = useTranslations('claim.page');
  return (
    <section className="grid gap-4">
      <h2 className="serif text-xl">{t('send')}</h2>
      <div className="grid gap-2 measure">
        <p>{t('frozen')}</p>
        <p>{t('cannot')}</p>
      </div>
      <ActionForm action={submitClaimAction} edits={{ id: act.claimId, rowVersion: act.expectedVersion }}>
        <Which act={act} />
        <Checkbox name="consent" value="yes" label={t('consent', { institution })} />
        <ConfirmButton
          tone="primary"
          trigger={t('send')}
          question={t('sendQuestion')}
          confirm={t('sendNow')}
        />
      </ActionForm>
    </section>
  );
}

export function AnswerForm({ act }: { act: Act }) {
  const t = useTranslations('claim.page');
  return (
    <section className="grid gap-4">
      <h2 className="serif text-xl">{t('answer')}</h2>
      <ActionForm
        action={answerRequestAction}
        submit={t('answerNow')}
        edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
        endsOthers
      >
        <Which act={act} />
        <Field name="note" label={t('answerNote')} required>
          <Textarea rows={4} maxLength={4_000} />
        </Field>
      </ActionForm>
    </section>
  );
}

export function WithdrawForm({ act }: { act: Act }) {
  const t = useTranslations('claim.page');
  return (
    <ActionForm action={withdrawClaimAction} edits={{ id: act.claimId, rowVersion: act.expectedVersion }}>
      <Which act={act} />
      <ConfirmButton
        tone="secondary"
        trigger={t('withdraw')}
        question={t('withdrawQuestion')}
        confirm={t('withdrawNow')}
      />
    </ActionForm>
  );
}

export function AcceptForm({ act, lines }: { act: Act; lines: NonNullable<ClaimView['decision']>['lines'] }) {
  const t = useTranslations('claim.page');
  return (
    <div className="grid gap-4">
      <h3 className="text-lg font-semibold">{t('acceptTitle')}</h3>
      <p className="measure">{t('acceptLede')}</p>
      <ActionForm action={answerAwardAction} edits={{ id: act.claimId, rowVersion: act.expectedVersion }}>
        <Which act={act} />
        {lines.map(({ line, target, awarded, unit }) => (
          <RadioGroup
            key={line}
            name={`lines.line${line}`}
            legend={
              <>
                <bdi>{target}</bdi>: <Amount value={awarded} unit={unit as Unit} />
              </>
            }
            options={[
              { value: 'accept', label: t('accept') },
              { value: 'decline', label: t('decline') },
            ]}
            inline
            required
          />
        ))}
        <ConfirmButton
          tone="primary"
          trigger={t('acceptNow')}
          question={t('acceptQuestion')}
          confirm={t('acceptNow')}
        />
      </ActionForm>
    </div>
  );
}

export function AppealForm({ act, until, isBefore }: { act: Act; until: string; isBefore: boolean }) {
  const t = useTranslations('claim.page');
  const day = useDay('long');
  return (
    <details className="group">
      <summary className="link w-fit cursor-pointer">{t('appeal')}</summary>
      <div className="mt-4 grid gap-4">
        <p className="measure">
          {t('appealLede', { until: day(until) })} {isBefore && t('appealBefore')}
        </p>
        <ActionForm
          action={appealClaimAction}
          submit={t('appealNow')}
          edits={{ id: act.claimId, rowVersion: act.expectedVersion }}
        >
          <Which act={act} />
          <RadioGroup
            name="ground"
            legend={t('ground')}
            options={appealGrounds.map((value) => ({ value, label: t(`grounds.${value}`) }))}
            required
          />
          <Field name="text" label={t('appealText')} required>
            <Textarea rows={5} maxLength={3_900} />
          </Field>
        </ActionForm>
      </div>
    </details>
  );
}
