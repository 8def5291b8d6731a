import { useTranslations } from 'next-intl';
import { ActionForm } from '@/components/ui/action-form';
import { Day } from '@/components/ui/day';
import { giveCalendarAction, withdrawCalendarAction } from '../faculty/meetings/actions';

/** The private address under which the reader's own calendar finds their meetings and due days. */
export function OwnCalendar({ since }: { since: string | null }) {
  const t = useTranslations('faculty.meetings.calendar');
  return (
    <section aria-labelledby="own-calendar" className="grid gap-4">
      <h2 id="own-calendar" className="serif text-xl">
        {t('title')}
      </h2>
      <p className="measure text-soft">{t('lede')}</p>
      {since !== null && (
        <p>
          {t('since')} <Day date={since} />
        </p>
      )}
      <div className="flex flex-wrap items-start gap-4">
        <ActionForm
          action={giveCalendarAction}
          submit={t(since === null ? 'give' : 'again')}
          submitTone="secondary"
        >
          {since !== null && <p className="measure text-sm text-soft">{t('againHint')}</p>}
        </ActionForm>
        {since !== null && (
          <ActionForm action={withdrawCalendarAction} submit={t('withdraw')} submitTone="quiet">
            {null}
          </ActionForm>
        )}
      </div>
    </section>
  );
}
