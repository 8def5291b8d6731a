/** AsOf: date (YYYY-MM-DD shown), today, action (the page's path), keep? (other query values to carry), min?. A plain GET form: ?asOf=…. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';

export type AsOfProps = {
  date: string;
  today: string;
  action: string;
  min?: string;
  keep?: Readonly<Record<string, string>>;
};

export function AsOf({ date, today, action, min, keep = {} }: AsOfProps) {
  const t = useTranslations('common.asOf');
  return (
    <form method="get" action={action} className="flex items-end gap-2">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="grid gap-1 text-sm text-soft">
        {t('label')}
        <input
          type="date"
          name="asOf"
          defaultValue={date}
          min={min}
          max={today > date ? today : undefined}
          className={`${controlClass} tabular`}
        />
      </label>
      <Button type="submit">{t('show')}</Button>
    </form>
  );
}
