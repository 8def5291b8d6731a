/** SayingsTable: changes {field, before, after}[], isNew (nothing was there before). What a listing says, or what it changes, field by field. */
import { useLocale, useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { Table, type Column } from '@/components/ui/table';
import { countryName } from '@/lib/kernel/country-code';
import { StatedUnit } from '@/lib/micro-credential/listing-content';
import type { FieldChange } from '@/lib/usecases/listing/view-listing';

export function SayingsTable({ changes, isNew }: { changes: readonly FieldChange[]; isNew: boolean }) {
  const [t, field, units] = [
    useTranslations('listing.record'),
    useTranslations('listing.field'),
    useTranslations('credit.unit'),
  ];
  const day = useDay();
  const locale = useLocale();
  const shown = (name: FieldChange['field'], value: string) => {
    if (value === '') return <span className="text-faint">{t('blank')}</span>;
    const unit = name === 'creditUnit' ? StatedUnit.safeParse(value) : null;
    const text = unit?.success
      ? units(unit.data, { count: 2 })
      : /^\d{4}-\d\d-\d\d$/.test(value)
        ? day(value)
        : name === 'country'
          ? countryName(value, locale)
          : value;
    if (name === 'url' || (name === 'qualitySource' && /^https?:/.test(value)))
      return (
        <a href={value} rel="noopener noreferrer nofollow" className="link break-all">
          {value}
        </a>
      );
    return <span className="break-text whitespace-pre-line">{text}</span>;
  };
  const columns: Column<FieldChange>[] = [
    { key: 'field', head: t('fieldColumn'), rowHead: true, cell: (row) => field(row.field), width: 'w-48' },
    ...(isNew
      ? [{ key: 'after', head: t('valueColumn'), cell: (row: FieldChange) => shown(row.field, row.after) }]
      : [
          { key: 'before', head: t('before'), cell: (row: FieldChange) => shown(row.field, row.before) },
          { key: 'after', head: t('after'), cell: (row: FieldChange) => shown(row.field, row.after) },
        ]),
  ];
  return (
    <Table
      stacked
      dense
      caption={t(isNew ? 'sayings' : 'changes')}
      columns={columns}
      rows={changes}
      rowKey={({ field: name }) => name}
    />
  );
}
