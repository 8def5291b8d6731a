/** UndoneNotice: roles that together undo separation of duties already, and records left unclaimed for it, each with what to do; nothing where there are none. */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import type { UndoneSeparation } from '@/lib/usecases/role/undone-separation';

function PersonLink({ id, name }: { id: string; name: string }) {
  return <TextLink href={`/administration/people/${id}`}>{name}</TextLink>;
}

export function UndoneNotice({ undone: { held, unclaimed } }: { undone: UndoneSeparation }) {
  const t = useTranslations('administration.undone');
  const words = useTranslations('account.role');
  return (
    <>
      {held.length > 0 && (
        <Notice tone="warning" title={t('title')}>
          <ul className="grid gap-1">
            {held.map(({ why, id, name, role, otherId, otherName, otherRole }) => (
              <li key={`${id} ${role} ${otherId} ${otherRole}`}>
                {t.rich(why === 'appoints' && id !== otherId ? 'appointsWith' : why, {
                  person: () => <PersonLink id={id} name={name} />,
                  other: () => <PersonLink id={otherId} name={otherName} />,
                  role: words(role),
                  otherRole: words(otherRole),
                })}
              </li>
            ))}
          </ul>
          <p>{t('lede')}</p>
        </Notice>
      )}
      {unclaimed.length > 0 && (
        <Notice tone="warning" title={t('unclaimed')}>
          <ul className="grid gap-1">
            {unclaimed.map(({ id, name, email, beside }) => (
              <li key={id}>
                {t.rich('beside', {
                  person: () => <PersonLink id={id} name={name} />,
                  other: () => <PersonLink {...beside} />,
                  email,
                })}
              </li>
            ))}
          </ul>
          <p>{t('unclaimedLede')}</p>
        </Notice>
      )}
    </>
  );
}
