/**
 * ManyForm: asked, departments (that are not archived), departmentId (the one that is meant, or none). What is to become of many mappings, asked for before they are shown; a GET form.
 * ManyFields: asked. The same within the form that does it, with why.
 */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DateInput } from '@/components/ui/date-input';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { TextInput } from '@/components/ui/text-input';
import { HomeUnit } from '@/lib/amount/unit';
import { type DepartmentChoice, departmentOptions } from '@/lib/institution/department-options';
import { noDepartment } from '@/lib/rule/department-change';
import { filterFields, type ManyQuery } from '@/lib/rule/many-query';
import { ReaffirmFields } from './reaffirm-fields';

export function ManyForm({
  asked,
  departments,
  departmentId,
}: {
  asked: ManyQuery;
  departments: readonly DepartmentChoice[];
  departmentId: string;
}) {
  const t = useTranslations('registrar.many');
  const { act, filters, day } = asked;
  return (
    <form
      method="get"
      action="/registrar/rules/many"
      aria-label={t('choose')}
      className="flex flex-wrap items-end gap-3"
    >
      {[...filterFields(filters), ['act', act]].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {act === 'department' && (
        <Field name="to" label={t('to')} required className="w-full min-w-0 sm:w-auto sm:max-w-md sm:flex-1">
          <Select
            placeholder={t('chooseDepartment')}
            defaultValue={departmentId}
            options={[...departmentOptions(departments), { value: noDepartment, label: t('toNone') }]}
          />
        </Field>
      )}
      {act === 'review' && (
        <Field name="day" label={t('day')} hint={t('dayHint')} required>
          <DateInput defaultValue={day ?? ''} />
        </Field>
      )}
      {act === 'supersede' && <ChangeFields asked={asked} />}
      <Button type="submit">{t('show')}</Button>
    </form>
  );
}

function ChangeFields({ asked: { entered, day } }: { asked: ManyQuery }) {
  const t = useTranslations('registrar.many.supersede');
  const units = useTranslations('credit.unit');
  return (
    <>
      <Field name="what" label={t('what')} required>
        <Select
          placeholder={t('chooseWhat')}
          defaultValue={entered.what}
          options={(['course', 'amount'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Field>
      <Field name="from" label={t('from')} hint={t('fromHint')} required>
        <TextInput maxLength={200} defaultValue={entered.from} />
      </Field>
      <Field name="to" label={t('to')} required>
        <TextInput maxLength={200} defaultValue={entered.to} />
      </Field>
      <Field name="unit" label={t('unit')} hint={t('unitHint')}>
        <Select
          placeholder=" "
          defaultValue={entered.unit}
          options={HomeUnit.options.map((value) => ({ value, label: units(value, { count: 2 }) }))}
        />
      </Field>
      <Field name="day" label={t('day')} required>
        <DateInput defaultValue={day ?? ''} />
      </Field>
    </>
  );
}

export function ManyFields({ asked: { act, departmentId, day, entered } }: { asked: ManyQuery }) {
  const t = useTranslations('registrar.many');
  if (act === 'department') return <input type="hidden" name="departmentId" value={departmentId} />;
  if (act === 'reaffirm') return <ReaffirmFields />;
  return (
    <>
      <input type="hidden" name="day" value={day ?? ''} />
      {act === 'supersede' &&
        Object.entries(entered).map(([name, value]) => (
          <input key={name} type="hidden" name={`change.${name}`} value={value} />
        ))}
      <Field
        name="reason"
        label={t('reason')}
        hint={t(act === 'supersede' ? 'supersede.reasonHint' : 'reasonHint')}
        required
        className="w-full max-w-xl"
      >
        <TextInput maxLength={2_000} />
      </Field>
    </>
  );
}
