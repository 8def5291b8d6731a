/** ClaimRecord: events, to (student or desk), timeZone (the institution’s, for both). What happened to a claim, the first thing first. */
import { useTranslations } from 'next-intl';
import { Moment } from '@/components/ui/day';
import { appealGrounds } from '@/lib/claim/appeal-grounds';
import type { ClaimEvent } from '@/lib/db/credit-claims';

export function ClaimRecord({
  events,
  to,
  timeZone,
}: {
  events: readonly ClaimEvent[];
  to: 'student' | 'desk';
  timeZone: string;
}) {
  const t = useTranslations('claim');
  const groundWords = (note: string) => {
    const ground = appealGrounds.find((one) => note.startsWith(`${one}: `));
    return ground === undefined ? note : `${t(`page.grounds.${ground}`)}: ${note.slice(ground.length + 2)}`;
  };
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
                <Moment at={at} timeZone={timeZone} />
              </span>
            </p>
            {note !== '' && (
              <p className="measure whitespace-pre-line">
                <bdi>{move === 'appeal' ? groundWords(note) : note}</bdi>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
