'use client';

/** DepartmentField: departmentId (as it is stored), departments, proposedId (that of the courses; null where there is not one and the same). Which department reviews a mapping: left alone, that of its course. */
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';

export function DepartmentField({
  departmentId,
  departments,
  proposedId,
}: {
  departmentId: string | null;
  departments: readonly DepartmentChoice[];
  proposedId: string | null;
}) {
  const t = useTranslations('registrar.editor');
  const proposed = departments.find(({ id }) => id === proposedId);
  return (
    <Field name="departmentId" label={t('department')} hint={t('departmentHint')} hideLabel>
      <Select
        placeholder={
          proposed === undefined ? t('noDepartment') : t('departmentProposed', { department: proposed.name })
        }
        defaultValue={departmentId ?? ''}
        options={departmentOptions(departments)}
      />
    </Field>
  );
}
