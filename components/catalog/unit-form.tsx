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
    <form method="get" action={action} className="no-print flex items-center gap-2 text-sm">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label htmlFor={id} className="shrink-0 text-soft">
        {t('unitLabel')}
      </label>
      <Select
        id={id}
        name="unit"
        defaultValue={unit ?? ''}
        placeholder={units('ECTS', { count: 2 })}
        options={HomeUnit.options
          .filter((value) => value !== 'ECTS')
          .map((value) => ({ value, label: units(value, { count: 2 }) }))}
        className="w-auto"
      />
      <Button type="submit" size="small">
        {t('unitShow')}
      </Button>
    </form>
  );
}
