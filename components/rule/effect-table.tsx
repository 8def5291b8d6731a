/** EffectTable: rows, unit, courses (titles by code), caption. Whom a change was tried on, one a row, with what each gets now and would get. */
import { useTranslations } from 'next-intl';
import { type Column, Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { EffectRow, Effect } from '@/lib/catalog/effect';
import { EarnedView } from './earned-view';
import { EffectHolder } from './effect-holder';

export function EffectTable({
  rows,
  effect: { homeUnit, courses },
  caption,
}: {
  rows: readonly EffectRow[];
  effect: Effect;
  caption: string;
}) {
  const t = useTranslations('registrar.effect');
  const columns: Column<EffectRow>[] = [
    {
      key: 'holds',
      head: t('column.holds'),
      rowHead: true,
      width: 'min-w-56',
      cell: (row) => (
        <span className="grid gap-0.5">
          <EffectHolder row={row} />
          <span className="text-sm font-normal text-soft">{t(`from.${row.from}`)}</span>
        </span>
      ),
    },
    {
      key: 'now',
      head: t('column.now'),
      cell: ({ before }) => <EarnedView earned={before} unit={homeUnit} courses={courses} />,
    },
    {
      key: 'then',
      head: t('column.then'),
      cell: ({ after }) => <EarnedView earned={after} unit={homeUnit} courses={courses} />,
    },
    {
      key: 'link',
      head: t('column.link'),
      cell: ({ href, certificates }) => (
        <TextLink
          href={href}
          aria-label={t('estimateSpoken', { title: certificates.map(({ title }) => title).join(', ') })}
        >
          {t('estimate')}
        </TextLink>
      ),
    },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ href }) => href} stacked />;
}
