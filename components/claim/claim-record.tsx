/** ClaimRecord: events, to (student or desk). What happened to a claim, the first thing first. */
import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/day';
import type { ClaimEvent } from '@/lib/db/credit-claims';

export function ClaimRecord({ events, to }: { events: readonly ClaimEvent[]; to: 'student' | 'desk' }) {
  const t = useTranslations('claim');
  if (events.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2 className="serif text-xl">{t('page.record')}</h2>
      <ol className="stack border-y border-line">
        {events.map(({ seq, at, move, by, personName, note }) => (
          <li key={seq} className="grid gap-1 py-3 [overflow-wrap:anywhere]">
            <p>
              <span className="font-medium">{t(`move.${move}`)}</span>{' '}
              <span className="text-sm text-soft">
                {to === 'student' ? t(`page.byWhom.${by}`) : (personName ?? t(`case.by.${by}`))} ·{' '}
                <Moment at={at} />
              </span>
            </p>
            {note !== '' && (
              <p className="measure whitespace-pre-line">
                <bdi>{note}</bdi>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
