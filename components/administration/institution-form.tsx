/** InstitutionForm: institution (its facts), action, proposed (days that stand among those without work, unsaved). The credit unit is not among them. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';
import { TextInput } from '@/components/ui/text-input';
import { SuggestFrom } from '@/lib/institution/suggest-from';

export type InstitutionFormProps = {
  institution: {
    id: string;
    name: string;
    shortName: string;
    country: string;
    timeZone: string;
    siteUrl: string | null;
    holidays: readonly string[];
    suggestFrom: SuggestFrom;
    rowVersion: number;
  };
  action: ActionFormProps['action'];
  /** Days that are proposed: they stand in the field and are nothing until somebody saves. */
  proposed?: readonly string[];
};

export function InstitutionForm({ institution, action, proposed = [] }: InstitutionFormProps) {
  const t = useTranslations('administration.institution');
  return (
    <ActionForm action={action} submit={t('save')} edits={institution} className="max-w-xl">
      <Field name="name" label={t('name')} required>
        <TextInput defaultValue={institution.name} maxLength={200} />
      </Field>
      <Field name="shortName" label={t('shortName')} hint={t('shortNameHint')} required>
        <TextInput defaultValue={institution.shortName} width="short" maxLength={40} />
      </Field>
      <Field name="country" label={t('country')} hint={t('countryHint')} required>
        <TextInput defaultValue={institution.country} width="tiny" maxLength={2} />
      </Field>
      <Field name="timeZone" label={t('timeZone')} hint={t('timeZoneHint')} required>
        <TextInput defaultValue={institution.timeZone} width="short" />
      </Field>
      <Field name="holidays" label={t('holidays')} hint={t('holidaysHint')} optionalWord={t('optional')}>
        <Textarea
          rows={6}
          maxLength={6000}
          defaultValue={[...institution.holidays, ...proposed].sort().join('\n')}
        />
      </Field>
      <RadioGroup
        name="suggestFrom"
        legend={t('suggestFrom')}
        hint={t('suggestFromHint')}
        defaultValue={institution.suggestFrom}
        options={[...SuggestFrom.options]
          .reverse()
          .map((from) => ({ value: from, label: t(`suggestFromOf.${from}`) }))}
      />
      <Field name="siteUrl" label={t('siteUrl')} optionalWord={t('optional')}>
        <TextInput type="url" defaultValue={institution.siteUrl ?? ''} />
      </Field>
    </ActionForm>
  );
}
