/** EntryFacts: entry (one row of the trail, with its hashes). */
import { useTranslations } from 'next-intl';
import { Facts } from '@/components/administration/facts';
import { useMoment } from '@/components/ui/day';
import type { AuditListRow } from './audit-list-row';
import { useAuditWords } from './audit-words';
import { EntrySubject } from './entry-subject';

export function EntryFacts({
  entry,
}: {
  entry: AuditListRow & { requestId: string; commitment: string; prevHash: string; hash: string };
}) {
  const t = useTranslations('audit');
  const words = useAuditWords();
  const moment = useMoment('with-seconds');
  const code = (text: string) => <code className="break-all font-mono text-sm">{text}</code>;
  return (
    <Facts
      items={[
        { label: t('what'), value: words.action(entry.action) },
        { label: t('who'), value: words.who(entry) },
        { label: t('at'), value: moment(entry.at) },
        {
          label: t('about'),
          value: (
            <>
              <EntrySubject entry={entry} /> {code(entry.objectId)}
            </>
          ),
        },
        ...(entry.summary === '' ? [] : [{ label: t('summary'), value: words.summary(entry.summary) }]),
        { label: t('request'), value: code(entry.requestId) },
        { label: t('commitment'), value: code(entry.commitment) },
        { label: t('prevHash'), value: code(entry.prevHash) },
        { label: t('hash'), value: code(entry.hash) },
      ]}
    />
  );
}
