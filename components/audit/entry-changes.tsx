/** EntryChanges: changes {path, before?, after?}[] of an audit entry, told in words. */
import { useTranslations } from 'next-intl';
import { useAuditWords } from './audit-words';
import { ChangeTable, type ChangeRow } from './change-table';

export function EntryChanges({ changes }: { changes: readonly ChangeRow[] }) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  return (
    <ChangeTable
      caption={t('changes')}
      changes={changes.map(({ path, before, after }) => ({
        path: words.field(path),
        ...(before !== undefined && { before: words.value(path, before) }),
        ...(after !== undefined && { after: words.value(path, after) }),
      }))}
    />
  );
}
