/** EntryChanges: changes {path, before?, after?}[] of an audit entry, told in words; things (what the ids in them lead to). */
import { useTranslations } from 'next-intl';
import type { ToldThings } from '@/lib/usecases/audit/told-things';
import { useAuditWords } from './audit-words';
import { ChangeTable, type ChangeRow } from './change-table';
import { ThingName } from './thing-name';

export function EntryChanges({ changes, things }: { changes: readonly ChangeRow[]; things: ToldThings }) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  return (
    <ChangeTable
      caption={t('changes')}
      changes={changes}
      field={words.field}
      tell={(text, path) => {
        const thing = things[text];
        return thing === undefined ? words.value(path, text) : <ThingName thing={thing} />;
      }}
    />
  );
}
