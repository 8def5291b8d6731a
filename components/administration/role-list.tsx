/** RoleList: roles {role, departmentName}[]; in words, one line, commas between. */
import { useFormatter, useTranslations } from 'next-intl';
import type { Role } from '@/lib/access/actor';

export type NamedRole = { role: Role; departmentName: string | null };

export function RoleList({ roles }: { roles: readonly NamedRole[] }) {
  const t = useTranslations('account');
  const format = useFormatter();
  if (roles.length === 0) return <>{t('noRole')}</>;
  const words = roles.map(({ role, departmentName }) =>
    departmentName === null
      ? t(`role.${role}`)
      : t('roleIn', { role: t(`role.${role}`), department: departmentName }),
  );
  return <>{format.list(words, { type: 'conjunction' })}</>;
}
