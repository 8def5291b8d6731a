/** ExaminedList: trail, today. The entries of the trail that something rests on, and what came of hashing them anew. */
import { useTranslations } from 'next-intl';
import { useDay, useMoment } from '@/components/ui/day';
import { Notice } from '@/components/ui/notice';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { ExaminedTrail } from '@/lib/usecases/audit/examined-trail';
import { useAuditWords } from './audit-words';

export function ExaminedList({ trail, today }: { trail: ExaminedTrail; today: string }) {
  const t = useTranslations('audit.provenance');
  const audit = useTranslations('audit');
  const words = useAuditWords();
  const moment = useMoment('with-seconds');
  const day = useDay();
  const { entries, run, fault } = trail;
  return (
    <div className="grid gap-4">
      {entries.length > 0 && fault === null && (
        <Notice tone="done" title={t('verified', { count: entries.length })}>
          {run === null
            ? t('eachVerified', { day: day(today) })
            : t('runVerified', { from: run.from, to: run.to, count: run.entries, day: day(today) })}
        </Notice>
      )}
      {fault !== null && (
        <Notice tone="refused" title={t('tampered', { seq: fault.seq })}>
          {t(`fault.${fault.fault}`)} {t('tamperedNext')}
        </Notice>
      )}
      <Table
        stacked
        dense
        caption={t('trail')}
        rows={entries}
        rowKey={({ seq }) => seq}
        empty={<p className="text-soft">{t('noEntries')}</p>}
        columns={[
          {
            key: 'seq',
            head: audit('number'),
            align: 'end',
            width: 'w-16',
            cell: ({ seq }) => (
              <TextLink href={`/audit/${seq}`} aria-label={audit('open', { seq })}>
                {seq}
              </TextLink>
            ),
          },
          { key: 'at', head: audit('at'), cell: ({ at }) => <span className="tabular">{moment(at)}</span> },
          { key: 'who', head: audit('who'), cell: (entry) => words.who(entry) },
          { key: 'what', head: audit('what'), rowHead: true, cell: ({ action }) => words.action(action) },
          { key: 'summary', head: audit('summary'), cell: ({ summary }) => words.summary(summary) },
          {
            key: 'verified',
            head: t('verifiedHead'),
            cell: (entry) =>
              entry.fault === null
                ? t(entry.isErased ? 'verifiedErased' : 'verifiedOne')
                : t(`fault.${entry.fault}`),
          },
          {
            key: 'hash',
            head: audit('hash'),
            cell: ({ hash }) => (
              <code className="font-mono text-xs" title={hash}>
                {hash.slice(0, 16)}
              </code>
            ),
          },
        ]}
      />
    </div>
  );
}
