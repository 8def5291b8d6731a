/** StageFields: index (0 to 2), stage? (as it stands). The fields of one stage of the review; without a kind it is not held. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { StageConfig, StageKind } from '@/lib/review/stage-config';

export function StageFields({ index, stage }: { index: number; stage?: StageConfig | undefined }) {
  const t = useTranslations('administration.policy');
  const name = (field: string) => `review.stages.${index}.${field}`;
  const choices = <Value extends string>(values: readonly Value[], word: (value: Value) => string) =>
    values.map((value) => ({ value, label: word(value) }));
  const shape = StageConfig.shape;
  const numbers = Array.from({ length: 15 }, (_, n) => ({
    value: String(n + 1),
    label: t('quorumCount', { count: n + 1 }),
  }));
  return (
    <fieldset className="grid gap-4 border-t border-line pt-4 sm:grid-cols-2">
      <legend className="sr-only">{t('stageNumber', { number: index + 1 })}</legend>
      <Field name={name('kind')} label={t('stageNumber', { number: index + 1 })}>
        <Select
          options={choices(StageKind.options, (kind) => t(`kinds.${kind}`))}
          placeholder={t('notHeld')}
          defaultValue={stage?.kind ?? ''}
        />
      </Field>
      <Field name={name('mode')} label={t('modeLabel')}>
        <Select
          options={choices(shape.mode.options, (mode) => t(`mode.${mode}`))}
          defaultValue={stage?.mode ?? 'quorumVote'}
        />
      </Field>
      <Field name={name('quorum')} label={t('quorum')}>
        <Select
          options={[{ value: 'moreThanHalf', label: t('quorumHalf') }, ...numbers]}
          defaultValue={String(stage?.quorum ?? 'moreThanHalf')}
        />
      </Field>
      <Field name={name('threshold')} label={t('thresholdLabel')}>
        <Select
          options={choices(shape.threshold.options, (threshold) => t(`threshold.${threshold}`))}
          defaultValue={stage?.threshold ?? 'majorityCast'}
        />
      </Field>
      <Field name={name('tie')} label={t('tieLabel')}>
        <Select
          options={choices(shape.tie.options, (tie) => t(`tie.${tie}`))}
          defaultValue={stage?.tie ?? 'notApproved'}
        />
      </Field>
      <Field name={name('recusedCount')} label={t('recusedLabel')}>
        <Select
          options={[
            { value: 'no', label: t('recusedNo') },
            { value: 'yes', label: t('recusedYes') },
          ]}
          defaultValue={stage?.recusedCount === true ? 'yes' : 'no'}
        />
      </Field>
      <Field name={name('minReviewers')} label={t('minReviewers')}>
        <TextInput inputMode="numeric" width="tiny" defaultValue={String(stage?.minReviewers ?? 1)} />
      </Field>
      <Field name={name('dueDays')} label={t('dueDays')}>
        <TextInput inputMode="numeric" width="tiny" defaultValue={String(stage?.dueDays ?? 15)} />
      </Field>
      <Field name={name('extendDays')} label={t('extendDays')} hint={t('extendDaysHint')}>
        <TextInput inputMode="numeric" width="tiny" defaultValue={stage?.extendDays?.toString() ?? ''} />
      </Field>
      <Field name={name('everyReason')} label={t('reasonsLabel')}>
        <Select
          options={[
            { value: 'no', label: t('reasonsLow') },
            { value: 'yes', label: t('reasonsAll') },
          ]}
          defaultValue={stage?.everyReason === true ? 'yes' : 'no'}
        />
      </Field>
      <Field name={name('minutes')} label={t('minutesLabel')} className="sm:col-span-2">
        <Select
          options={[
            { value: 'yes', label: t('minutesYes') },
            { value: 'no', label: t('minutesNo') },
          ]}
          placeholder={t('minutesByKind')}
          defaultValue={stage?.minutes === undefined ? '' : stage.minutes ? 'yes' : 'no'}
        />
      </Field>
    </fieldset>
  );
}
