/** RowTable: rows of a file with what came of each, and why. Props: rows, fixAt? (address of the import, where the reader may open rows and put their cells right). */
import { useFormatter, useTranslations } from 'next-intl';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { Outcome } from '@/lib/import/kind';
import { NoteWords } from './note-words';
import type { ImportView } from '@/lib/usecases/import/view-import';

type ShownRow = ImportView['rows']['rows'][number];

const signs: Record<Outcome, string> = { new: '+', changed: '≠', unchanged: '=', rejected: '×' };

export function RowTable({ rows, fixAt }: { rows: readonly ShownRow[]; fixAt?: string }) {
  const t = useTranslations('imports');
  const format = useFormatter();
  return (
    <Table
      caption={t('rows.title')}
      dense
      rows={rows}
      rowKey={({ line }) => String(line)}
      columns={[
        {
          key: 'line',
          head: t('rows.line'),
          align: 'end',
          width: 'w-20',
          cell: ({ line }) => format.number(line),
        },
        {
          key: 'outcome',
          head: t('rows.outcome'),
          width: 'w-32',
          cell: ({ outcome }) => (
            <span
              className={
                outcome === 'rejected' ? 'whitespace-nowrap font-medium text-suspended' : 'whitespace-nowrap'
              }
            >
              <span aria-hidden="true" className="inline-block w-5 tabular">
                {signs[outcome]}
              </span>
              {t(`outcome.${outcome}`)}
            </span>
          ),
        },
        {
          key: 'entry',
          head: t('rows.entry'),
          rowHead: true,
          cell: ({ key }) => <span>{key === '' ? t('rows.unread') : key}</span>,
        },
        { key: 'reason', head: t('rows.reason'), cell: ({ reason }) => <NoteWords reason={reason} /> },
        ...(fixAt !== undefined && rows.some(({ isKept }) => isKept)
          ? [
              {
                key: 'open',
                head: t('rows.open'),
                width: 'w-20',
                cell: ({ line, outcome, isKept }: ShownRow) =>
                  isKept && (
                    <TextLink
                      href={`${fixAt}/rows/${line}`}
                      aria-label={t(outcome === 'rejected' ? 'rows.fixLine' : 'rows.lookLine', { line })}
                    >
                      {t(outcome === 'rejected' ? 'rows.fix' : 'rows.look')}
                    </TextLink>
                  ),
              },
            ]
          : []),
      ]}
    />
  );
}
