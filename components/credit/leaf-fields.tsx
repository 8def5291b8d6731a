'use client';

/** LeafFields: name, branch, onChange, certificates, findHref, onFound. One row of a premise: a certificate with its conditions, or an assessment of the institution's own. */
import { useFormatter, useTranslations } from 'next-intl';
import { useFateWords } from '@/components/catalog/version-fate';
import { Opening } from '@/components/ui/opening';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { BranchForm } from '@/lib/rule/form-fields';
import { CertificatePicker } from './certificate-picker';
import type { CertificateChoice } from './certificate-choice';
import { Tick } from './tick';

type Props = {
  name: string;
  branch: BranchForm;
  onChange: (change: Partial<BranchForm>) => void;
  certificates: readonly CertificateChoice[];
  findHref: string;
  onFound: (certificate: CertificateChoice) => void;
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

type Condition = (typeof conditions)[number];
type Word = Condition | 'years' | 'months' | 'expiryExpiring' | 'expiryLifetime';

/** A condition that is set, in as many words as its field has: what it is called, and what stands there. */
function saysOf(key: Condition, branch: BranchForm, word: (key: Word) => string): string {
  switch (key) {
    case 'idVerified':
    case 'proctored':
    case 'mustBeActive':
      return word(key);
    case 'expiry':
      return word(branch.expiry === 'lifetime' ? 'expiryLifetime' : 'expiryExpiring');
    case 'maxAge':
      return `${word(key)} ${branch.maxAge} ${word(branch.maxAgeUnit)}`;
    default:
      return `${word(key)} ${branch[key]}`;
  }
}

export function LeafFields({ name, branch, onChange, certificates, findHref, onFound }: Props) {
  const t = useTranslations('registrar.editor');
  const fateWords = useFateWords();
  const format = useFormatter();
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
  const versionSays = (label: string, fate: string | null) =>
    fate === null ? `${label}.` : `${label}: ${fate}.`;
  const versions = certificates.find(({ id }) => id === branch.mc)?.versions ?? [];
  const said = conditions
    .filter((key) => branch[key] !== '')
    .map((key) => saysOf(key, branch, (word) => t(word)));
  return (
    <>
      <Field name={`${name}.mc`} label={t('mc')}>
        <CertificatePicker
          name={`${name}.mc`}
          value={branch.mc}
          onChoose={(certificate) => {
            if (certificate !== null) onFound(certificate);
            onChange({ mc: certificate?.id ?? '' });
          }}
          certificates={certificates}
          findHref={findHref}
        />
      </Field>
      <Opening
        summary={`${t('conditions')}: ${said.length === 0 ? t('conditionsNone') : format.list(said, { type: 'unit' })}`}
        fields={conditions.map((key) => `${name}.${key}`)}
      >
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
              hint: [
                t('versionsHint'),
                ...versions.map(({ label, ...fate }) => versionSays(label, fateWords(fate))),
              ].join(' '),
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
      </Opening>
    </>
  );
}
