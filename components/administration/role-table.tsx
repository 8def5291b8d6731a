/** RoleTable: roles {id, role, departmentName, grantedByName, grantedAt, endedAt}[], endAction? (when the reader may end them), atStake? (by role, the open reviews that would be without the person). */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { ConfirmButton } from '@/components/ui/confirm-button';
import { SeatsAtStake } from './seats-at-stake';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import type { OpenSeat } from '@/lib/review/seats-at-stake';
import type { Role } from '@/lib/access/actor';

export type HeldRow = {
  id: string;
  role: Role;
  departmentName: string | null;
  grantedByName: string | null;
  grantedAt: string;
  endedAt: string | null;
};

export function RoleTable({
  roles,
  endAction,
  atStake = {},
}: {
  roles: readonly HeldRow[];
  endAction?: ActionFormProps['action'] | undefined;
  atStake?: Readonly<Record<string, readonly OpenSeat[]>>;
}) {
  const t = useTranslations('administration.person');
  const words = useTranslations('account.role');
  const day = useDay();
  return (
    <Table
      stacked
      caption={t('roles')}
      rows={roles}
      rowKey={(held) => held.id}
      rowClass={(held) => (held.endedAt === null ? undefined : 'text-faint')}
      empty={<EmptyState title={t('noRoles')}>{t('noRolesWhy')}</EmptyState>}
      columns={[
        { key: 'role', head: t('role'), rowHead: true, cell: (held) => words(held.role) },
        {
          key: 'department',
          head: t('department'),
          cell: (held) => held.departmentName ?? t('wholeInstitution'),
        },
        {
          key: 'since',
          head: t('since'),
          cell: (held) =>
            held.grantedByName === null
              ? day(held.grantedAt)
              : t('sinceBy', { day: day(held.grantedAt), name: held.grantedByName }),
        },
        {
          key: 'end',
          head: t('ended'),
          cell: (held) => {
            if (held.endedAt !== null) return day(held.endedAt);
            if (endAction === undefined) return t('stillHeld');
            return (
              <ActionForm action={endAction}>
                <input type="hidden" name="grantId" value={held.id} />
                <ConfirmButton
                  size="small"
                  trigger={t('end')}
                  question={t('endQuestion', {
                    role: words(held.role),
                    place: held.departmentName ?? t('wholeInstitution'),
                  })}
                  confirm={t('end')}
                >
                  <SeatsAtStake seats={atStake[held.id] ?? []} />
                </ConfirmButton>
              </ActionForm>
            );
          },
        },
      ]}
    />
  );
}
