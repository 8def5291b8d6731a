/** UndoTable: rows of an import with what undoing makes of each, and what stands in the way. Props: rows. */
import { useFormatter, useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { encodeNotes } from '@/lib/import/note';
import type { PlannedRow } from '@/lib/usecases/import/undo-of-kind';
import { NoteWords } from './note-words';

export function UndoTable({ rows }: { rows: readonly PlannedRow[] }) {
  const t = useTranslations('imports');
  const [day, format] = [useDay(), useFormatter()];
  const wordsOf = ({ undone, entryId }: PlannedRow) =>
    undone.becomes === 'withdrawn' && entryId !== null
      ? t('undo.of.gone')
      : 'from' in undone && undone.from !== null
        ? t(`undo.of.${undone.becomes}From`, { day: day(undone.from) })
        : t(`undo.of.${undone.becomes}`);
  return (
    <Table
      caption={t('undo.rows')}
      dense
      rows={rows}
      rowKey={({ line, ruleVersionId, id }) => ruleVersionId ?? id ?? String(line)}
      columns={[
        {
          key: 'line',
          head: t('rows.line'),
          align: 'end',
          width: 'w-20',
          cell: ({ line }) => (line === null ? '' : format.number(line)),
        },
        {
          key: 'entry',
          head: t('rows.entry'),
          rowHead: true,
          cell: ({ entry, ruleVersionId, entryId }) =>
            ruleVersionId !== null ? (
              <TextLink href={`/registrar/rules/${ruleVersionId}`}>{entry}</TextLink>
            ) : entryId !== null ? (
              <TextLink href={`/registrar/certificates/entries/${entryId}`}>{entry}</TextLink>
            ) : (
              <span>{entry}</span>
            ),
        },
        { key: 'becomes', head: t('undo.becomes'), width: 'w-48', cell: wordsOf },
        {
          key: 'reason',
          head: t('rows.reason'),
          cell: ({ undone }) =>
            undone.becomes === 'blocked' ? <NoteWords reason={encodeNotes(undone.because)} /> : '',
        },
      ]}
    />
  );
}
