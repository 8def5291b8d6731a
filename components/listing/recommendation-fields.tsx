/** RecommendationFields: facts? (what is stored), children (the first day, as the form asks for it). The fields of a recommendation. Inside a form. */
import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { TextInput } from '@/components/ui/text-input';
import { Unit } from '@/lib/amount/unit';
import type { RecommendationFacts } from '@/lib/import/recommendation-facts';

export function RecommendationFields({
  facts,
  children,
}: {
  facts?: RecommendationFacts | undefined;
  children: React.ReactNode;
}) {
  const t = useTranslations('listing.recommendation');
  const units = useTranslations('credit');
  const optional = useTranslations('ui')('optional');
  return (
    <>
      <Field name="externalId" label={t('externalId')} optionalWord={optional} hint={t('externalIdHint')}>
        <TextInput defaultValue={facts?.externalId ?? ''} maxLength={80} width="short" />
      </Field>
      <div className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-2">
        <Field name="amount" label={t('amount')} optionalWord={optional} hint={t('amountHint')}>
          <TextInput defaultValue={facts?.amount ?? ''} inputMode="decimal" />
        </Field>
        <Field name="unit" label={t('unit')} optionalWord={optional}>
          <Select
            defaultValue={facts?.unit ?? ''}
            placeholder={t('noUnit')}
            options={Unit.options.map((unit) => ({
              value: unit,
              label: units(`unit.${unit}`, { count: 2 }),
            }))}
          />
        </Field>
      </div>
      <Checkbox name="isMaximum" label={t('isMaximum')} defaultChecked={facts?.isMaximum ?? false} />
      <Field name="subjects" label={t('subjects')} optionalWord={optional} hint={t('subjectsHint')}>
        <Textarea rows={3} defaultValue={(facts?.subjects ?? []).join('\n')} />
      </Field>
      <Field name="levels" label={t('levels')} optionalWord={optional} hint={t('levelsHint')}>
        <Textarea rows={2} defaultValue={(facts?.levels ?? []).join('\n')} />
      </Field>
      <Field name="passMark" label={t('passMark')} optionalWord={optional}>
        <TextInput defaultValue={facts?.passMark ?? ''} width="tiny" inputMode="decimal" />
      </Field>
      <div className="grid grid-cols-1 items-start gap-x-5 gap-y-4 sm:grid-cols-2">
        {children}
        <Field name="validTo" label={t('validTo')} optionalWord={optional} hint={t('validToHint')}>
          <DateInput defaultValue={facts?.validTo ?? ''} />
        </Field>
      </div>
      <Field name="sourceUrl" label={t('sourceUrl')} hint={t('sourceUrlHint')} required>
        <TextInput defaultValue={facts?.sourceUrl ?? ''} inputMode="url" maxLength={2_000} />
      </Field>
    </>
  );
}
