import { useTranslations } from 'next-intl';
import { Day, useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { LedAct } from '@/lib/usecases/review/view-led-acts';

/** In the history of a case: due days that were moved, seats given to somebody else, reminders; and the way there for whoever leads it. */
export function LedActs({ acts, ledStageId }: { acts: readonly LedAct[]; ledStageId: string | null }) {
  const t = useTranslations('faculty.lead.acts');
  const lead = useTranslations('faculty.lead');
  const day = useDay();
  if (acts.length === 0 && ledStageId === null) return null;
  const words = (one: LedAct): string => {
    const name = one.byName ?? '';
    const by = one.forName === null ? name : t('byFor', { name, other: one.forName });
    switch (one.act) {
      case 'extended': {
        const values = { from: day(one.from), to: day(one.to), reason: one.reason };
        return one.byName === null ? t('extended', values) : t('extendedBy', { ...values, name: by });
      }
      case 'replaced':
        return t('replaced', { by, name: one.name, successor: one.successorName, reason: one.reason });
      case 'reminded':
        return t('reminded', { by, name: one.name });
    }
  };
  return (
    <section aria-labelledby="led-acts" className="grid gap-2">
      <h2 id="led-acts" className="kicker">
        {t('title')}
      </h2>
      <ul className="stack text-sm">
        {acts.map((one, n) => (
          <li key={n} className="grid gap-x-4 py-1.5 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <span className="text-soft">
              <Day date={one.at} />
            </span>
            <span className="wrap-anywhere">{words(one)}</span>
          </li>
        ))}
      </ul>
      {ledStageId !== null && (
        <p>
          <TextLink href={`/faculty/stages?stage=${ledStageId}#acts`}>{lead('open')}</TextLink>
        </p>
      )}
    </section>
  );
}
