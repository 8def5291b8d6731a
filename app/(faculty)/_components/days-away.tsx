import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { DateInput } from '@/components/ui/date-input';
import { useDay } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import type { Away } from '@/lib/usecases/review/reviewer-load';
import type { AwayView } from '@/lib/usecases/review/view-away';
import { stateAbsenceAction, withdrawAbsenceAction } from '../faculty/away/actions';

/** The own days away: stated, and taken back. */
export function DaysAway({ view }: { view: AwayView }) {
  const t = useTranslations('faculty.away');
  const day = useDay();
  return (
    <section aria-labelledby="days-away" className="grid content-start gap-4">
      <h2 id="days-away" className="serif text-xl">
        {t('days')}
      </h2>
      {view.absences.length === 0 ? (
        <p className="text-soft">{t('none')}</p>
      ) : (
        <ul className="stack border-y border-line">
          {view.absences.map(({ id, fromDay, toDay }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
              {t('span', { from: day(fromDay), to: day(toDay) })}
              <ActionForm action={withdrawAbsenceAction} submit={t('takeBack')} submitTone="quiet">
                <input type="hidden" name="absenceId" value={id} />
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
      <ActionForm action={stateAbsenceAction} submit={t('state')} submitTone="secondary">
        <Span />
      </ActionForm>
    </section>
  );
}

/** A first and a last day. */
export function Span() {
  const t = useTranslations('faculty.away');
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-4">
      <Field name="fromDay" label={t('from')} required>
        <DateInput />
      </Field>
      <Field name="toDay" label={t('to')} required>
        <DateInput />
      </Field>
    </div>
  );
}

/** A name, with the days on which its bearer is away next. */
export function useNameWithDays(): (name: string, away: Away | null) => string {
  const t = useTranslations('faculty.away');
  const day = useDay();
  return (name, away) =>
    away === null ? name : t('nameWithDays', { name, from: day(away.fromDay), to: day(away.toDay) });
}
