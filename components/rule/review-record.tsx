/** ReviewRecordFacts: record (policies, conflicts, settlement). By which policy, with whom standing back and on which proof a version was decided. */
import { useTranslations } from 'next-intl';
import { OwedBy } from '@/components/review/owed-by';
import { Day } from '@/components/ui/day';
import type { ReviewRecord } from '@/lib/usecases/review/decided-how';

type Policy = NonNullable<ReviewRecord['openedUnder']>;
type Props = { record: ReviewRecord };

export function ReviewRecordFacts({ record }: Props) {
  const t = useTranslations('registrar.reviewRecord');
  const { earlierUnder, openedUnder, publishedUnder, conflicts, owed, settlement } = record;
  const policy = ({ version, effectiveFrom }: Policy) =>
    t.rich('policy', { version, date: () => <Day date={effectiveFrom} /> });
  const facts: [string, React.ReactNode][] = [];
  for (const earlier of earlierUnder) facts.push([t('earlierUnder'), policy(earlier)]);
  if (openedUnder !== null) facts.push([t('openedUnder'), policy(openedUnder)]);
  if (publishedUnder !== null) facts.push([t('publishedUnder'), policy(publishedUnder)]);
  if (openedUnder !== null)
    facts.push([
      t('conflicts'),
      conflicts === null ? (
        t('conflictsHidden')
      ) : conflicts.length === 0 ? (
        t('noConflicts')
      ) : (
        <ul key="conflicts">
          {conflicts.map(({ personId, name, note }) => (
            <li key={personId}>
              {note === null ? t('steppedBack', { name }) : t('steppedBackBecause', { name, note })}
            </li>
          ))}
        </ul>
      ),
    ]);
  if (owed !== null) {
    facts.push([t('conditions'), owed.conditions]);
    facts.push([t('owed'), <OwedBy key="owed" owed={owed} due={owed.due} />]);
  }
  if (settlement !== null) {
    if (settlement.conditions) facts.push([t('conditions'), settlement.conditions]);
    facts.push(
      [
        t('settled'),
        t.rich(settlement.isMet ? 'settledMet' : 'settledUnmet', {
          name: settlement.byName,
          date: () => <Day date={settlement.at} />,
        }),
      ],
      [t(settlement.isMet ? 'proof' : 'whyUnmet'), settlement.proof],
    );
  }
  if (facts.length === 0) return null;
  return (
    <dl className="grid gap-3">
      {facts.map(([name, value], index) => (
        <div key={index} className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="min-w-0 whitespace-pre-line">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
