/** AccountSessions: sessions {openedAt}[]; sign out here, or everywhere. */
import { useTranslations } from 'next-intl';
import { useMoment } from '@/components/ui/day';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { endSessionsAction } from '../account/actions';
import { SignOutForm } from './sign-out-form';

export function AccountSessions({ sessions }: { sessions: readonly { openedAt: string }[] }) {
  const t = useTranslations('account.sessions');
  const moment = useMoment();
  return (
    <section aria-labelledby="sessions" className="grid gap-4">
      <h2 id="sessions" className="serif text-xl">
        {t('title')}
      </h2>
      <p className="measure text-soft">{t('open', { count: sessions.length })}</p>
      <ul className="stack border-y border-line">
        {sessions.map(({ openedAt }, index) => (
          <li key={index} className="tabular py-2">
            {t('since', {
              at: moment(openedAt),
            })}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-start gap-3">
        <SignOutForm size="normal" />
        <ActionForm action={endSessionsAction}>
          <ConfirmButton trigger={t('endAll')} question={t('endAllQuestion')} confirm={t('endAllConfirm')} />
        </ActionForm>
      </div>
    </section>
  );
}
