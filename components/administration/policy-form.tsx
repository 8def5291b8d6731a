/** PolicyForm: policy (a draft), action. Credit, review, dates; the unit is shown and not asked for. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { CheckboxGroup } from '@/components/ui/checkbox-group';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { Unit } from '@/lib/amount/unit';
import { type CreditPolicy, Criterion } from '@/lib/credit/input';
import {
  AfterChange,
  afterChangeOf,
  type AppealRoute,
  type ReviewPolicy,
} from '@/lib/institution/policy-version';
import { ConversionRows } from './conversion-rows';
import { Section } from './section';
import { StageFields } from './stage-fields';

export type PolicyFormProps = {
  policy: {
    id: string;
    rowVersion: number;
    credit: CreditPolicy;
    review: ReviewPolicy;
    appeal: AppealRoute | null;
    effectiveFrom: string;
    effectiveTo: string | null;
    note: string;
  };
  action: ActionFormProps['action'];
};

const roundingStages = ['none', 'line', 'total'] as const;
const roundingModes = ['HALF_UP', 'HALF_EVEN', 'UP', 'DOWN'] as const;

export function PolicyForm({ policy, action }: PolicyFormProps) {
  const t = useTranslations('administration.policy');
  return (
    <ActionForm action={action} submit={t('save')} edits={policy} className="gap-10">
      <input type="hidden" name="policyId" value={policy.id} />
      <Section title={t('datesTitle')} lede={t('datesLede')}>
        <div className="flex flex-wrap gap-6">
          <Field name="effectiveFrom" label={t('firstDay')} required>
            <DateInput defaultValue={policy.effectiveFrom} />
          </Field>
          <Field name="effectiveTo" label={t('lastDay')} optionalWord={t('optional')}>
            <DateInput defaultValue={policy.effectiveTo ?? ''} />
          </Field>
        </div>
        <Field name="note" label={t('note')} hint={t('noteHint')}>
          <Textarea defaultValue={policy.note} rows={3} maxLength={2_000} />
        </Field>
      </Section>
      <CreditFields credit={policy.credit} />
      <Section title={t('reviewTitle')} lede={t('reviewLede')}>
        {[0, 1, 2].map((index) => (
          <StageFields key={index} index={index} stage={policy.review.stages[index]} />
        ))}
        <div className="grid gap-4 border-t border-line pt-4 sm:grid-cols-3">
          <Field name="review.deanFromCredits" label={t('deanFrom')} hint={t('deanFromHint')}>
            <TextInput inputMode="decimal" width="tiny" defaultValue={policy.review.deanFromCredits ?? ''} />
          </Field>
          <Field name="review.coverageThreshold" label={t('coverage')} hint={t('coverageHint')}>
            <TextInput
              inputMode="numeric"
              width="tiny"
              defaultValue={String(policy.review.coverageThreshold)}
            />
          </Field>
          <Field name="review.reReviewMonths" label={t('reReview')} hint={t('reReviewHint')}>
            <TextInput inputMode="numeric" width="tiny" defaultValue={String(policy.review.reReviewMonths)} />
          </Field>
          <Field name="review.afterChange" label={t('afterChange')} hint={t('afterChangeHint')}>
            <Select
              options={AfterChange.options.map((value) => ({ value, label: t(`afterChanges.${value}`) }))}
              defaultValue={afterChangeOf(policy.review)}
            />
          </Field>
          <Field name="review.delegation" label={t('delegation')}>
            <Select
              options={(['offices', 'none'] as const).map((value) => ({
                value,
                label: t(`delegations.${value}`),
              }))}
              defaultValue={policy.review.delegation ?? 'offices'}
            />
          </Field>
          <Field name="review.claims" label={t('claims')} hint={t('claimsHint')}>
            <Select
              options={(['people', 'unattended'] as const).map((value) => ({
                value,
                label: t(`claimsBy.${value}`),
              }))}
              defaultValue={policy.review.claims ?? 'people'}
            />
          </Field>
        </div>
      </Section>
      <AppealFields appeal={policy.appeal ?? {}} />
    </ActionForm>
  );
}

function AppealFields({ appeal }: { appeal: AppealRoute }) {
  const t = useTranslations('administration.policy');
  const days = [
    ['noticeInDays', appeal.noticeInDays],
    ['withinDays', appeal.withinDays],
    ['answeredInDays', appeal.answeredInDays],
  ] as const;
  return (
    <Section title={t('appealTitle')} lede={t('appealLede')}>
      <Field name="appeal.text" label={t('text')} hint={t('textHint')} optionalWord={t('optional')}>
        <Textarea defaultValue={appeal.text ?? ''} rows={3} maxLength={2_000} />
      </Field>
      <Field name="appeal.url" label={t('url')} optionalWord={t('optional')}>
        <TextInput inputMode="url" defaultValue={appeal.url ?? ''} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        {days.map(([name, count]) => (
          <Field key={name} name={`appeal.${name}`} label={t(name)} hint={t('daysHint')}>
            <TextInput inputMode="numeric" width="tiny" defaultValue={count?.toString() ?? ''} />
          </Field>
        ))}
      </div>
    </Section>
  );
}

function CreditFields({ credit }: { credit: CreditPolicy }) {
  const t = useTranslations('administration.policy');
  const units = useTranslations('credit');
  const unitWord = (unit: Unit) => units(`unit.${unit}`, { count: 2 });
  const unitOptions = Unit.options.map((unit) => ({ value: unit, label: unitWord(unit) }));
  const rows = Object.entries(credit.conversions ?? {}).map(([pair, factor]) => ({
    from: pair.split('>')[0] ?? '',
    to: pair.split('>')[1] ?? '',
    factor,
  }));
  return (
    <Section title={t('creditTitle')} lede={t('creditLede', { unit: unitWord(credit.homeUnit) })}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="credit.resolution" label={t('resolution')}>
          <Select
            options={(['best', 'priority'] as const).map((value) => ({
              value,
              label: t(`resolutions.${value}`),
            }))}
            defaultValue={credit.resolution ?? 'best'}
          />
        </Field>
        <Field name="credit.trim" label={t('trim')}>
          <Select
            options={(['partial', 'whole'] as const).map((value) => ({ value, label: t(`trims.${value}`) }))}
            defaultValue={credit.trim ?? 'partial'}
          />
        </Field>
        <Field name="credit.rounding.stage" label={t('rounding')}>
          <Select
            options={roundingStages.map((value) => ({ value, label: t(`stages.${value}`) }))}
            defaultValue={credit.rounding?.stage ?? 'none'}
          />
        </Field>
        <Field name="credit.rounding.mode" label={t('roundingMode')}>
          <Select
            options={roundingModes.map((value) => ({ value, label: t(`modes.${value}`) }))}
            defaultValue={credit.rounding?.mode ?? 'HALF_UP'}
          />
        </Field>
        <Field name="credit.rounding.increment" label={t('increment')} hint={t('incrementHint')}>
          <TextInput inputMode="decimal" width="tiny" defaultValue={credit.rounding?.increment ?? ''} />
        </Field>
        <Field name="credit.postAfterResidentCredits" label={t('postAfter')} hint={t('postAfterHint')}>
          <TextInput inputMode="decimal" width="tiny" defaultValue={credit.postAfterResidentCredits ?? ''} />
        </Field>
        <Field name="credit.recencyMonths" label={t('recency')} hint={t('recencyHint')}>
          <TextInput inputMode="numeric" width="tiny" defaultValue={credit.recencyMonths?.toString() ?? ''} />
        </Field>
      </div>
      <CheckboxGroup
        name="credit.excludedCriteria"
        legend={t('criteria')}
        options={Criterion.options.map((value) => ({
          value,
          label: t(`criterion.${value}`),
          isTicked: credit.excludedCriteria?.includes(value) ?? false,
        }))}
      />
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">{t('conversions')}</legend>
        <p className="measure text-sm text-soft">{t('conversionsHint')}</p>
        <ConversionRows
          rows={rows}
          units={unitOptions}
          words={{
            from: t('conversionFrom'),
            to: t('conversionTo'),
            factor: t('conversionFactor'),
            noUnit: t('noUnit'),
          }}
        />
      </fieldset>
    </Section>
  );
}
