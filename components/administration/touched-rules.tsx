/** TouchedRules: rows (a mapping each, what it gives before and after), homeUnit. What a change does to the mappings that rest on it. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { Unit } from '@/lib/amount/unit';

export interface TouchedRow {
  id: string;
  title: string;
  code: string;
  before: string | null;
  after: string | null;
}

export function TouchedRules({ rows, homeUnit }: { rows: readonly TouchedRow[]; homeUnit: Unit }) {
  const t = useTranslations('administration.curriculum');
  if (rows.length === 0) return <p>{t('touchesNothing')}</p>;
  const amount = (value: string | null) =>
    value === null ? (
      <span className="text-faint">{t('unknown')}</span>
    ) : (
      <Amount value={value} unit={homeUnit} />
    );
  return (
    <Table
      stacked
      caption={t('touched', { count: rows.length })}
      showCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'rule',
          head: t('mapping'),
          rowHead: true,
          cell: ({ id, title, code }) => (
            <TextLink href={`/registrar/rules/${id}`}>
              {code} · {title}
            </TextLink>
          ),
        },
        { key: 'before', head: t('before'), align: 'end', cell: ({ before }) => amount(before) },
        { key: 'after', head: t('after'), align: 'end', cell: ({ after }) => amount(after) },
      ]}
    />
  );
}
