/** SetupList: view, action (sends a test message). What is set and what is missing, each with the one act that sets it. */
import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { useDay } from '@/components/ui/day';
import { TextLink } from '@/components/ui/text-link';
import type { SetupCheck } from '@/lib/institution/setup-checks';
import type { SetupView } from '@/lib/usecases/institution/view-setup';

type Says = 'mailNone';
type Place = 'signIn' | 'people' | 'policy' | 'calendar';
const onServer = ['mail', 'signIn', 'backup', 'clock'] as const;

export function SetupList({ view, action }: { view: SetupView; action: ActionFormProps['action'] }) {
  const t = useTranslations('administration.setup');
  return (
    <ul className="stack border-y border-line">
      {view.checks.map((check) => (
        <li
          key={check.name}
          className="grid gap-x-6 gap-y-2 py-4 sm:grid-cols-[7rem_minmax(0,1fr)] xl:grid-cols-[7rem_minmax(0,1fr)_minmax(0,18rem)]"
        >
          <div>
            <h2 className="font-semibold">{t(`check.${check.name}`)}</h2>
            <p
              className={clsx(
                'text-sm',
                check.state === 'set' && 'text-soft',
                check.state === 'missing' && 'font-semibold',
              )}
            >
              {t(`state.${check.state}`)}
            </p>
          </div>
          <p className="measure min-w-0 [overflow-wrap:anywhere]">
            <Sentence says={check.says} view={view} />
          </p>
          <div className="min-w-0 sm:col-start-2 xl:col-start-3">
            <Act check={check} view={view} action={action} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Sentence({ says, view }: { says: string; view: SetupView }) {
  const t = useTranslations('administration.setup.says');
  const roles = useTranslations('account.role');
  const format = useFormatter();
  const day = useDay();
  const values = {
    error: view.test.error,
    ...view.people,
    provider: view.providerName ?? '',
    day: view.backupTakenAt === null ? '' : day(view.backupTakenAt),
    seconds: String(Math.abs(view.clockApart)),
    roles: format.list(view.lacking.map((role) => roles(role))),
  };
  return <>{t(says as Says, values)}</>;
}

function Act({
  check: { name, state, href },
  view,
  action,
}: {
  check: SetupCheck;
  view: SetupView;
  action: ActionFormProps['action'];
}) {
  const t = useTranslations('administration.setup');
  if (name === 'mail' && view.checks.some((one) => one.name === 'mail' && one.says !== 'mailNone'))
    return (
      <div className="grid gap-1">
        <ActionForm action={action} submit={t('test')} submitTone="secondary">
          {null}
        </ActionForm>
        <p className="text-sm text-soft [overflow-wrap:anywhere]">{t('testTo', { mailbox: view.mailbox })}</p>
      </div>
    );
  if (href !== null) return <TextLink href={href}>{t(`go.${name as Place}`)}</TextLink>;
  const server = onServer.find((one) => one === name);
  if (state === 'set' || server === undefined) return null;
  return <p className="text-sm text-soft">{t(`server.${server}`)}</p>;
}
