/** RubricFields: scores (own, saved), toReason. Inside the form of a judgement: one line a criterion: what is asked, 0 to 3, and why where that is asked. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { TextInput } from '@/components/ui/text-input';
import { needsReason, type ScoresToReason } from '@/lib/review/reasons';
import { Criterion, rubric } from '@/lib/review/rubric';
import type { FormScore } from './judged-form';

export type RubricFieldsProps = { scores: readonly FormScore[]; toReason: ScoresToReason };

const levels = ['0', '1', '2', '3'].map((value) => ({
  value,
  label: <span className="tabular">{value}</span>,
}));

export function RubricFields({ scores, toReason }: RubricFieldsProps) {
  const t = useTranslations('faculty.rubric');
  return (
    <ul className="stack">
      {Criterion.options.map((criterion, index) => {
        const given = scores.find((score) => score.criterion === criterion);
        const name = t(`criterion.${criterion}`);
        const asks = levels.filter(({ value }) => needsReason({ criterion, score: Number(value) }, toReason));
        return (
          <li
            key={criterion}
            data-score={rubric[criterion].isOptional ? 'optional' : 'needed'}
            data-asks={asks.map(({ value }) => value).join(' ')}
            className="score-row"
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
            <div className="flex flex-wrap items-center gap-x-6">
              <RadioGroup
                name={`scores.${index}.score`}
                legend={t('score', { criterion: name })}
                hideLegend
                inline
                options={levels}
                {...(given && { defaultValue: String(given.score) })}
              />
              <button
                type="button"
                data-add-why
                className="link with-script text-sm"
                aria-label={`${t('addWhy')}: ${name}`}
              >
                {t('addWhy')}
              </button>
            </div>
            <div className="score-why">
              <Field name={`scores.${index}.rationale`} label={`${t('why')}: ${name}`} hideLabel>
                <TextInput placeholder={t('why')} maxLength={2000} defaultValue={given?.rationale ?? ''} />
              </Field>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
