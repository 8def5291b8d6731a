'use client';

/** LeafFields: name, branch, onChange, certificates. One row of a premise: a certificate with its conditions, or an assessment of the institution's own. */
import { useTranslations } from 'next-intl';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { BranchForm } from '@/lib/rule/rule-form';
import type { CertificateChoice } from './premise-builder';
import { Tick } from './tick';

type Props = {
  name: string;
  branch: BranchForm;
  onChange: (change: Partial<BranchForm>) => void;
  certificates: readonly CertificateChoice[];
};
type TextKey = 'minScore' | 'belowScore' | 'versions' | 'minEqf' | 'maxAge' | 'evidence' | 'assessment';

const conditions = [
  'minScore',
  'belowScore',
  'versions',
  'minEqf',
  'maxAge',
  'evidence',
  'idVerified',
  'proctored',
  'mustBeActive',
  'expiry',
] as const;

export function LeafFields({ name, branch, onChange, certificates }: Props) {
  const t = useTranslations('registrar.editor');
  const text = (
    key: TextKey,
    options: { hint?: string; tiny?: boolean; list?: string; numeric?: boolean } = {},
  ) => (
    <Field name={`${name}.${key}`} label={t(key)} {...(options.hint !== undefined && { hint: options.hint })}>
      <TextInput
        width={options.tiny ? 'tiny' : 'full'}
        value={branch[key]}
        list={options.list}
        inputMode={options.numeric ? 'decimal' : undefined}
        onChange={(event) => onChange({ [key]: event.target.value })}
      />
    </Field>
  );
  if (branch.type === 'assessment') {
    return (
      <div className="flex flex-wrap items-end gap-3">
        <div className="grow basis-60">{text('assessment', { hint: t('assessmentHint') })}</div>
        {text('minScore', { tiny: true, numeric: true })}
      </div>
    );
  }
  const versions = certificates.find(({ id }) => id === branch.mc)?.versions ?? [];
  const set = conditions.filter((key) => branch[key] !== '').length;
  return (
    <>
      <Field name={`${name}.mc`} label={t('mc')}>
        <Select
          value={branch.mc}
          placeholder={t('chooseMc')}
          onChange={(event) => onChange({ mc: event.target.value })}
          options={certificates.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </Field>
      <Disclosure summary={`${t('conditions')}: ${t('conditionsSet', { count: set })}`} open={set > 0}>
        <div className="grid gap-4">
          <div className="flex flex-wrap items-end gap-3">
            {text('minScore', { tiny: true, numeric: true })}
            {text('belowScore', { tiny: true, numeric: true })}
            {text('minEqf', { tiny: true, numeric: true })}
            {text('maxAge', { tiny: true, numeric: true })}
            <Field name={`${name}.maxAgeUnit`} label={t('ageUnit')} hideLabel>
              <Select
                value={branch.maxAgeUnit}
                onChange={(event) => onChange({ maxAgeUnit: event.target.value as 'years' | 'months' })}
                options={[
                  { value: 'years', label: t('years') },
                  { value: 'months', label: t('months') },
                ]}
              />
            </Field>
          </div>
          <div className="flex flex-wrap gap-x-6 gap-y-2">
            {(['idVerified', 'proctored', 'mustBeActive'] as const).map((key) => (
              <Tick
                key={key}
                name={`${name}.${key}`}
                label={t(key)}
                checked={branch[key] === 'on'}
                onChange={(on) => onChange({ [key]: on ? 'on' : '' })}
              />
            ))}
          </div>
          <div className="grid gap-3 sm:grid-cols-2">
            {text('versions', {
              hint: versions.length > 0 ? `${t('versionsHint')} ${versions.join(', ')}` : t('versionsHint'),
            })}
            {text('evidence', { hint: t('evidenceHint') })}
          </div>
          <Field name={`${name}.expiry`} label={t('expiry')}>
            <Select
              value={branch.expiry}
              onChange={(event) => onChange({ expiry: event.target.value as BranchForm['expiry'] })}
              options={[
                { value: '', label: t('expiryAny') },
                { value: 'expiring', label: t('expiryExpiring') },
                { value: 'lifetime', label: t('expiryLifetime') },
              ]}
            />
          </Field>
        </div>
      </Disclosure>
    </>
  );
}
