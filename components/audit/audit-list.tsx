/**
 * AuditList: rows {seq, at, actorName, onBehalfOfName, action, objectType, objectId, summary, subject}[], showObject? (true; false on the page of the object itself), isCrossed? (the days asked for end before they begin).
 * Who did what, when; each line opens what it changed. For any page: listAuditOf(ctx, {objectType, objectId}) gives its rows.
 */
import type { AuditListRow } from './audit-list-row';
import { useTranslations } from 'next-intl';
import { useMoment } from '@/components/ui/day';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { useAuditWords } from './audit-words';
import { EntrySubject } from './entry-subject';

export function AuditList({
  rows,
  showObject = true,
  isCrossed = false,
}: {
  rows: readonly AuditListRow[];
  showObject?: boolean;
  isCrossed?: boolean;
}) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  const moment = useMoment('with-seconds');
  return (
    <Table
      stacked
      dense
      caption={t('title')}
      rows={rows}
      rowKey={(row) => row.seq}
      empty={
        isCrossed ? (
          <EmptyState title={t('crossed')}>{t('crossedWhy')}</EmptyState>
        ) : showObject ? (
          <EmptyState title={t('nothing')}>{t('nothingWhy')}</EmptyState>
        ) : (
          <EmptyState title={t('nothingYet')}>{t('nothingYetWhy')}</EmptyState>
        )
      }
      columns={[
        {
          key: 'seq',
          head: t('number'),
          align: 'end',
          width: 'w-16',
          cell: (row) => (
            <TextLink href={`/audit/${row.seq}`} aria-label={t('open', { seq: row.seq })}>
              {row.seq}
            </TextLink>
          ),
        },
        {
          key: 'at',
          head: t('at'),
          cell: (row) => <span className="tabular whitespace-nowrap">{moment(row.at)}</span>,
        },
        { key: 'who', head: t('who'), cell: (row) => words.who(row) },
        { key: 'action', head: t('what'), rowHead: true, cell: (row) => words.action(row.action) },
        ...(showObject
          ? [{ key: 'object', head: t('about'), cell: (row: AuditListRow) => <EntrySubject entry={row} /> }]
          : []),
        { key: 'summary', head: t('summary'), cell: (row) => words.summary(row.summary) },
      ]}
    />
  );
}
