/** UnitForm: action, unit, keep (other query values). In which unit credit is shown; a plain GET form. */
import { useId } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { HomeUnit, type Unit } from '@/lib/amount/unit';

export function UnitForm({
  action,
  unit,
  keep = {},
}: {
  action: string;
  unit: Unit | null;
  keep?: Readonly<Record<string, string>>;
}) {
  const t = useTranslations('public.entry');
  const units = useTranslations('credit.unit');
  const id = useId();
  return (
    <form method="get" action={action} className="no-print flex items-end gap-2">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="grid gap-1">
        <label htmlFor={id} className="text-sm text-soft">
          {t('unitLabel')}
        </label>
        <Select
          id={id}
          name="unit"
          defaultValue={unit ?? ''}
          placeholder={t('ownUnit')}
          options={HomeUnit.options.map((value) => ({ value, label: units(value, { count: 2 }) }))}
        />
      </div>
      <Button type="submit">{t('unitShow')}</Button>
    </form>
  );
}
