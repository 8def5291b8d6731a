/** CourseFields: course? (what is there already), isNew? (asks for code, kind and department, else for the first day), departments?, firstDay?. Inside a form. */
import { useTranslations } from 'next-intl';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import type { CourseKind } from '@/lib/institution/course-kind';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';

type Course = {
  title: string;
  credits: string | null;
  level: string | null;
  kind: CourseKind;
  status: 'active' | 'inactive';
};

export function NewEntryFields({ departments }: { departments: readonly DepartmentChoice[] }) {
  const t = useTranslations('administration.curriculum');
  return (
    <>
      <Field name="code" label={t('code')} required>
        <TextInput width="short" maxLength={40} />
      </Field>
      <Field name="departmentId" label={t('department')}>
        <Select
          options={[{ value: '', label: t('noDepartment') }, ...departmentOptions(departments)]}
          defaultValue=""
        />
      </Field>
    </>
  );
}

/** The first department, added together with a course where there is none to choose from. */
export function NewDepartmentFields() {
  const t = useTranslations('administration.curriculum');
  return (
    <fieldset className="grid gap-4">
      <legend className="font-semibold">{t('newDepartment')}</legend>
      <p className="measure text-sm text-soft">{t('newDepartmentHint')}</p>
      <Field name="newDepartmentCode" label={t('newDepartmentCode')}>
        <TextInput width="tiny" maxLength={20} />
      </Field>
      <Field name="newDepartmentName" label={t('newDepartmentName')}>
        <TextInput maxLength={200} />
      </Field>
    </fieldset>
  );
}

export function KindField({ kind = 'course' }: { kind?: CourseKind | undefined }) {
  const t = useTranslations('administration.curriculum');
  return (
    <Field name="kind" label={t('kind')} hint={t('kindHint')}>
      <Select
        options={[
          { value: 'course', label: t('kindCourse') },
          { value: 'elective', label: t('kindElective') },
        ]}
        defaultValue={kind}
      />
    </Field>
  );
}

export function StateField({ status }: { status: 'active' | 'inactive' }) {
  const t = useTranslations('administration.curriculum');
  return (
    <Field name="status" label={t('state')} hint={t('stateHint')}>
      <Select
        options={[
          { value: 'active', label: t('active') },
          { value: 'inactive', label: t('inactive') },
        ]}
        defaultValue={status}
      />
    </Field>
  );
}

/** Of which version the fields below it were filled: after a refusal still the one that they were filled from first. */
export function FilledFrom({
  id,
  entered,
  isRefused,
}: {
  id: string | undefined;
  entered: string | string[] | undefined;
  isRefused: boolean;
}) {
  return (
    <input
      type="hidden"
      name="filledFrom"
      value={isRefused && typeof entered === 'string' ? entered : (id ?? '')}
    />
  );
}

export function FirstDayField({ firstDay }: { firstDay: string }) {
  const t = useTranslations('administration.curriculum');
  return (
    <Field name="firstDay" label={t('firstDay')} hint={t('firstDayHint')}>
      <DateInput defaultValue={firstDay} />
    </Field>
  );
}

export function CourseFields({ course }: { course?: Course | undefined }) {
  const t = useTranslations('administration.curriculum');
  return (
    <>
      <Field name="title" label={t('titleLabel')} required>
        <TextInput defaultValue={course?.title ?? ''} maxLength={200} />
      </Field>
      <Field name="credits" label={t('credits')} hint={t('creditsHint')}>
        <TextInput defaultValue={course?.credits ?? ''} width="tiny" inputMode="decimal" />
      </Field>
      <Field name="level" label={t('level')}>
        <TextInput defaultValue={course?.level ?? ''} width="short" maxLength={40} />
      </Field>
      <StateField status={course?.status ?? 'active'} />
    </>
  );
}
