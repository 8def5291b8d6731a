/** DecidedFacts: counts. How much of the catalog an institution gives credit for, refuses, did not accept as proposed, and has not decided about. */
import { useFormatter, useTranslations } from 'next-intl';

export function DecidedFacts({
  counts,
}: {
  counts: { published: number; refused: number; considered: number; undecided: number };
}) {
  const t = useTranslations('public.institutions');
  const format = useFormatter();
  const facts = [
    ['recognised', counts.published],
    ['refused', counts.refused],
    ['considered', counts.considered],
    ['undecided', counts.undecided],
  ] as const;
  return (
    <dl className="mb-8 flex flex-wrap gap-x-12 gap-y-2">
      {facts.map(([key, value]) => (
        <div key={key}>
          <dt className="text-sm text-soft">{t(key)}</dt>
          <dd className="serif text-2xl">{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
