/** useFigureWords: a figure, a quarter, a change and a department as text; the only place that writes figures. */
import { useFormatter, useTranslations } from 'next-intl';
import { type Barrier, type DepartmentColumn, measureOf } from '@/lib/figures/barriers';
import type { Shown } from '@/lib/figures/figure-table';
import type { Quarter } from '@/lib/figures/quarter';

export type FigureUnit = 'count' | 'percent' | 'days' | 'mean';

export function useFigureWords(departments: readonly { id: string; name: string }[] = []) {
  const t = useTranslations('figures');
  const format = useFormatter();
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  const number = (unit: FigureUnit, value: number) =>
    unit === 'mean'
      ? format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
      : t(`value.${unit}`, { value: Math.round(value) });
  return {
    number,
    /** Withheld, none, or the number. */
    shown: (unit: FigureUnit, shown: Shown) =>
      shown === null
        ? t('value.withheld')
        : shown.value === null
          ? t('value.none')
          : number(unit, shown.value),
    quarter: (quarter: Quarter) =>
      t('quarter', {
        quarter: String((Number(quarter.slice(5, 7)) + 2) / 3),
        year: quarter.slice(0, 4),
      }),
    change: (by: number) =>
      t('value.change', { change: by > 0 ? 'up' : by < 0 ? 'down' : 'same', by: Math.abs(by) }),
    department: (column: DepartmentColumn) =>
      column === null ? t('noDepartment') : (names.get(column) ?? t('noDepartment')),
    unitOf: (barrier: Barrier): FigureUnit => measureOf[barrier].unit,
  };
}
