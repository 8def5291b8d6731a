/** EntryFacts: entry (one row of the trail, with its hashes). */
import { useFormatter, useTranslations } from 'next-intl';
import { Facts } from '@/components/administration/facts';
import type { AuditListRow } from './audit-list';
import { useAuditWords } from './audit-words';

export function EntryFacts({
  entry,
}: {
  entry: AuditListRow & { requestId: string; commitment: string; prevHash: string; hash: string };
}) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  const format = useFormatter();
  const code = (text: string) => <code className="break-all font-mono text-sm">{text}</code>;
  return (
    <Facts
      items={[
        { label: t('what'), value: words.action(entry.action) },
        { label: t('who'), value: entry.actorName || t('nobody') },
        {
          label: t('at'),
          value: t('utc', {
            at: format.dateTime(new Date(entry.at), {
              dateStyle: 'long',
              timeStyle: 'long',
              timeZone: 'UTC',
            }),
          }),
        },
        {
          label: t('about'),
          value: (
            <>
              {words.object(entry.objectType)} {code(entry.objectId)}
            </>
          ),
        },
        ...(entry.summary === '' ? [] : [{ label: t('summary'), value: entry.summary }]),
        { label: t('request'), value: code(entry.requestId) },
        { label: t('commitment'), value: code(entry.commitment) },
        { label: t('prevHash'), value: code(entry.prevHash) },
        { label: t('hash'), value: code(entry.hash) },
      ]}
    />
  );
}
