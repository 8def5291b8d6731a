/** FigureHeadline: table (days to a decision), quarters, departments, department?. The one sentence to take away: how long decisions take, and what goes the wrong way. */
import { useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import { type BarrierTable, changeIn, slowest } from '@/lib/figures/barriers';
import type { Quarter } from '@/lib/figures/quarter';
import { useFigureWords } from './figure-words';

export function FigureHeadline({
  table,
  quarters,
  departments,
  department,
}: {
  table: BarrierTable;
  quarters: readonly Quarter[];
  departments: readonly { id: string; name: string }[];
  department: { id: string } | null;
}) {
  const t = useTranslations('figures.headline');
  const words = useFigureWords(departments);
  const line =
    department === null ? table.all : table.columns.find(({ column }) => column === department.id)?.line;
  const moved = line === undefined ? null : changeIn(line);
  const worst = department === null && moved?.change != null && moved.change <= 0 ? slowest(table) : null;
  const from = line?.rows.findIndex((shown) => shown?.value != null) ?? -1;
  const quarter = quarters[from] === undefined ? '' : words.quarter(quarters[from]);
  const b = (text: React.ReactNode) => <b className="tabular">{text}</b>;
  if (moved === null) return <p className="measure text-lg text-soft">{t('few')}</p>;
  const { change } = moved;
  const rest = change === null ? 'alone' : change < 0 ? 'fewer' : change > 0 ? 'more' : 'same';
  return (
    <p className="max-w-4xl text-lg">
      {t.rich('days', { days: Math.round(moved.latest), b })}
      {t(rest, { days: Math.abs(change ?? 0), quarter })}
      {worst !== null &&
        t.rich('slower', {
          department: words.department(worst.column),
          days: Math.round(worst.latest),
          more: worst.change,
          b,
        })}{' '}
      <TextLink href="/faculty/cases?tab=late">{t('late')}</TextLink>
    </p>
  );
}
