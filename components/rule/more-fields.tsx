'use client';

/** MoreFields: form, edit. What few mappings need: combining, overriding, tags, priority. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { DefinitionForm } from '@/lib/rule/form-fields';

export function MoreFields({
  form,
  edit,
}: {
  form: DefinitionForm;
  edit: (change: Partial<DefinitionForm>) => void;
}) {
  const t = useTranslations('registrar.editor');
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <Field name="definition.combining" label={t('combining')}>
          <Select
            value={form.combining}
            onChange={(event) => edit({ combining: event.target.value as DefinitionForm['combining'] })}
            options={[
              { value: 'free', label: t('combiningFree') },
              { value: 'alone', label: t('combiningAlone') },
              { value: 'group', label: t('combiningGroup') },
            ]}
          />
        </Field>
        <Field name="definition.exclusiveGroup" label={t('exclusiveGroup')}>
          <TextInput
            value={form.exclusiveGroup}
            onChange={(event) => edit({ exclusiveGroup: event.target.value })}
          />
        </Field>
      </div>
      {(['overrides', 'tags', 'priority'] as const).map((key) => (
        <Field key={key} name={`definition.${key}`} label={t(key)} hint={t(`${key}Hint`)}>
          <TextInput
            width={key === 'priority' ? 'tiny' : 'full'}
            value={form[key]}
            onChange={(event) => edit({ [key]: event.target.value })}
          />
        </Field>
      ))}
    </>
  );
}
