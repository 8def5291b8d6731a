/** RubricFields: scores (own, saved). Inside the form of a judgement: one line a criterion: what is asked, 0 to 3, why. */
import { useTranslations } from 'next-intl';
import { ClientWords } from '@/components/layout/client-words';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { Criterion, rubric } from '@/lib/review/rubric';
import { LiveRubric } from './live-judgement';

export type RubricFieldsProps = {
  scores: readonly { criterion: Criterion; score: number; rationale: string }[];
};

const levels = ['0', '1', '2', '3'].map((value) => ({
  value,
  label: <span className="tabular">{value}</span>,
}));

export function RubricFields({ scores }: RubricFieldsProps) {
  const t = useTranslations('faculty.rubric');
  return (
    <div className="grid content-start gap-5">
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
      <ClientWords namespaces={['faculty']}>
        <LiveRubric scores={scores} />
      </ClientWords>
    </div>
  );
}
