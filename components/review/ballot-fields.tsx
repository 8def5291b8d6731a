/** BallotFields: vote (own, or null), choices?, legend?, approving (what an approval lacks, or means), asJudged (the approval rests on what is marked and scored), rejections (which kinds of no), isRevealed. Inside the form of a judgement: the choices, each with what it does, and on what it rests; a no says which no. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import type { Rejection, RejectionKind } from '@/lib/review/rejection-kind';
import { VoteChoice } from '@/lib/review/vote-choice';
import { groundsOf, type VoteGround } from '@/lib/review/vote-ground';
import { ChoiceCells } from './choice-cells';

export type BallotFieldsProps = {
  vote: {
    choice: VoteChoice;
    ground: VoteGround | null;
    rationale: string;
    rejection: Rejection | null;
  } | null;
  /** What can be said; all of it, unless given. */
  choices?: readonly VoteChoice[];
  /** What the choice is called to those who hear the page; the own vote, unless given. */
  legend?: string;
  approving: React.ReactNode;
  /** What is marked and scored in the same form is the ground of an approval, unless another is given. */
  asJudged?: boolean;
  rejections: readonly RejectionKind[];
  isRevealed: boolean;
};

/** Shown with the choice that it belongs to, whatever else is chosen from. */
const shownWith: Record<VoteChoice, string> = {
  approve: 'group-has-[input[value=approve]:checked]/ballot:grid',
  reject: 'group-has-[input[value=reject]:checked]/ballot:grid',
  return: 'group-has-[input[value=return]:checked]/ballot:grid',
  abstain: 'group-has-[input[value=abstain]:checked]/ballot:grid',
};

export function BallotFields({
  vote,
  choices = VoteChoice.options,
  legend,
  approving,
  asJudged = false,
  rejections,
  isRevealed,
}: BallotFieldsProps) {
  const t = useTranslations('faculty.ballot');
  const grounds = (choice: VoteChoice) =>
    groundsOf[choice].filter((ground) => ground !== 'asJudged' || asJudged);
  const groundOf = (choice: VoteChoice) =>
    vote?.choice === choice
      ? (vote.ground ?? 'other')
      : choice === 'approve' && asJudged
        ? 'asJudged'
        : undefined;
  return (
    <div className="group/ballot grid max-w-2xl content-start gap-5">
      <ChoiceCells
        legend={legend ?? t('legend')}
        options={choices.map((choice) => ({
          value: choice,
          label: t(`choice.${choice}`),
          hint: choice === 'approve' ? approving : t(`hint.${choice}`),
        }))}
        {...(vote && { defaultValue: vote.choice })}
      />
      {choices.map((choice) => {
        const chosen = groundOf(choice);
        return (
          <div key={choice} className={`hidden ${shownWith[choice]}`}>
            <RadioGroup
              name={`grounds.${choice}`}
              legend={t('ground.legend')}
              options={grounds(choice).map((ground) => ({ value: ground, label: t(`ground.${ground}`) }))}
              {...(chosen !== undefined && { defaultValue: chosen })}
            />
          </div>
        );
      })}
      <Field name="rationale" label={t('rationale')} hint={t('rationaleHint')}>
        <Textarea rows={2} maxLength={5000} defaultValue={vote?.rationale ?? ''} />
      </Field>
      <fieldset className={`hidden gap-3 border-l-2 border-edge pl-4 ${shownWith.reject}`}>
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
      <p className="text-sm text-soft">{t(isRevealed ? 'afterDiscussion' : 'blind')}</p>
    </div>
  );
}
