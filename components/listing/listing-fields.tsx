'use client';

/** ListingSection: title, children. One part of the form of a listing. TextField, OrganizationField, LinesField, DayField, LevelField: content, name. Its fields. */
import { useTranslations } from 'next-intl';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput, type TextInputProps } from '@/components/ui/text-input';
import { Textarea } from '@/components/ui/textarea';
import { OrganizationInput } from './organization-input';
import { type ListingContent, type ListingField, shownValue } from '@/lib/micro-credential/listing-content';

export function ListingSection({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t border-line pt-5 md:grid-cols-[8rem_minmax(0,1fr)]">
      <h2 className="font-semibold">{title}</h2>
      <div className="grid grid-cols-1 items-end gap-x-5 gap-y-4 sm:grid-cols-6">{children}</div>
    </section>
  );
}

const spans = {
  whole: 'sm:col-span-6',
  most: 'sm:col-span-4',
  half: 'sm:col-span-3',
  third: 'sm:col-span-2',
};
interface FieldProps {
  content: ListingContent;
  name: ListingField;
  span?: keyof typeof spans;
}

function useFieldWords(name: ListingField) {
  const t = useTranslations('listing.field');
  const hint = `${name}Hint` as 'providerHint';
  return { label: t(name), ...(t.has(hint) && { hint: t(hint) }) };
}

export function TextField({
  content,
  name,
  span = 'half',
  suggested,
  ...rest
}: FieldProps &
  Pick<TextInputProps, 'inputMode' | 'maxLength' | 'type' | 'required'> & { suggested?: readonly string[] }) {
  const list = suggested && `suggested-${name}`;
  return (
    <Field name={name} {...useFieldWords(name)} className={spans[span]} required={rest.required === true}>
      <TextInput defaultValue={shownValue(content, name)} list={list} {...rest} />
      {suggested && (
        <datalist id={list}>
          {suggested.map((words) => (
            <option key={words} value={words} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

/** Of whoever provides, hosts or awards it. */
export function OrganizationField({ content, name, required = false }: FieldProps & { required?: boolean }) {
  return (
    <Field name={name} {...useFieldWords(name)} className={spans.half} required={required}>
      <OrganizationInput defaultValue={shownValue(content, name)} maxLength={200} />
    </Field>
  );
}

export function LinesField({ content, name, span = 'whole', rows = 3 }: FieldProps & { rows?: number }) {
  const t = useTranslations('listing.field');
  const words = useFieldWords(name);
  const hint = words.hint ?? (typeof content[name] === 'string' ? undefined : t('linesHint'));
  return (
    <Field name={name} {...words} {...(hint !== undefined && { hint })} className={spans[span]}>
      <Textarea rows={rows} defaultValue={shownValue(content, name)} />
    </Field>
  );
}

export function DayField({ content, name, span = 'third' }: FieldProps) {
  return (
    <Field name={name} {...useFieldWords(name)} className={spans[span]}>
      <DateInput defaultValue={shownValue(content, name)} />
    </Field>
  );
}

export function LevelField({ content, name, span = 'third' }: FieldProps) {
  const t = useTranslations('listing.field');
  return (
    <Field name={name} {...useFieldWords(name)} className={spans[span]}>
      <Select
        defaultValue={shownValue(content, name)}
        placeholder={t('noLevel')}
        options={['1', '2', '3', '4', '5', '6', '7', '8'].map((level) => ({ value: level, label: level }))}
      />
    </Field>
  );
}
