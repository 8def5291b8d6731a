/** BatchFacts: where the file came from, and how it was read. */
import { useTranslations } from 'next-intl';
import { useMoment } from '@/components/ui/day';
import type { ImportCounts } from '@/lib/import/kind';

export interface FactBatch {
  source: string;
  sha256: string;
  counts: ImportCounts;
  /** How its columns were matched; null where its header is ours. */
  matching: object | null;
  createdByName: string;
  createdAt: string;
  appliedAt: string | null;
  undoneAt: string | null;
  undoneByName: string | null;
}

export function BatchFacts({ batch }: { batch: FactBatch }) {
  const t = useTranslations('imports.facts');
  const moment = useMoment();
  const facts: [string, React.ReactNode][] = [
    [t('received'), t('by', { at: moment(batch.createdAt), name: batch.createdByName })],
    ...(batch.appliedAt === null ? [] : [[t('applied'), moment(batch.appliedAt)] as [string, string]]),
    ...(batch.undoneAt === null
      ? []
      : [
          [t('undone'), t('by', { at: moment(batch.undoneAt), name: batch.undoneByName ?? '' })] as [
            string,
            string,
          ],
        ]),
    ...(batch.source === '' ? [] : [[t('source'), batch.source] as [string, string]]),
    [t('format'), batch.matching === null ? t(`formats.${batch.counts.options.format}`) : t('matched')],
    ...(batch.counts.encoding === null
      ? []
      : [[t('encoding'), t(`encodings.${batch.counts.encoding}`)] as [string, string]]),
    ...(batch.counts.linesAbove === 0
      ? []
      : [[t('linesAbove'), t('linesAboveCount', { count: batch.counts.linesAbove })] as [string, string]]),
    ...(batch.counts.renamed.length === 0
      ? []
      : [
          [t('renamed'), batch.counts.renamed.map((one) => t('renamedOne', one)).join('; ')] as [
            string,
            string,
          ],
        ]),
    ...(batch.counts.options.takeDoubtful ? [[t('doubtful'), t('doubtfulTaken')] as [string, string]] : []),
    ...(batch.counts.ignored.length === 0
      ? []
      : [[t('ignored'), batch.counts.ignored.join(', ')] as [string, string]]),
    [
      t('fingerprint'),
      <code key="sha" className="break-all text-sm">
        {batch.sha256}
      </code>,
    ],
  ];
  return (
    <dl className="grid gap-x-8 gap-y-2 border-t border-line pt-4 sm:grid-cols-[10rem_minmax(0,1fr)]">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-soft">{term}</dt>
          <dd className="mb-2 sm:mb-0">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
