/** RubricForm: action, stageId, scores (own, saved), state. One line a criterion: what is asked, 0 to 3, why. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { Criterion, rubric, type RubricState } from '@/lib/review/rubric';

export type RubricFormProps = {
  action: ActionFormProps['action'];
  stageId: string;
  scores: readonly { criterion: Criterion; score: number; rationale: string }[];
  state: RubricState;
};

const levels = ['0', '1', '2', '3'].map((value) => ({
  value,
  label: <span className="tabular">{value}</span>,
}));

export function RubricForm({ action, stageId, scores, state }: RubricFormProps) {
  const t = useTranslations('faculty.rubric');
  return (
    <ActionForm
      action={action}
      submit={t('save')}
      submitTone="secondary"
      secondary={<span className="text-sm text-soft">{t('open', { count: state.open.length })}</span>}
    >
      <input type="hidden" name="stageId" value={stageId} />
      <ul className="stack">
        {Criterion.options.map((criterion, index) => {
          const given = scores.find((score) => score.criterion === criterion);
          const name = t(`criterion.${criterion}`);
          return (
            <li
              key={criterion}
              className="grid items-center gap-x-8 gap-y-2 py-3 md:grid-cols-[minmax(0,5fr)_auto_minmax(0,5fr)]"
            >
              <input type="hidden" name={`scores.${index}.criterion`} value={criterion} />
              <div>
                <p className="font-medium">
                  {name}
                  {rubric[criterion].isOptional && (
                    <span className="font-normal text-faint"> ({t('optional')})</span>
                  )}
                </p>
                <p className="text-sm text-soft">{t(`hint.${criterion}`)}</p>
              </div>
              <RadioGroup
                name={`scores.${index}.score`}
                legend={t('score', { criterion: name })}
                hideLegend
                inline
                options={levels}
                {...(given && { defaultValue: String(given.score) })}
              />
              <Field name={`scores.${index}.rationale`} label={`${t('why')}: ${name}`} hideLabel>
                <TextInput placeholder={t('why')} maxLength={2000} defaultValue={given?.rationale ?? ''} />
              </Field>
            </li>
          );
        })}
      </ul>
    </ActionForm>
  );
}
