/** BatchFacts: where the file came from, and how it was read. */
import { useTranslations } from 'next-intl';
import { useDay, useMoment } from '@/components/ui/day';
import type { ImportCounts, ImportKind } from '@/lib/import/kind';
import type { Matching } from '@/lib/import/matching';
import { meaningKindOf } from '@/lib/import/matching';
import { leaveOut } from '@/lib/import/value-words';

export interface FactBatch {
  kind: ImportKind;
  source: string;
  sha256: string;
  counts: ImportCounts;
  /** How its columns were matched; null where its header is ours. */
  matching: Matching | null;
  createdByName: string;
  createdAt: string;
  appliedAt: string | null;
  undoneAt: string | null;
  undoneByName: string | null;
}

/** Values that are shown one by one; of more, the audit entry of the matching has all. */
const mostShown = 60;

/** What a person has said of all rows and of single values, for whoever publishes what came of it. */
function useMatchingFacts({ kind, matching }: FactBatch): [string, React.ReactNode][] {
  const [t, match, day] = [useTranslations('imports.facts'), useTranslations('imports.match'), useDay()];
  if (matching === null) return [];
  const field = (name: string) => match(`fields.${name as 'title'}`);
  const said = (column: string, value: string) => {
    if (value === '') return t('notSettled');
    if (value === leaveOut || meaningKindOf(kind, column) === 'choice')
      return match.has(`choices.${value as 'credit'}`) ? match(`choices.${value as 'credit'}`) : value;
    return /^\d{4}-\d\d-\d\d$/.test(value) ? day(value) : value;
  };
  const { constants, values, dayOrder, decimalSign } = matching;
  const lists: [string, string[]][] = [
    [
      t('constants'),
      constants.map(({ column, value }) =>
        t('constant', { field: field(column), value: said(column, value) }),
      ),
    ],
    [
      t('values'),
      values
        .slice(0, mostShown)
        .map(({ column, found, meant }) =>
          t('value', { field: field(column), found, meant: said(column, meant) }),
        ),
    ],
    [
      t('written'),
      [
        ...(dayOrder === null ? [] : [match(`dayOrders.${dayOrder}`)]),
        ...(decimalSign === null ? [] : [match(`decimalSigns.${decimalSign}`)]),
      ],
    ],
  ];
  return lists.flatMap(([term, sentences]): [string, React.ReactNode][] =>
    sentences.length === 0
      ? []
      : [
          [
            term,
            <ul key={term} className="grid gap-0.5">
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
              {term === t('values') && values.length > mostShown && (
                <li>{t('moreValues', { count: values.length - mostShown })}</li>
              )}
            </ul>,
          ],
        ],
  );
}

export function BatchFacts({ batch, fixedCells = 0 }: { batch: FactBatch; fixedCells?: number }) {
  const [t, match] = [useTranslations('imports.facts'), useTranslations('imports.match')];
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
          [
            t('renamed'),
            batch.counts.renamed
              .map(({ found, column }) =>
                t('renamedOne', {
                  found,
                  column: batch.matching === null ? column : match(`fields.${column as 'title'}`),
                }),
              )
              .join('; '),
          ] as [string, string],
        ]),
    ...useMatchingFacts(batch),
    ...(fixedCells === 0 ? [] : [[t('fixed'), t('fixedCount', { count: fixedCells })] as [string, string]]),
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
