/** PeopleTable: people {id, name, email, status, userId, roles, lookAlikes}[]; each name leads to the person. */
import { useTranslations } from 'next-intl';
import { EmptyState } from '@/components/ui/empty-state';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { LookAlikes } from './look-alikes';
import { RoleList } from './role-list';
import type { ListedPerson } from '@/lib/usecases/person/list-people';

export type PersonRow = ListedPerson;

/** An address breaks where a reader would break it. */
function Mailbox({ address }: { address: string }) {
  const [user, host] = address.split('@');
  return (
    <span className="text-sm text-soft">
      {user}@<wbr />
      {host}
    </span>
  );
}

export function PeopleTable({ people }: { people: readonly PersonRow[] }) {
  const t = useTranslations('administration.people');
  return (
    <Table
      stacked
      caption={t('title')}
      rows={people}
      rowKey={(person) => person.id}
      empty={<EmptyState title={t('nobody')}>{t('nobodyWhy')}</EmptyState>}
      columns={[
        {
          key: 'name',
          head: t('name'),
          rowHead: true,
          cell: (person) => (
            <>
              <TextLink href={`/administration/people/${person.id}`}>{person.name}</TextLink>
              <LookAlikes people={person.lookAlikes} />
            </>
          ),
        },
        {
          key: 'roles',
          head: t('roles'),
          cell: (person) => <RoleList roles={person.roles.filter((held) => held.endedAt === null)} />,
        },
        { key: 'email', head: t('email'), cell: (person) => <Mailbox address={person.email} /> },
        {
          key: 'status',
          head: t('status'),
          cell: (person) =>
            person.status === 'suspended'
              ? t('suspended')
              : person.userId === null
                ? t('notYet')
                : t('active'),
        },
      ]}
    />
  );
}
