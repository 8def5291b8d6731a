/** BallotFields: vote (own, or null), choices?, legend?, approving (what an approval lacks, or means), rejections (which kinds of no), ending (what it may do to the stage), isRevealed. Inside the form of a judgement: the choices, each with what it does, and a reason; a no says which no. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import type { Rejection, RejectionKind } from '@/lib/review/rejection';
import { VoteChoice } from '@/lib/review/vote';

export type BallotFieldsProps = {
  vote: { choice: VoteChoice; rationale: string; rejection: Rejection | null } | null;
  /** What can be said; all of it, unless given. */
  choices?: readonly VoteChoice[];
  /** What the choice is called to those who hear the page; the own vote, unless given. */
  legend?: string;
  approving: React.ReactNode;
  rejections: readonly RejectionKind[];
  ending: 'ends' | 'mayEnd' | 'stays';
  isRevealed: boolean;
};

export function BallotFields({
  vote,
  choices = VoteChoice.options,
  legend,
  approving,
  rejections,
  ending,
  isRevealed,
}: BallotFieldsProps) {
  const t = useTranslations('faculty.ballot');
  return (
    <div className="group/ballot grid max-w-2xl content-start gap-5">
      <RadioGroup
        name="choice"
        legend={legend ?? t('legend')}
        hideLegend
        required
        options={choices.map((choice) => ({
          value: choice,
          label: <span className="font-medium">{t(`choice.${choice}`)}</span>,
          hint: choice === 'approve' ? approving : t(`hint.${choice}`),
        }))}
        {...(vote && { defaultValue: vote.choice })}
      />
      <Field name="rationale" label={t('rationale')} hint={t('rationaleHint')} required>
        <Textarea rows={4} maxLength={5000} defaultValue={vote?.rationale ?? ''} />
      </Field>
      <fieldset className="hidden gap-3 border-l-2 border-edge pl-4 group-has-[input[value=reject]:checked]/ballot:grid">
        <legend className="mb-2 font-medium">{t('ifRejected')}</legend>
        <RadioGroup
          name="rejection"
          legend={t('rejectionLegend')}
          hideLegend
          options={rejections.map((kind) => ({
            value: kind,
            label: t(`rejection.${kind}`),
            hint: t(`rejectionHint.${kind}`),
          }))}
          {...(vote?.rejection && { defaultValue: vote.rejection.kind })}
        />
        <Field name="publicReason" label={t('publicReason')} hint={t('publicReasonHint')}>
          <TextInput maxLength={500} defaultValue={vote?.rejection?.publicReason ?? ''} />
        </Field>
      </fieldset>
      {ending !== 'stays' && <p className="font-medium">{t(`ending.${ending}`)}</p>}
      <p className="text-sm text-soft">{t(isRevealed ? 'afterDiscussion' : 'blind')}</p>
    </div>
  );
}
