/** FiguresForm: asked, today, departments. The period and the department that are shown, in the address. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { type FiguresQuery, spans } from '@/lib/figures/figures-query';
import { quarterName, quarterOf, quartersLater } from '@/lib/figures/quarter';
import { departmentOptions, type DepartmentChoice } from '@/lib/institution/department-options';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { useFigureWords } from './figure-words';

export function FiguresForm({
  asked,
  today,
  departments,
}: {
  asked: FiguresQuery;
  today: CivilDate;
  departments: readonly DepartmentChoice[];
}) {
  const t = useTranslations('figures');
  const words = useFigureWords();
  const now = quarterOf(today);
  const quarters = Array.from({ length: spans.longest }, (_, back) => quartersLater(now, -back));
  const options = quarters.map((quarter) => ({ value: quarterName(quarter), label: words.quarter(quarter) }));
  return (
    <form
      method="get"
      action="/figures"
      aria-label={t('asked')}
      className="no-print flex w-full min-w-0 flex-wrap items-end gap-x-4 gap-y-3 sm:w-auto"
    >
      <Field name="from" label={t('from')} className="w-36">
        <Select defaultValue={quarterName(asked.period.from)} options={options} />
      </Field>
      <Field name="to" label={t('to')} className="w-36">
        <Select defaultValue={quarterName(asked.period.to)} options={options} />
      </Field>
      <Field name="department" label={t('department')} className="w-full min-w-0 sm:w-72">
        <Select
          placeholder={t('allDepartments')}
          defaultValue={asked.departmentId}
          options={departmentOptions(departments)}
        />
      </Field>
      <Button type="submit">{t('show')}</Button>
    </form>
  );
}
