/** StartForm: action, start (what is known of the certificate). Step two of mapping: how the draft begins. Works without JavaScript: every way stands open. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { RadioGroup, type RadioOption } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';
import { standingOfAdvice } from '@/lib/catalog/advice';
import type { Advice } from './recommendation-facts';

export interface StartFormProps {
  action: ActionFormProps['action'];
  today: string;
  certificate: {
    id: string;
    title: string;
    versions: readonly { id: string; label: string }[];
    recommendations: readonly Advice[];
  };
  precedents: readonly { id: string; label: string }[];
  departments: readonly DepartmentChoice[];
}

export function StartForm({ action, today, certificate, precedents, departments }: StartFormProps) {
  const t = useTranslations('registrar.new');
  const ui = useTranslations('ui');
  const day = useDay();
  const { recommendations, versions } = certificate;
  const standing = recommendations.find((advice) => standingOfAdvice(advice, today) === 'current');
  const ways: RadioOption[] = [
    ...(recommendations.length > 0
      ? [
          { value: 'asIs', label: t('asIs'), hint: t('asIsHint') },
          { value: 'changed', label: t('changed'), hint: t('changedHint') },
        ]
      : []),
    ...(precedents.length > 0
      ? [{ value: 'precedent', label: t('precedent'), hint: t('precedentHint') }]
      : []),
    { value: 'blank', label: t('blank'), hint: t('blankHint') },
  ];
  const adviceLabel = (advice: Advice) => {
    const amount =
      advice.amount === null
        ? t('noAmount')
        : advice.isMaximum
          ? t('upTo', { amount: `${advice.amount} ${advice.unit}` })
          : `${advice.amount} ${advice.unit}`;
    const state = standingOfAdvice(advice, today);
    return `${advice.recommender}, ${amount}, ${state === 'lapsed' && advice.validTo !== null ? t('lapsedOn', { date: day(advice.validTo) }) : state === 'coming' && advice.validFrom !== null ? t('startsOn', { date: day(advice.validFrom) }) : t('current')}`;
  };
  return (
    <ActionForm action={action} submit={t('create')} className="max-w-2xl">
      <input type="hidden" name="microCredentialId" value={certificate.id} />
      <RadioGroup
        name="start"
        legend={t('start')}
        options={ways}
        defaultValue={standing ? 'asIs' : 'blank'}
        takesFocus
      />
      {recommendations.length > 0 && (
        <>
          <Field name="recommendationId" label={t('recommendation')} optionalWord={ui('optional')}>
            <Select
              placeholder={t('chooseRecommendation')}
              defaultValue={standing?.id ?? ''}
              options={recommendations.map((advice) => ({ value: advice.id, label: adviceLabel(advice) }))}
            />
          </Field>
          <Field name="changedBecause" label={t('changedBecause')} optionalWord={ui('optional')}>
            <Textarea rows={2} />
          </Field>
        </>
      )}
      {precedents.length > 0 && (
        <Field name="precedentId" label={t('precedentChoice')} optionalWord={ui('optional')}>
          <Select
            placeholder={t('choosePrecedent')}
            options={precedents.map(({ id, label }) => ({ value: id, label }))}
          />
        </Field>
      )}
      <Field name="microCredentialVersionId" label={t('version')}>
        <Select
          placeholder={t('noVersion')}
          defaultValue={versions[0]?.id ?? ''}
          options={versions.map(({ id, label }) => ({ value: id, label }))}
        />
      </Field>
      <Checkbox name="onlyThisVersion" label={t('onlyThisVersion')} />
      <Field name="title" label={t('titleField')} hint={t('titleHint')} optionalWord={ui('optional')}>
        <TextInput placeholder={certificate.title} maxLength={200} />
      </Field>
      <Field
        name="departmentId"
        label={t('department')}
        hint={t('departmentHint')}
        optionalWord={ui('optional')}
      >
        <Select placeholder={t('noDepartment')} options={departmentOptions(departments)} />
      </Field>
    </ActionForm>
  );
}
