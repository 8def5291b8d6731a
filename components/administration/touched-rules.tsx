/** TouchedRules: rows (a mapping each, what it gives before and after), homeUnit. What a change does to the mappings that rest on it. */
import { RuleTitle } from '@/components/rule/rule-title';
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { Table } from '@/components/ui/table';
import { FindingSentences } from '@/components/rule/finding-sentences';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { Finding } from '@/lib/rule/lint/finding';
import type { Unit } from '@/lib/amount/unit';

export interface TouchedRow {
  id: string;
  title: string;
  code: string;
  before: string | null;
  after: string | null;
  /** What it states and the course would not carry. */
  exceeds: readonly Finding[];
}

export function TouchedRules({ rows, homeUnit }: { rows: readonly TouchedRow[]; homeUnit: Unit }) {
  const t = useTranslations('administration.curriculum');
  if (rows.length === 0) return <p>{t('touchesNothing')}</p>;
  const exceeding = rows.filter(({ exceeds }) => exceeds.length > 0).length;
  const amount = (value: string | null) =>
    value === null ? (
      <span className="text-faint">{t('unknown')}</span>
    ) : (
      <Amount value={value} unit={homeUnit} />
    );
  return (
    <>
      {exceeding > 0 && (
        <Notice tone="warning" title={t('exceeding', { count: exceeding })}>
          {t('exceedingWhy')}
        </Notice>
      )}
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
            cell: ({ id, title, code, exceeds }) => (
              <>
                <TextLink href={`/registrar/rules/${id}`}>
                  {code} · <RuleTitle title={title} />
                </TextLink>
                <span className="block text-sm text-suspended">
                  <FindingSentences findings={exceeds} />
                </span>
              </>
            ),
          },
          { key: 'before', head: t('before'), align: 'end', cell: ({ before }) => amount(before) },
          { key: 'after', head: t('after'), align: 'end', cell: ({ after }) => amount(after) },
        ]}
      />
    </>
  );
}
