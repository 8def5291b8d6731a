/** BallotForm: action, stageId, vote (own, or null), needs (what an approval still lacks, in words). Four choices, each with what it does, and a reason. */
import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';
import { VoteChoice } from '@/lib/review/vote';

export type BallotNeed = 'coverage' | 'rubric' | 'knockOut' | 'threshold';
export type BallotFormProps = {
  action: ActionFormProps['action'];
  stageId: string;
  vote: { choice: VoteChoice; rationale: string } | null;
  needs: readonly BallotNeed[];
};

export function BallotForm({ action, stageId, vote, needs }: BallotFormProps) {
  const t = useTranslations('faculty.ballot');
  const format = useFormatter();
  const lacking =
    needs.length > 0
      ? t('approveNeeds', { what: format.list(needs.map((need) => t(`needs.${need}`))) })
      : null;
  return (
    <ActionForm action={action} submit={vote === null ? t('submit') : t('change')} className="max-w-2xl">
      <input type="hidden" name="stageId" value={stageId} />
      <RadioGroup
        name="choice"
        legend={t('legend')}
        hideLegend
        required
        options={VoteChoice.options.map((choice) => ({
          value: choice,
          label: <span className="font-medium">{t(`choice.${choice}`)}</span>,
          hint: choice === 'approve' && lacking !== null ? lacking : t(`hint.${choice}`),
        }))}
        {...(vote && { defaultValue: vote.choice })}
      />
      <Field name="rationale" label={t('rationale')} hint={t('rationaleHint')} required>
        <Textarea rows={4} maxLength={5000} defaultValue={vote?.rationale ?? ''} />
      </Field>
      <p className="text-sm text-soft">{t('blind')}</p>
    </ActionForm>
  );
}
